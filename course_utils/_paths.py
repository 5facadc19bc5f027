"""Looking up a path that a person gave."""

import os
from pathlib import Path
from reprlib import repr as shortened


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


def existing(name: str, path: str | os.PathLike, wanted: str) -> Path:
    """The path of a file that is there. Raises ValueError, which says what is `wanted`.

    >>> existing("file", "nowhere.wav", "the path of a WAV file")
    Traceback (most recent call last):
    ValueError: file: there is no file 'nowhere.wav'; give the path of a WAV file
    """
    found, there = looked_up(name, path)
    if there != "file":
        raise ValueError(f"{name}: there is no file {shortened(str(path))}; give {wanted}")
    return found


def to_write(name: str, path: str | os.PathLike) -> Path:
    """The path of a file to be written. Raises ValueError where a file cannot have that name.

    >>> to_write("path", [3])
    Traceback (most recent call last):
    ValueError: path must be a path, but is a list
    """
    found, there = looked_up(name, path)
    if there == "folder":
        said = "is a folder"
    elif not _can_be_named(found):
        said = "cannot be the name of a file"
    elif not found.parent.is_dir():
        said = "lies in no folder that is there"
    else:
        return found
    raise ValueError(f"{name}: {shortened(str(path))} {said}; give the name of a new file")


def _can_be_named(path: Path) -> bool:
    """Whether the system takes the name, be something there or not."""
    try:
        path.lstat()
    except FileNotFoundError:
        return True
    except (OSError, ValueError):  # too long a name, half a letter, a NUL
        return False
    return True
