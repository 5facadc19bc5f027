"""Finding the submissions in a folder, and giving each a name that is safe to write down.

    SUBMISSIONS/<learner>/<exercise>.ipynb    or    SUBMISSIONS/<learner>__<exercise>.ipynb

Nothing is opened here, and no symbolic link followed.
"""

import hashlib
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

SUFFIX = ".ipynb"
CHECKPOINTS = ".ipynb_checkpoints"
ODD = re.compile(r"\.\.|^[^\w]|[ .]$")
LONGEST_NAME = 80
SHOWN = 3


@dataclass(frozen=True)
class Submission:
    """One learner's notebook: where it is, and why it is not looked into if it is not."""

    learner: str
    notebook: str
    parts: tuple[str, ...]
    refused: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.learner, self.notebook


def find_submissions(root: Path, stems: list[str]) -> list[Submission]:
    """Every notebook of a class, in an order that does not depend on the file system.

    stems
        The exercises of the course; what is called otherwise is found, and refused.
    Two files for one learner and exercise become one submission, refused: which one counts is not
    the grader's to say.
    """
    together = defaultdict(list)
    for found in _entries(root, stems):
        together[found.key].append(found)
    submissions = []
    for same in together.values():
        names = ", ".join("/".join(map(label, found.parts)) for found in same)
        twice = f"it was handed in {len(same)} times: {names}. Keep one"
        submissions.append(same[0] if len(same) == 1 else replace(same[0], refused=twice))
    return sorted(submissions, key=lambda submission: submission.key)


def _entries(root: Path, stems: list[str]) -> Iterator[Submission]:
    with os.scandir(root) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.lower().endswith(SUFFIX):
                yield _flat(entry, stems)
            elif entry.name.startswith("."):
                continue
            elif entry.is_dir(follow_symlinks=False):
                yield from _of_learner(entry, stems)
            elif entry.is_symlink():
                refused = "its folder is a symbolic link"
                yield Submission(label(entry.name), "", (entry.name,), refused)


def _flat(entry: os.DirEntry, stems: list[str]) -> Submission:
    name = entry.name[: -len(SUFFIX)]
    for stem in stems:
        if name.endswith(f"__{stem}") and name != f"__{stem}":
            learner = label(name.removesuffix(f"__{stem}"))
            return Submission(learner, stem, (entry.name,), _why_refused(entry))
    learner, _, notebook = name.rpartition("__")
    return Submission(label(learner or name), label(notebook), (entry.name,), _unknown(stems))


def _of_learner(folder: os.DirEntry, stems: list[str]) -> Iterator[Submission]:
    """A learner's notebooks; a folder in which none is found has a row too, which says why."""
    learner = label(folder.name)
    try:
        with os.scandir(folder) as opened:
            entries = sorted(opened, key=lambda entry: entry.name)
    except OSError as error:
        reason = f"its folder cannot be opened: {os.strerror(error.errno)}"
        yield Submission(learner, "", (folder.name,), reason)
        return
    notebooks = [entry for entry in entries if entry.name.lower().endswith(SUFFIX)]
    for entry in notebooks:
        stem = entry.name[: -len(SUFFIX)]
        refused = _why_refused(entry) if stem in stems else _unknown(stems)
        yield Submission(learner, label(stem), (folder.name, entry.name), refused)
    if not notebooks:
        names = [label(entry.name) for entry in entries if entry.name != CHECKPOINTS]
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        found = f"found {', '.join(names[:SHOWN])}{more}" if names else "it is empty"
        yield Submission(learner, "", (folder.name,), f"no notebook in its folder: {found}")


def _why_refused(entry: os.DirEntry) -> str:
    if entry.is_symlink():
        return "it is a symbolic link"
    return "" if entry.is_file(follow_symlinks=False) else "it is not a plain file"


def _unknown(stems: list[str]) -> str:
    return f"it is not called like an exercise of this course: {', '.join(stems)}"


def label(name: str) -> str:
    """A name for tables, pages and files: unchanged where it is plain, else marked by a digest.

    Letters of any script, digits, and . @ + - _ are plain; a name that begins like a spreadsheet's
    formula or a hidden file, leads out of a folder, or has letters in parts (a and a dot for an å),
    is not.

    >>> label("Zoë.Müller"), label("../etc")
    ('Zoë.Müller', '__etc~f7f912')
    """
    raw = os.fsencode(name)
    text = "".join(c if _is_plain(c) else "_" for c in raw.decode("utf-8", "replace"))
    plain = ODD.sub("_", text).encode()[:LONGEST_NAME].decode("utf-8", "ignore")
    if name and plain == unicodedata.normalize("NFC", name) == name:
        return name
    return f"{plain or 'unnamed'}~{hashlib.sha256(raw).hexdigest()[:6]}"


def _is_plain(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character in " .@+-_"
