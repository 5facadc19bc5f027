"""Opening files and taking fields out of them, with errors that say where and what."""

import json
import os
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from reprlib import repr as shortened
from typing import Any

from course_utils._paths import looked_up


def existing_file(path: str | os.PathLike, expected: str, name: str = "path") -> Path:
    """The path, if a file is there; else FileNotFoundError that says what was expected."""
    path, there = looked_up(name, path)
    if there != "file":
        state = "is a folder" if there == "folder" else "does not exist"
        raise FileNotFoundError(f"{path} {state}: expected {expected}")
    return path


def read_json(
    path: str | os.PathLike,
    kind: type,
    expected: str,
    leave_out: str | None = None,
    name: str = "path",
) -> Any:
    """The content of a JSON file whose top level is of the kind, dict or list.

    A key to leave out, wherever it is, saves memory where a file holds much that nobody reads. What
    Python's reader lets pass is refused: NaN, and a key that stands twice in one record.
    """
    path = existing_file(path, expected, name)

    def record(pairs: list[tuple[str, Any]]) -> dict:
        content = dict(pairs)
        if len(content) < len(pairs):
            no_duplicates((key for key, _ in pairs), f"{path}", "the key")
        content.pop(leave_out, None)
        return content

    def constant(value: str) -> None:
        raise ValueError(f"{path}: holds {value}, which is no number, expected {expected}")

    try:
        content = json.loads(
            path.read_text(encoding="utf-8-sig"),
            object_pairs_hook=record,
            parse_constant=constant,
        )
    except RecursionError as error:
        raise ValueError(f"{path}: nested too deeply, expected {expected}") from error
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


def no_duplicates(keys: Iterable[Hashable], where: str, what: str) -> None:
    """Raise ValueError where a key is there twice: one of the two would get lost."""
    key, times = Counter(keys).most_common(1)[0]
    if times > 1:
        raise ValueError(f"{where}: {what} {shortened(key)} is there {times} times")


def not_empty(records: list, path: str | os.PathLike, expected: str) -> list:
    """The records; ValueError where there are none."""
    if not records:
        raise ValueError(f"{path}: holds no record, expected {expected}")
    return records


def split_name(split: str) -> str:
    """The split as one name: "val", "validate" and "validation" are one."""
    if not isinstance(split, str):
        raise ValueError(f"split must be a text, but is a {type(split).__name__}")
    return "val" if split in ("validate", "validation") else split
