"""What a learner has answered: one JSON file in the course folder."""

import json
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from course_utils._files import write_atomically

FILE_NAME = "progress.json"


def course_folder(start: Path | None = None) -> Path:
    """The folder that holds notebooks/ and exercises/: `start` (else the working folder) or above.

    Raises FileNotFoundError when there is none.
    """
    start = (start or Path.cwd()).resolve()
    for folder in (start, *start.parents):
        if (folder / "notebooks").is_dir() and (folder / "exercises").is_dir():
            return folder
    raise FileNotFoundError(
        f"{start} is not inside the course folder: go to the folder that holds notebooks/ and "
        "exercises/, then try again"
    )


def read_progress(folder: Path | None = None) -> dict[str, dict]:
    """Everything kept so far, as {section: {key: value}}; empty when nothing is.

    A file that is not valid JSON is set aside under a dated name beside it, never deleted, and
    said in one line on standard output.
    """
    path = (folder or course_folder()) / FILE_NAME
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if not _is_progress(kept):
            raise ValueError("not a table of sections")
    except FileNotFoundError:
        return {}
    except ValueError:
        stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")
        aside = path.with_name(f"progress.damaged-{stamp}.json")
        path.replace(aside)
        print(f"{FILE_NAME} could not be read. It is kept as {aside.name}; a new one begins.")
        return {}
    return kept


def export_progress(path: Path, folder: Path) -> None:
    """Copy everything kept so far into a file that import_progress reads."""
    write_atomically(path, _as_json(read_progress(folder)))


def import_progress(path: Path, folder: Path) -> Path | None:
    """Take over what such a file holds, answer by answer; the rest stays.

    Returns where the progress file as it was before is kept, None if there was none. Raises
    ValueError for a file that is no progress file; nothing is changed then.
    """
    try:
        taken = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{path} is not there") from None
    except ValueError:
        raise ValueError(f"{path} is no progress file: it is not JSON") from None
    if not _is_progress(taken):
        raise ValueError(f"{path} is no progress file: it is not a table of sections")
    with FileLock(folder / f".{FILE_NAME}.lock", timeout=10):
        kept = read_progress(folder)
        aside = None
        if (folder / FILE_NAME).exists():
            stamp = datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")
            aside = folder / f"progress.backup-{stamp}.json"
            write_atomically(aside, (folder / FILE_NAME).read_bytes())
        write_atomically(folder / FILE_NAME, _as_json(_merged(kept, taken)))
    return aside


def _merged(old: dict, new: dict) -> dict:
    both = {key: value for key, value in old.items() if key not in new}
    for key, value in new.items():
        nested = isinstance(value, dict) and isinstance(old.get(key), dict)
        both[key] = _merged(old[key], value) if nested else value
    return both


def _is_progress(kept: object) -> bool:
    return isinstance(kept, dict) and all(isinstance(v, dict) for v in kept.values())


def _as_json(kept: dict) -> bytes:
    return (json.dumps(kept, indent=1, ensure_ascii=False) + "\n").encode()


def keep(*keys: str, value: object, folder: Path | None = None) -> None:
    """Write one value under its keys, e.g. keep("quizzes", "00", "q1", value=3).

    Two notebooks may do so at once. The file is written beside and renamed, so that a crash
    leaves the old one whole.
    """
    folder = folder or course_folder()
    with FileLock(folder / f".{FILE_NAME}.lock", timeout=10):
        kept = read_progress(folder)
        place = kept
        for key in keys[:-1]:
            place = place.setdefault(key, {})
        place[keys[-1]] = value
        write_atomically(folder / FILE_NAME, _as_json(kept))
