"""Writing files so that nothing is lost: a crash leaves the old one or the new one, whole."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: Path, parts: Iterable[bytes] | bytes) -> None:
    """Write `parts` beside `path`, see them on the disk, then rename them into place."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.writelines([parts] if isinstance(parts, bytes) else parts)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        if error.filename:
            error.filename = str(path)  # the name that the caller knows
        raise
    finally:
        with contextlib.suppress(OSError):  # a folder that cannot be written has nothing to unlink
            beside.unlink(missing_ok=True)
