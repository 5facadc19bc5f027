"""Opening files and taking fields out of them, with errors that say where and what."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def existing_file(path: str | os.PathLike, expected: str) -> Path:
    """The path, if a file is there; else FileNotFoundError that says what was expected."""
    path = Path(path)
    if not path.is_file():
        state = "is a folder" if path.is_dir() else "does not exist"
        raise FileNotFoundError(f"{path} {state}: expected {expected}")
    return path


def read_json(
    path: str | os.PathLike, kind: type, expected: str, leave_out: str | None = None
) -> Any:
    """The content of a JSON file whose top level is of the kind, dict or list.

    A key to leave out, wherever it is, saves memory where a file holds much that nobody reads.
    """
    path = existing_file(path, expected)

    def shortened(record: dict) -> dict:
        record.pop(leave_out, None)
        return record

    try:
        content = json.loads(
            path.read_text(encoding="utf-8-sig"), object_hook=shortened if leave_out else None
        )
    except json.JSONDecodeError as error:
        raise ValueError(
            f"{path}, line {error.lineno}: not JSON ({error.msg}), expected {expected}"
        ) from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 text, expected {expected}") from error
    if not isinstance(content, kind):
        raise ValueError(
            f"{path}: holds a {type(content).__name__}, not a {kind.__name__}, expected {expected}"
        )
    return content


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Number and text of each line that is not empty, one at a time, spaces around it removed."""
    with path.open(encoding="utf-8-sig") as lines:
        try:
            for i, line in enumerate(lines, 1):
                if line.strip():
                    yield i, line.strip()
        except UnicodeDecodeError as error:
            raise ValueError(f"{path}: not UTF-8 text") from error


def field(record: Any, key: str, kind: type | tuple[type, ...], where: str) -> Any:
    """record[key], which must be there and of the kind; `where` is the place for the error."""
    if not isinstance(record, dict) or key not in record:
        raise ValueError(f"{where} has no key {key!r}")
    if not isinstance(record[key], kind) or isinstance(record[key], bool):
        wanted = " or ".join(k.__name__ for k in (kind if isinstance(kind, tuple) else (kind,)))
        found = type(record[key]).__name__
        raise ValueError(f"{where}: {key!r} must be {wanted}, but is {found}")
    return record[key]
