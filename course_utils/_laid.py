"""What a learner's folder was given: a digest of each file that cannot say so itself."""

import hashlib
import json
from pathlib import Path

from course_utils._files import write_atomically

FILE_NAME = ".laid.json"


def digest(data: bytes) -> str:
    """A short hash, the same for either kind of line end: git and editors change them."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()[:16]


def read_laid(folder: Path) -> dict[str, str]:
    """Digests by name as they were given; empty where nothing was noted or the note is damaged."""
    try:
        laid = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return laid if isinstance(laid, dict) else {}


def write_laid(folder: Path, laid: dict[str, str]) -> None:
    write_atomically(folder / FILE_NAME, json.dumps(laid, indent=1, sort_keys=True).encode())
