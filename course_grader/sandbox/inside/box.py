"""What a forked kernel does to itself before a learner's code runs: namespaces, mounts, limits.

The zygote already lives in a bubblewrap sandbox. Each kernel goes one step further and leaves
behind what kernels would share: it gets its own process ids, network, temporary folders, and a
folder with nothing in it but its own sockets. Nothing is executed; a forked child calls libc.

Constants are those of the Linux headers: sched.h, mount.h, prctl.h, capability.h.
"""

import ctypes
import os
import resource
import signal
from pathlib import Path

libc = ctypes.CDLL(None, use_errno=True)

CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC = 0x20000, 0x2000000, 0x4000000, 0x8000000
CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 24, 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, PR_SET_CHILD_SUBREAPER = 47, 4, 36
CAPABILITY_VERSION_3 = 0x20080522

MEBIBYTE = 1 << 20
RESERVED = 1024  # MiB
DESCRIPTORS = 128  # each may hold buffers that no process's size shows
SCRATCH = {"/tmp": 128, "/dev/shm": 64}  # folder: its size in MiB


def check(result: int, what: str) -> None:
    """Raise OSError with the system's own words unless a libc call returned 0."""
    if result:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), what)


def _mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    arguments = [text.encode() for text in (source, target, kind)]
    result = libc.mount(*arguments, ctypes.c_ulong(flags), options.encode())
    check(result, f"mount {target}")


def enter_namespaces() -> None:
    """Leave the fork server's namespaces for new ones; this user stays the same plain user."""
    _unshare(
        CLONE_NEWUSER
        | CLONE_NEWNS
        | CLONE_NEWPID
        | CLONE_NEWIPC
        | CLONE_NEWNET
        | CLONE_NEWUTS
        | CLONE_NEWCGROUP
    )


def show_course(course: str) -> None:
    """Show this process, and all that it will fork, one course package in /course."""
    _unshare(CLONE_NEWUSER | CLONE_NEWNS)
    _mount("none", "/", "", MS_REC | MS_PRIVATE)
    _mount(f"/stages/{course}", "/course", "", MS_BIND)
    _mount("none", "/course", "", MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)


def _unshare(namespaces: int) -> None:
    user, group = os.getuid(), os.getgid()
    check(libc.unshare(namespaces), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def arrange_mounts(slot: str) -> None:
    """Show this kernel its own sockets in /box, and no others; of course packages only /course.

    All that can be written to, apart from /box, is a fresh tmpfs of limited size.
    """
    _mount("none", "/", "", MS_REC | MS_PRIVATE)
    _mount(f"/kernels/{slot}", "/box", "", MS_BIND)
    for cover in ("/kernels", "/stages"):
        _mount("tmpfs", cover, "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=4k")
    for folder, size in SCRATCH.items():
        _mount(
            "tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, f"size={size}m,nr_inodes=4096,mode=700"
        )


def seal_sockets() -> None:
    """Make /box read-only, once the kernel has bound its sockets in it."""
    _mount("none", "/box", "", MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC)


def mount_proc() -> None:
    """In process 1 of the new namespace: a /proc of its own, and no user namespaces below."""
    _mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    Path("/proc/sys/user/max_user_namespaces").write_text("0")


def drop_privileges() -> None:
    """Give up every capability, for this process and all it will ever start."""
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    for capability in range(64):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails beyond the last one: harmless
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    check(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def set_limits(
    memory: int, processes: int, file_size: int, seconds: int, *, count_processes: bool
) -> None:
    """Bound this process and all it will start.

    memory
        MiB of data that a process may add to what the zygote brought along. What all processes
        of a submission have together is watched from outside, by `run.py`.
    processes
        Processes and threads together. Only with `count_processes`: outside a user namespace of
        its own, the system would count all processes of this user.
    file_size
        MiB of the largest file.
    seconds
        CPU time of one process.
    """
    space, data = (int(_statm()[field]) * resource.getpagesize() for field in (0, 5))
    bounds = {
        resource.RLIMIT_DATA: data + memory * MEBIBYTE,
        # each thread reserves address space that it does not use; shared mappings count only here
        resource.RLIMIT_AS: space + (memory + RESERVED) * MEBIBYTE,
        resource.RLIMIT_FSIZE: file_size * MEBIBYTE,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_NOFILE: DESCRIPTORS,
        resource.RLIMIT_CORE: 0,
    }
    if count_processes:
        bounds[resource.RLIMIT_NPROC] = processes
    for name, bound in bounds.items():
        resource.setrlimit(name, (bound, bound))


def _statm() -> list[str]:
    return Path("/proc/self/statm").read_text().split()


def die_first() -> None:
    """Be the one that the system ends where memory runs out, before the grader and all others."""
    Path("/proc/self/oom_score_adj").write_text("1000")


def die_with_parent(by: int = signal.SIGKILL) -> None:
    """Get this signal when the process that started this one ends."""
    check(libc.prctl(PR_SET_PDEATHSIG, by, 0, 0, 0), "die with parent")


def adopt_orphans() -> None:
    """Be the parent of all below this process whose parents end, as a box's first process is."""
    check(libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), "adopt orphans")


def end_children() -> None:
    """End all below this process, with what it forks meanwhile; for one that adopts orphans."""
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    while found := children.read_text().split():
        for child in map(int, found):
            os.kill(child, signal.SIGKILL)
        os.waitpid(-1, 0)
