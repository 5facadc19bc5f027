"""Keeping what a learner wrote: nothing is replaced before it has a dated name of its own."""

import contextlib
import os
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

from course_utils._files import write_atomically


def set_aside(path: Path) -> Path:
    """Rename a notebook to NAME.backup-2026-11-21-153012.ipynb and return where it now is.

    The name is reserved first, so that no backup is ever overwritten; two in one second get
    numbers. The file's bytes are not read: a damaged one is kept as it is.
    """
    stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    for name in _names(path, stamp):
        try:
            os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            continue
        try:
            path.replace(name)
        except BaseException:
            with contextlib.suppress(OSError):
                name.unlink()
            raise
        return name
    raise AssertionError("unreachable: names do not run out")


def _names(path: Path, stamp: str) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}.backup-{stamp}{path.suffix}")
    for number in count(2):
        yield path.with_name(f"{path.stem}.backup-{stamp}-{number}{path.suffix}")


def put_fresh(path: Path, fresh: bytes) -> Path | None:
    """Put a fresh exercise at path and return where the old one is kept, None if there was none.

    Should writing fail, the old one is put back.
    """
    kept = set_aside(path) if os.path.lexists(path) else None
    try:
        write_atomically(path, fresh)
    except BaseException:
        if kept is not None and not os.path.lexists(path):
            kept.replace(path)
        raise
    return kept
