"""The fork server: imports the course's heavy packages once, then forks one kernel a submission.

It runs inside the sandbox (see `bubblewrap.py`) and talks to the grader over an inherited socket,
which has no name in any file system. A request is one byte with a socket attached; only the
forked child reads what that socket says, so no kernel's key is ever in the memory that other
kernels start from. The zygote itself sees no submission, no seed and no reference.

Between the zygote and the kernels of an exercise stands a fork of the zygote that has that
exercise's course package and has run what the exercise gives to everybody (see `warm.py`): what
that loaded is there in each kernel. It answers requests as the zygote does, on its own socket.

    python -m course_grader.sandbox.inside.zygote CONTROL_FD {boxed,container,open} ROOT MODULE...
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
import traceback
from pathlib import Path

from course_grader.sandbox.inside import box, seccomp, warm
from course_grader.sandbox.inside.protocol import (
    BOXED,
    CONTAINER,
    KERNEL,
    NOBODY,
    OPEN,
    STAGE,
    connection,
)

ENVIRONMENT = {
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "USER": "learner",
    "OMP_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONBREAKPOINT": "0",  # as in JupyterLab without its debugger: it stops nothing
}


def prepared_kernel(folder: str, scratch: str, key: str):
    """An ipykernel for this process, its five sockets bound in `folder`, that does not run yet."""
    from ipykernel.kernelapp import IPKernelApp

    connection_file = Path(scratch, "connection.json")
    connection_file.write_text(json.dumps(connection(f"{folder}/k", key)))
    Path(scratch, "ipython/profile_default/startup").mkdir(parents=True)
    app = IPKernelApp.instance()
    app.initialize(
        [
            "-f",
            str(connection_file),
            f"--ipython-dir={scratch}/ipython",
            "--HistoryManager.enabled=False",
        ]
    )
    return app


def rehearse() -> None:
    """Import here what starting a kernel imports, as a throw-away child finds out by doing it."""
    read_end, write_end = os.pipe()
    if os.fork() == 0:
        try:
            import tempfile

            with tempfile.TemporaryDirectory(prefix="r", dir="/tmp") as scratch:
                silence()
                app = prepared_kernel(scratch, scratch, "rehearsal")
                app.shell.run_cell("print([x for x in range(3)])\n1/0")
            with os.fdopen(write_end, "w") as pipe:
                pipe.write("\n".join(sys.modules))
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        names = pipe.read().split("\n")
    os.wait()
    if "ipykernel.ipkernel" not in names:
        raise RuntimeError("the rehearsal of a kernel's start failed")
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:
            continue  # a module that only exists in that process, such as a namespace made there


def assert_safe_to_fork() -> None:
    """A fork copies one thread and shares shared memory: neither a second one nor any may exist."""
    threads = list(Path("/proc/self/task").iterdir())
    if len(threads) != 1:
        raise RuntimeError(f"the fork server has {len(threads)} threads, and must have 1")
    maps = Path("/proc/self/maps").read_text().splitlines()
    shared = [line for line in maps if line.split()[1] == "rw-s"]
    if shared:
        raise RuntimeError(f"the fork server has shared memory, and must have none: {shared[0]}")


def silence() -> None:
    """Standard input, output and error become /dev/null."""
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)


def forget_grader() -> None:
    """The grader's own modules are not what a learner's `import course_utils` should find."""
    for name in [name for name in sys.modules if name.split(".")[0] == "course_grader"]:
        del sys.modules[name]
    sys.path[:] = [path for path in sys.path if path not in ("", "/code")]
    sys.path_importer_cache.clear()


def become_kernel(mode: str, root: str, request: dict, ready: int) -> None:
    """Shut the box from inside, start the kernel, say so through `ready`, run it."""
    os.setsid()
    os.closerange(3, ready)
    os.closerange(ready + 1, 65536)
    folder, scratch = "/box", "/tmp"
    if mode == BOXED:
        box.mount_proc()
    else:
        folder = scratch = f"{root}/kernels/{request['slot']}"
    box.die_first()  # while root: a process that changed its user may not write this
    if mode == CONTAINER and os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    if mode != BOXED:
        box.die_with_parent()  # in a box, the end of its first process is the end of all
        box.adopt_orphans()
    box.set_limits(**request["limits"], count_processes=mode == BOXED)
    if mode != OPEN:
        box.drop_privileges()
        seccomp.deny_calls()
    os.environ.clear()
    os.environ.update(ENVIRONMENT, HOME=scratch, TMPDIR=scratch, MPLCONFIGDIR=scratch)
    os.chdir(scratch)
    silence()
    forget_grader()
    sys.argv = ["kernel"]
    app = prepared_kernel(folder, scratch, request["key"])
    os.write(ready, b"ready")
    os.close(ready)
    app.start()


def serve_kernel(reply: socket.socket, mode: str, root: str) -> None:
    """In a forked child: read one request, start its kernel, answer with a pidfd of it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    request = json.loads(reply.recv(65536))
    if mode == BOXED:
        box.enter_namespaces()
        box.arrange_mounts(request["slot"])
    else:
        box.adopt_orphans()
    read_end, write_end = os.pipe()
    kernel = os.fork()
    if kernel == 0:
        try:
            become_kernel(mode, root, request, write_end)
        except BaseException:
            os.write(write_end, traceback.format_exc().encode()[-3000:])
        finally:
            os._exit(1)
    os.close(write_end)
    said = os.read(read_end, 4096).decode()
    if said != "ready":
        raise RuntimeError(said or "the kernel ended before it was ready")
    if mode == BOXED:
        box.seal_sockets()
    socket.send_fds(reply, [b"{}"], [os.pidfd_open(kernel)])
    reply.close()
    if mode != BOXED:
        os.waitpid(kernel, 0)
        box.end_children()


def serve_stage(control: socket.socket, mode: str, root: str) -> None:
    """In a forked child: make an exercise's course package ready, then fork its kernels."""
    request = json.loads(control.recv(1 << 18))
    course = "/course" if mode == BOXED else f"{root}/stages/{request['course']}"
    if mode == BOXED:
        box.show_course(request["course"])
        box.die_with_parent()  # new namespaces forget it
    sys.path.insert(0, course)
    warm.run(request["given"])
    gc.collect()
    box.libc.malloc_trim(0)
    gc.freeze()
    assert_safe_to_fork()
    answer_requests(control, mode, root)


def answer_requests(control: socket.socket, mode: str, root: str) -> None:
    """Say that all is ready, then fork for each request until the grader closes its end."""
    control.send(b"ready")
    while True:
        message, descriptors, *_ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        reply = socket.socket(fileno=descriptors[0])
        if os.fork() == 0:
            try:
                box.die_with_parent()
                control.close()
                {KERNEL: serve_kernel, STAGE: serve_stage}[message](reply, mode, root)
            except BaseException:
                reply.send(json.dumps({"error": traceback.format_exc()[-3000:]}).encode())
            finally:
                os._exit(0)
        reply.close()


def main() -> None:
    """Import, check, then fork until the grader closes its end of the socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    mode, root, modules = sys.argv[2], sys.argv[3], sys.argv[4:]
    box.die_with_parent()
    sys.modules["debugpy"] = None  # no debugger: its import costs each kernel a tenth of a second
    for name in modules:
        importlib.import_module(name)
    rehearse()
    gc.collect()
    gc.freeze()
    assert_safe_to_fork()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    answer_requests(control, mode, root)


if __name__ == "__main__":
    main()
