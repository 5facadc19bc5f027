"""Gathering what a class handed in, from the layouts in which platforms give it out.

A learner's name comes from the file's name, or else from the folder that the file lies in:

    ada__01_topic.ipynb   ada/01_topic.ipynb   ada/any/folder/exercises/01_topic.ipynb
    lovelaceada_LATE_4711_90210_01_topic-1.ipynb                   Canvas
    Ada Lovelace_4711_assignsubmission_file_/01_topic.ipynb        Moodle, and the same flat

A zip is looked into. Nothing is run, no symbolic link followed, nothing overwritten.
"""

import os
import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from course_grader.submissions import label
from course_utils._files import write_atomically

PLATFORM = re.compile(
    r"(?P<name>.+?)(?:_LATE)?_(?P<id>\d+)_(?:\d+|assignsubmission_[a-z]+)_?(?P<rest>.*)", re.DOTALL
)
NOTEBOOK = re.compile(r"^[^.].*\.(ipynb|ipynb\.txt|json)$", re.I | re.DOTALL)
MOST_FILES_IN_A_ZIP = 10_000


@dataclass(frozen=True)
class Found:
    """One notebook: where it was, whose it is by name and number, which exercise, its bytes."""

    where: str
    name: str
    number: str
    stem: str
    content: bytes
    time: float


@dataclass
class Collected:
    """What was taken as {target: where it was}, what was there already, and what was not taken."""

    taken: dict[Path, str] = field(default_factory=dict)
    there: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def collect(root: Path, out: Path, stems: Iterable[str], largest: int) -> Collected:
    """Copy every exercise below `root` to out/LEARNER/EXERCISE.ipynb, with its time.

    largest
        The most bytes of one notebook; what is larger is refused.
    Two people of one name are told apart by the platform's number. Two different files of one
    person for one exercise are both refused: which counts is yours to say.
    """
    result = Collected()
    found = list(_found(root, tuple(stems), largest, result))
    numbers = defaultdict(set)
    for one in found:
        numbers[one.name].add(one.number)
    together = defaultdict(list)
    for one in found:
        learner = one.name if len(numbers[one.name]) == 1 else f"{one.name}.{one.number or 0}"
        together[out / label(learner) / f"{one.stem}.ipynb"].append(one)
    for target, same in sorted(together.items()):
        _take(target, same, result)
    return result


def _take(target: Path, same: list[Found], result: Collected) -> None:
    names = ", ".join(one.where for one in same)
    if len({one.content for one in same}) > 1:
        result.refused.append(f"{names}: {len(same)} versions for {target}. Keep one")
    elif target.exists():
        if target.read_bytes() == same[0].content:
            result.there.append(target)
        else:
            result.refused.append(f"{names}: {target} is there already and says something else")
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, same[0].content)
        os.utime(target, (same[0].time, same[0].time))
        result.taken[target] = same[0].where


def _found(root: Path, stems: tuple[str, ...], largest: int, result: Collected) -> Iterator[Found]:
    for path, content, time in _files(root, largest, result):
        if (who := whose(path, stems)) is None:
            result.unknown.append(str(path))
        elif who[0] is None:
            result.refused.append(f"{path}: it does not say whose it is")
        else:
            yield Found(str(path), *who, content, time)


def whose(path: PurePosixPath, stems: tuple[str, ...]) -> tuple[str | None, str, str] | None:
    """The learner's name and number, and the exercise, of a path; None where it is no exercise.

    >>> whose(PurePosixPath("lovelaceada_LATE_47_90_01_topic-1.ipynb"), ("01_topic",))
    ('lovelaceada', '47', '01_topic')
    >>> whose(PurePosixPath("Ada_47_assignsubmission_file_/01_topic (1).ipynb"), ("01_topic",))
    ('Ada', '47', '01_topic')
    """
    known = "|".join(map(re.escape, stems))
    ending = r"(?: ?\(\d+\)|-\d+)?(?:\.ipynb|\.ipynb\.txt|\.json|\.ipynb\.json)"
    name = re.fullmatch(rf"(?P<before>.*?)(?P<stem>{known}){ending}", path.name, re.I | re.DOTALL)
    if name is None:
        return None
    stem = next(stem for stem in stems if stem.lower() == name["stem"].lower())
    before = name["before"] or (path.parts[0] if len(path.parts) > 1 else "")
    if said := PLATFORM.fullmatch(before):
        return _one_form(said["name"]), said["id"], stem
    return _one_form(before.strip("_- ")) or None, "", stem


def _one_form(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _files(
    root: Path, largest: int, result: Collected
) -> Iterator[tuple[PurePosixPath, bytes, float]]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            path = Path(folder) / name
            shown = PurePosixPath(path.relative_to(root).as_posix())
            if name.startswith(".") or ".backup-" in name:
                continue
            if path.is_symlink() or not path.is_file():
                result.refused.append(f"{shown}: it is no plain file")
            elif name.lower().endswith(".zip"):
                yield from _zipped(path, shown, largest, result)
            elif path.stat().st_size > largest:
                result.refused.append(f"{shown}: it has more than {largest >> 20} MiB")
            else:
                yield shown, path.read_bytes(), path.stat().st_mtime


def _zipped(
    path: Path, shown: PurePosixPath, largest: int, result: Collected
) -> Iterator[tuple[PurePosixPath, bytes, float]]:
    """The notebooks in a zip, as if they lay in a folder called like it."""
    owner = shown.parts[0] if len(shown.parts) > 1 else shown.stem
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist()[:MOST_FILES_IN_A_ZIP]:
                inner = PurePosixPath(entry.filename)
                if entry.is_dir() or ".backup-" in inner.name or not NOTEBOOK.search(inner.name):
                    continue
                with archive.open(entry) as file:
                    content = file.read(largest + 1)
                if len(content) > largest:
                    result.refused.append(f"{shown}, {inner}: more than {largest >> 20} MiB")
                    continue
                time = datetime(*entry.date_time).timestamp()
                yield PurePosixPath(owner, inner.name), content, time
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, OSError) as error:
        result.refused.append(f"{shown}: this zip cannot be opened ({error})")
