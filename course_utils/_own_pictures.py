"""Pictures in a learner's folder: which files are pictures, and what their names say."""

import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

from PIL import Image

from course_utils._paths import looked_up
from course_utils.images import read_image

ENDINGS = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"}


class Opened(Sequence):
    """Pictures in files, each opened when it is looked at."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, row: int) -> Image.Image:
        return read_image(self.paths[row])


def pictures_in(folder: str | Path) -> list[Path]:
    """The pictures in the folders of a folder, sorted by path; hidden files are left out.

    What ends like a picture and cannot be read is left out too, and a warning names each of them.
    Raises ValueError where there is no such folder.
    """
    root, there = looked_up("folder", folder)
    if there != "folder":
        raise ValueError(f"folder: there is no folder {str(folder)!r}; give one with your pictures")
    kept, left_out = [], []
    for path in sorted(root.glob("*/*")):
        if path.suffix.lower() not in ENDINGS or path.name.startswith("."):
            continue
        try:
            read_image(path)
        except ValueError as error:
            left_out.append(str(error).removeprefix("image: ").partition(";")[0])
        else:
            kept.append(path)
    if left_out:
        warnings.warn(f"left out, {len(left_out)} of them: {'; '.join(left_out)}", stacklevel=3)
    return kept


def folder_of(path: Path) -> str:
    """The name of the folder that a picture is in, with each accented letter as one character."""
    return normalize("NFC", path.parent.name)


def caption_of(path: Path) -> str:
    """What a file's name says is shown: without ending, number, and _ for a space.

    >>> caption_of(Path("my/mugs/A_blue mug (2).jpg"))
    'A blue mug'
    """
    stem = normalize("NFC", path.stem)
    return re.sub(r"[\s_\-(]*\d*\)?$", "", stem).replace("_", " ") or stem
