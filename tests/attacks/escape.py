"""Leaving the box: the network, the fork server, siblings, the system.

Several assert that they fail to, and go on with the right answer: its points show that they did.
"""

from tests.attacks.attack import Attack, in_question_1, in_question_3
from tests.grading import trial

RIGHT = "\n" + trial.SOLUTIONS["trial_nearest"]

NETWORK = """
import socket
reached = []
for address in (("127.0.0.1", {port}), ("1.1.1.1", 53), ("localhost", {port})):
    try:
        socket.create_connection(address, 2).send(b"here I am")
        reached.append(address)
    except OSError:
        pass
names = [line.split(":")[0].strip() for line in open("/proc/net/dev").readlines()[2:]]
assert not reached and names == ["lo"], (reached, names)
"""
UNIX_SOCKETS = """
import os, socket
for name in open("/proc/net/unix").read().split():
    assert not name.startswith("@"), name
for path in ("/var/run/docker.sock", "/run/dbus/system_bus_socket", "/tmp/.X11-unix/X0"):
    assert not os.path.exists(path)
"""
KILL_ALL = """
import os, signal
for pid in range(2, 5000):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
os.kill(-1, signal.SIGTERM)
"""
NAMESPACES = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
assert libc.unshare(0x10000000) == -1
assert libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == -1
assert libc.umount2(b"/kernels", 2) == -1
assert libc.setns(0, 0) == -1
for call in (lambda: os.setuid(0), lambda: os.chroot("/tmp"), lambda: os.setsid(),
             lambda: open("/proc/sys/user/max_user_namespaces", "w").write("9"),
             lambda: open("/proc/sysrq-trigger", "w")):
    try:
        call()
    except OSError:
        continue
    raise AssertionError("that should not work")
"""
SETUID_PROGRAMS = """
import subprocess
for program in ("su", "mount", "sudo", "newuidmap", "bwrap"):
    try:
        found = subprocess.run([program, "--help"], capture_output=True, timeout=5)
        done = subprocess.run([program, "-c", "id"], capture_output=True, timeout=5, input=b"")
        assert b"uid=0" not in done.stdout
    except (OSError, subprocess.TimeoutExpired):
        pass
try:
    subprocess.run(["bwrap", "--unshare-user", "--ro-bind", "/", "/", "true"], check=True)
except (OSError, subprocess.CalledProcessError):
    pass
else:
    raise AssertionError("a sandbox in the sandbox")
"""
READ_ONLY = """
import os, pathlib, sys
changed = []
for folder in ("/box", "/course/course_utils", "/code", "/kernels", "/stages", "/assets", "/usr",
               "/etc", "/", sys.prefix, sys.base_prefix, "/dev", np.__path__[0]):
    for action in (lambda p: (p / "numpy.py").write_text("1/0"), lambda p: os.rename(p, p / "x"),
                   lambda p: os.unlink(next(p.iterdir())), lambda p: os.chmod(p, 0o777)):
        try:
            action(pathlib.Path(folder))
            changed.append(folder)
        except (OSError, StopIteration):
            pass
assert not changed, changed
"""
POISON_SIBLINGS = """
import pathlib, site, sys
for folder in ("/dev/shm", "/tmp", "/course", site.getsitepackages()[0]):
    for name in ("sitecustomize.py", "numpy.py", "course_utils.py", ".pth"):
        try:
            pathlib.Path(folder, name).write_text("raise SystemExit('poisoned')")
        except OSError:
            pass
"""
INHERITED = """
import os, socket, stat
for name in os.listdir("/proc/self/fd"):
    try:
        target = os.readlink(f"/proc/self/fd/{name}")
        if target.startswith("socket:"):
            # the fork server's own socket would answer one byte with a new kernel
            peer = socket.socket(fileno=os.dup(int(name)))
            if peer.type == socket.SOCK_SEQPACKET:
                raise AssertionError("the control socket was inherited")
            peer.detach()
        assert "/work" not in target and "notebook" not in target
    except OSError:
        pass
"""
OWN_CLIENT = """
import json
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file="/tmp/connection.json")
client.load_connection_file()
client.start_channels(hb=False, stdin=False)
for _ in range(20):
    client.execute("print('trial_rows: all right')")
client.shutdown()
"""
NO_ROOT = """
import os
status = open("/proc/self/status").read()
assert os.getuid() == os.geteuid() == 65534 and os.getgroups() in ([], [65534])
assert "CapEff:\\t0000000000000000" in status and "CapBnd:\\t0000000000000000" in status
assert "NoNewPrivs:\\t1" in status and "Seccomp:\\t2" in status
"""

FAMILIES = """
import socket
opened = []
for family in range(46):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_RAW):
        try:
            socket.socket(family, kind)
            opened.append(family)
        except OSError:
            pass
assert set(opened) <= {1, 2, 10, 16}, opened
"""
HIDDEN_MEMORY = """
import ctypes, mmap, os, socket
libc = ctypes.CDLL(None, use_errno=True)
held = []
for take in (
    lambda: mmap.mmap(-1, 1 << 20),
    lambda: mmap.mmap(os.open("/dev/zero", os.O_RDWR), 1 << 20),
    lambda: socket.socketpair()[0].setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20),
):
    try:
        held.append(take())
    except (OSError, ValueError):
        pass
    else:
        raise AssertionError("that should not work")
assert libc.shmget(0, 4096, 0o1600) == libc.semget(0, 32000, 0o1600) == -1
assert libc.memfd_create(b"x", 0) == -1
opened = 0
try:
    while opened < 500:
        held.append(socket.socket())
        opened += 1
except OSError:
    held.clear()
assert opened < 128, opened
assert int(open("/proc/self/oom_score_adj").read()) == 1000
"""


def attacks(port: int) -> list[Attack]:
    """The attacks of this module; `port` is where the test listens on this machine."""
    return [
        in_question_3("network", NETWORK.format(port=port) + RIGHT, "graded", score=8),
        in_question_3("unix_sockets", UNIX_SOCKETS + RIGHT, "graded", score=8),
        in_question_3("kills_all_it_can", KILL_ALL, ("graded", "crashed")),
        in_question_3("namespaces", NAMESPACES + RIGHT, "graded", score=8),
        in_question_3("setuid_programs", SETUID_PROGRAMS + RIGHT, "graded", score=8),
        in_question_3("writes_everywhere", READ_ONLY + RIGHT, "graded", score=8),
        in_question_3("inherited_descriptors", INHERITED + RIGHT, "graded", score=8),
        in_question_3("is_not_root", NO_ROOT + RIGHT, "graded", score=8),
        in_question_3("families_of_sockets", FAMILIES + RIGHT, "graded", score=8),
        in_question_3("memory_of_no_process", HIDDEN_MEMORY + RIGHT, "graded", score=8),
        in_question_1("poisons_siblings", POISON_SIBLINGS),
        in_question_1("own_client", OWN_CLIENT, status=("graded", "crashed")),
    ]
