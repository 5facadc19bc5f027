"""Looking up a path that a person gave."""

import os
from pathlib import Path


def looked_up(name: str, path: str | os.PathLike) -> tuple[Path, str]:
    """The path, with ~ resolved, and what is there: "file", "folder" or "nothing".

    Raises ValueError where the argument is no path at all.

    >>> looked_up("path", "a" * 5000)[1]
    'nothing'
    """
    if not isinstance(path, str | os.PathLike):
        raise ValueError(f"{name} must be a path, but is a {type(path).__name__}")
    path = Path(path)
    try:
        path = path.expanduser()
        there = "file" if path.is_file() else "folder" if path.is_dir() else "nothing"
    except (OSError, RuntimeError, ValueError):  # too long a name, nobody's home, a NUL
        there = "nothing"
    return path, there
