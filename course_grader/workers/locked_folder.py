"""Folders of one process: a lock says that it uses them, a later run removes what is left."""

import contextlib
import fcntl
import shutil
import tempfile
import time
from pathlib import Path

FRESH = 60  # seconds in which a folder may not have its lock yet


class LockedFolder:
    """A new folder, entered by everybody, with a room `private` that holds its lock."""

    def __init__(self):
        # short, since the path of a socket may have no more than 107 characters
        self.path = Path(tempfile.mkdtemp(prefix="course-", dir="/tmp"))
        self.path.chmod(0o711)  # kernels of another user find their sockets in it, and no more
        self.private = self.path / "private"
        self.private.mkdir(mode=0o700)
        self._lock = (self.private / "lock").open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def remove_leftovers() -> None:
    """Remove the folders of processes that were killed: nobody holds their locks any more."""
    for folder in Path("/tmp").glob("course-*"):
        with contextlib.suppress(OSError), (folder / "private/lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if time.time() - folder.stat().st_mtime > FRESH:
                shutil.rmtree(folder, ignore_errors=True)
