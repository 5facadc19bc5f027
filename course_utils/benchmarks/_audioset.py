"""AudioSet: ten-second clips of video with labels of what is heard."""

import csv
import math
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from course_utils.benchmarks._files import (
    existing_file,
    field,
    no_duplicates,
    not_empty,
    numbered_lines,
    read_json,
)

SEGMENTS = "eval_segments.csv, balanced_train_segments.csv or unbalanced_train_segments.csv"

COMMENT, LABEL = re.compile(r"#(\s|$)"), re.compile(r"/\S+")
# A spreadsheet turns an id that starts with a minus into "#NAME?", and digits into "1.5E+10".
CLIP_ID = re.compile(r"[\w-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class AudioClip:
    """Seconds `start` to `end` of the YouTube video `id`, label ids, and names where known."""

    id: str
    start: float
    end: float
    labels: tuple[str, ...]
    names: tuple[str, ...] = ()


def audioset(
    path: str | os.PathLike, label_names: str | os.PathLike | None = None
) -> Iterator[AudioClip]:
    """Clips of AudioSet, one at a time, from a segments file as Google publishes it::

        for clip in audioset("eval_segments.csv", "class_labels_indices.csv"): ...

    Three lines of comment, then lines like `-0RWZT-miFs, 420.000, 430.000, "/m/03v3yw,/m/0k4j"`.
    label_names is class_labels_indices.csv or ontology.json, and gives each label's English name.

    Gemmeke et al. 2017: 2.08 million clips of ten seconds with 527 labels: 20,383 to evaluate,
    22,176 balanced and 2,042,985 unbalanced ones for training (the files hold slightly fewer).
    Labels are not captions: two clips with the same labels are both right answers to a query.

    Licence: segments and labels CC BY 4.0, the ontology CC BY-SA 4.0. The sound belongs to the
    makers of the videos and is not part of AudioSet; many videos are gone.
    """
    path = existing_file(path, f"AudioSet's {SEGMENTS}")
    return _clips(path, None if label_names is None else _label_names(label_names))


def _clips(path: Path, names: Mapping[str, str] | None) -> Iterator[AudioClip]:
    empty = True
    for i, line in numbered_lines(path):
        if COMMENT.match(line):
            continue
        try:
            clip, empty = _clip(line), False
        except (ValueError, csv.Error) as error:
            expected = 'YTID, start_seconds, end_seconds, "label,label"'
            raise ValueError(f"{path}, line {i}: expected {expected}, found {line!r}") from error
        if names is not None:
            unknown = [label for label in clip.labels if label not in names]
            if unknown:
                raise ValueError(f"{path}, line {i}: label {unknown[0]!r} has no name")
            clip = replace(clip, names=tuple(names[label] for label in clip.labels))
        yield clip
    if empty:
        raise ValueError(f"{path}: holds no clip, expected AudioSet's {SEGMENTS}")


def _clip(line: str) -> AudioClip:
    clip_id, start, end, labels = next(csv.reader([line], skipinitialspace=True, strict=True))
    clip = AudioClip(clip_id, float(start), float(end), tuple(labels.split(",")))
    if not (CLIP_ID.fullmatch(clip_id) and 0 <= clip.start < clip.end < math.inf):
        raise ValueError
    if not all(LABEL.fullmatch(label) for label in clip.labels):
        raise ValueError
    return clip


def _label_names(path: str | os.PathLike) -> dict[str, str]:
    path = existing_file(
        path, "AudioSet's class_labels_indices.csv or ontology.json", "label_names"
    )
    pairs = list(_ontology(path) if path.suffix.lower() == ".json" else _indices(path))
    not_empty(pairs, path, "labels and their names")
    no_duplicates((label for label, _ in pairs), f"{path}", "the label")
    return dict(pairs)


def _ontology(path: Path) -> Iterator[tuple[str, str]]:
    for i, label in enumerate(read_json(path, list, "AudioSet's ontology.json")):
        where = f"{path}, [{i}]"
        yield field(label, "id", str, where), field(label, "name", str, where)


def _indices(path: Path) -> Iterator[tuple[str, str]]:
    head = ["index", "mid", "display_name"]
    for n, (i, line) in enumerate(numbered_lines(path)):
        row = next(csv.reader([line]))
        if len(row) != 3 or not all(row) or (row == head) != (n == 0):
            raise ValueError(f"{path}, line {i}: expected {','.join(head)}, found {line!r}")
        if n > 0:
            yield row[1], row[2]
