"""A small seccomp filter against system calls that no exercise needs and that reach far."""

import ctypes
import platform
import struct
from collections.abc import Iterable

from course_grader.sandbox.inside.box import check, libc

PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
KILL, ALLOW, DENY = 0x80000000, 0x7FFF0000, 0x00050000 | 1  # DENY: the call fails with EPERM
LOAD, AND, JUMP_EQUAL, JUMP_GREATER_EQUAL, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
JUMP_UNEQUAL = -1  # no instruction: JUMP_EQUAL with its ways exchanged
X32_CALLS = 0x40000000  # the second, rarely used table of x86-64

# name: (number on x86-64, number on aarch64)
DENIED = {
    "setsid": (112, 157),  # a session of its own is a scheduling group, a larger share of the CPU
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "perf_event_open": (298, 241),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "setns": (308, 268),
    "unshare": (272, 97),
    # memory that belongs to no process, so that no process's size shows it
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
}
SOCKET, MMAP, SETSOCKOPT = (41, 198), (9, 222), (54, 208)
# Namespaces part only some families of sockets from the machine: AF_VSOCK is not one of them.
FAMILIES = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10, "AF_NETLINK": 16}
# Pages of shared memory stay when a process lets go of them; buffers of sockets are no process's.
MAP_SHARED_ANONYMOUS = 0x21
BUFFERS = {"SO_SNDBUF": 7, "SO_RCVBUF": 8, "SO_SNDBUFFORCE": 32, "SO_RCVBUFFORCE": 33}
ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column, audit number


def program(machine: str) -> bytes:
    """The filter for a machine as BPF instructions (struct sock_filter)."""
    column, audit_number = ARCHITECTURES[machine]
    lines = [
        _line(LOAD, 4),  # seccomp_data.arch
        *_when(JUMP_UNEQUAL, audit_number, _line(RETURN, KILL)),
        _line(LOAD, 0),  # seccomp_data.nr
        *_when(JUMP_GREATER_EQUAL, X32_CALLS, _line(RETURN, DENY)),
    ]
    for numbers in DENIED.values():
        lines += _when(JUMP_EQUAL, numbers[column], _line(RETURN, DENY))
    lines += _when(JUMP_EQUAL, SOCKET[column], *_by_argument(0, FAMILIES.values(), ALLOW, DENY))
    lines += _when(JUMP_EQUAL, SETSOCKOPT[column], *_by_argument(2, BUFFERS.values(), DENY, ALLOW))
    shared = _by_argument(3, [MAP_SHARED_ANONYMOUS], DENY, ALLOW, mask=MAP_SHARED_ANONYMOUS)
    lines += _when(JUMP_EQUAL, MMAP[column], *shared)
    return b"".join([*lines, _line(RETURN, ALLOW)])


def _line(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _when(test: int, value: int, *then: bytes) -> list[bytes]:
    """Lines that are done where the test of the loaded number holds; they end in a verdict."""
    if test == JUMP_UNEQUAL:
        return [_line(JUMP_EQUAL, value, len(then), 0), *then]
    return [_line(test, value, 0, len(then)), *then]


def _by_argument(
    place: int, values: Iterable[int], among: int, else_: int, mask: int | None = None
) -> list[bytes]:
    """One verdict where an argument (its lower half) is among values, else the other."""
    lines = [_line(LOAD, 16 + 8 * place)]  # seccomp_data.args
    if mask is not None:
        lines.append(_line(AND, mask))
    for value in values:
        lines += _when(JUMP_EQUAL, value, _line(RETURN, among))
    return [*lines, _line(RETURN, else_)]


def deny_calls() -> None:
    """Install the filter for this process and all it will start; needs no_new_privs."""
    code = program(platform.machine())
    buffer = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(buffer))
    check(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header, 0, 0), "seccomp")
