"""Flickr30K captions."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from course_utils.benchmarks._captioned import (
    CaptionedImage,
    karpathy_images,
    only_split,
    read_captions,
    stem,
)
from course_utils.benchmarks._files import existing_file, not_empty, numbered_lines

FILES = "dataset_flickr30k.json, results.csv or results_20130124.token"
# image_name| comment_number| comment. In one line of the real file, 2199200615.jpg's last, the
# second bar is missing.
FILE = r"(?P<file>[^|#\"\s]+\.jpg)"  # a quote before it comes from a spreadsheet
CSV_LINE = re.compile(FILE + r"\|\s*(?P<number>\d)\s*(?:\||\s)\s*(?P<caption>.*)")
TOKEN_LINE = re.compile(FILE + r"#(?P<number>\d)\t(?P<caption>.*)")


def flickr30k(path: str | os.PathLike, split: str | None = None) -> list[CaptionedImage]:
    """Images of Flickr30K with five captions each, from any of the files that carry them::

        flickr30k("dataset_flickr30k.json", split="test")   # Karpathy's file: splits, too
        flickr30k("results.csv")                            # image_name| comment_number| comment
        flickr30k("results_20130124.token")                 # image_name#number, a tab, the caption

    Young et al. 2014: 31,783 photographs of people and animals doing things, 158,915 captions.
    Karpathy and Fei-Fei (2015) use 31,014 of them: 29,000 for training, 1,014 for validation and
    1,000 for test. The id is the number of the photograph on Flickr, a string. Captions come
    tokenized in results.csv and the token file (" ." at the end) and as written in Karpathy's.

    Licence: for non-commercial research and education only. The images belong to the Flickr users
    who took them, under Flickr's terms of use.
    """
    path = existing_file(path, FILES)
    if path.suffix.lower() == ".json":
        content = read_captions(path, "Karpathy's dataset_flickr30k.json")
        return only_split(karpathy_images(content, path), split, path)
    if split is not None:
        raise ValueError(f"{path} knows no splits: they are in Karpathy's dataset_flickr30k.json")
    captions: dict[str, dict[int, str]] = {}
    for file, number, caption in _lines(path):
        if number in captions.setdefault(file, {}):
            raise ValueError(f"{path}: caption {number} of {file} is there twice")
        captions[file][number] = caption
    not_empty(list(captions), path, FILES)
    return [
        CaptionedImage(stem(file), file, tuple(texts[n] for n in sorted(texts)))
        for file, texts in captions.items()
    ]


def _lines(path: Path) -> Iterator[tuple[str, int, str]]:
    is_csv = path.suffix.lower() == ".csv"
    layout = CSV_LINE if is_csv else TOKEN_LINE
    expected = "name.jpg| number| caption" if is_csv else "name.jpg#number, a tab, the caption"
    for i, line in numbered_lines(path):
        if is_csv and i == 1 and line.startswith("image_name"):
            continue
        match = layout.fullmatch(line)
        if not match:
            raise ValueError(f"{path}, line {i}: expected {expected}, found {line!r}")
        yield match["file"], int(match["number"]), match["caption"]
