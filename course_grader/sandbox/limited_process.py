"""A forked process with limits, for work on what strangers wrote: it can fail, but only alone."""

import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from course_grader.sandbox.inside.box import MEBIBYTE, die_with_parent

Write = Callable[[bytes], None]
PATIENCE = 5  # of the time that it passes, a busy machine may give a process no more than a fifth


class ChildFailed(RuntimeError):
    """The child ended without finishing its work; the message says how."""


class Child:
    """Runs `work(write)` in a forked process; what it writes can be read from `pipe`.

    memory
        MiB that it may add to what it can write to. Address space is no measure: what importing
        torch reserves of it depends on how many threads meet, and how busy the machine is.
    seconds
        CPU seconds that it may use.
    """

    def __init__(self, work: Callable[[Write], None], *, memory: int, seconds: int):
        self.pipe, theirs = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            status = 1
            try:
                os.close(self.pipe)
                die_with_parent()
                own = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
                _limit(resource.RLIMIT_DATA, own + memory * MEBIBYTE)
                _limit(resource.RLIMIT_CPU, seconds)
                _limit(resource.RLIMIT_CORE, 0)
                work(lambda content: _write_all(theirs, content))
                status = 0
            except BaseException:
                traceback.print_exc(file=sys.stderr)
            finally:
                os._exit(status)
        os.close(theirs)

    def kill(self) -> None:
        """Stop the child at once."""
        os.kill(self.pid, signal.SIGKILL)

    def close(self) -> bool:
        """Wait for the child's end; whether it finished its work."""
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]) == 0


def in_child(work: Callable[[Write], None], *, memory: int, seconds: int) -> bytes:
    """All that `work(write)` wrote, run in a child; ChildFailed where it did not finish in time."""
    child, parts = Child(work, memory=memory, seconds=seconds), []
    end = time.monotonic() + PATIENCE * seconds
    while True:
        if not select.select([child.pipe], [], [], max(0, end - time.monotonic()))[0]:
            child.kill()
            break
        part = os.read(child.pipe, 1 << 16)
        if not part:
            break
        parts.append(part)
    if not child.close():
        raise ChildFailed(f"it could not be read within {seconds} s and {memory} MiB")
    return b"".join(parts)


def _limit(kind: int, bound: int) -> None:
    resource.setrlimit(kind, (bound, bound))


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]
