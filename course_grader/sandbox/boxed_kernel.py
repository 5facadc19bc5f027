"""A kernel from the fork server, as seen from outside: watched and killed."""

import contextlib
import os
import re
import select
import shutil
import signal
from pathlib import Path

_UNBACKED = re.compile(r"^Rss(?:Anon|Shmem):\s+(\d+) kB$", re.MULTILINE)


class BoxedKernel:
    """One kernel, held by a pidfd: killing it leaves nothing of its submission alive."""

    def __init__(self, folder: Path, connection: dict, pidfd: int):
        self.folder, self.connection, self.pidfd = folder, connection, pidfd
        self.connection_file = folder.with_suffix(".json")  # for jupyter_client; beside the sockets
        lines = Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines()
        self.pid = int(dict(line.split(":\t") for line in lines)["Pid"])

    def is_alive(self) -> bool:
        """Whether the kernel's first process still runs."""
        return not select.select([self.pidfd], [], [], 0)[0]

    def kill(self) -> None:
        """Kill the kernel's first process, and with it, in a box, all others."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def close(self) -> None:
        """Kill all there is, wait for the end, remove the sockets."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.is_alive():
                os.killpg(self.pid, signal.SIGKILL)
        self.kill()
        select.select([self.pidfd], [], [], 10)
        os.close(self.pidfd)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.connection_file.unlink(missing_ok=True)

    def memory(self) -> int:
        """MiB that the kernel's processes have together.

        The quick sum counts what processes share once for each of them, and also what they share
        with the fork server: it is an upper bound. `exact_memory` asks for each one's fair share.
        """
        return sum(map(_resident, _family(self.pid))) >> 20

    def exact_memory(self) -> int:
        """MiB as `memory` gives them, with shared pages divided among those who share them."""
        return sum(map(_proportional, _family(self.pid))) >> 20


def _family(pid: int) -> list[int]:
    """A process and all its descendants; in a box orphans belong to its first process."""
    family = [pid]
    for member in family:
        # A process or a thread may end at any point of this walk: it has no children to count
        # then, and those of the threads beside it still do.
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{member}/task").iterdir():
                with contextlib.suppress(OSError):
                    family += map(int, (thread / "children").read_text().split())
    return family


def _resident(pid: int) -> int:
    """Bytes that no file backs; memory shared between processes belongs to it."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    return sum(int(kilobytes) for kilobytes in _UNBACKED.findall(status)) << 10


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return _resident(pid)
    if not lines:  # it ended between being opened and being read
        return 0
    kilobytes = dict(line.split(":") for line in lines[1:])
    return sum(int(kilobytes[name].split()[0]) for name in ("Pss_Anon", "Pss_Shmem")) << 10
