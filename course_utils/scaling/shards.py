"""Pictures in tar files, a few thousand each: the layout of WebDataset."""

import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path

from PIL import Image

from course_utils._checks import positive_int

PICTURES = ("webp", "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff")


def write_shards(
    folder: str | os.PathLike,
    samples: Iterable[tuple[str, Image.Image, dict]],
    per_shard: int = 1000,
) -> list[Path]:
    """Write samples (key, picture, facts) as 00000.tar, 00001.tar, ... and return their paths.

    A sample is two files that lie side by side, `key.webp` and `key.json`.
    """
    per_shard, folder = positive_int("per_shard", per_shard), Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, part in enumerate(batched(samples, per_shard)):
        paths.append(folder / f"{number:05}.tar")
        with tarfile.open(paths[-1], "w") as tar:
            for key, picture, facts in part:
                webp = io.BytesIO()
                picture.save(webp, "webp", quality=85)
                _add(tar, f"{key}.webp", webp.getvalue())
                _add(tar, f"{key}.json", json.dumps(facts).encode())
    return paths


def read_shard(path: str | os.PathLike) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The samples of a shard, one at a time: a key, and its files by their extension.

    A key is a file's name up to the first dot of its last part; files of one key lie side by side.
    Raises tarfile.ReadError where the file is damaged, after the samples before that place.
    """
    key, files = None, {}
    with tarfile.open(path, "r:") as tar:
        for member in tar:
            if not member.isfile():
                continue
            parent, _, name = member.name.rpartition("/")
            stem, _, extension = name.partition(".")
            found = f"{parent}/{stem}" if parent else stem
            if found != key and files:
                yield key, files
                files = {}
            key = found
            files[extension.lower()] = tar.extractfile(member).read()
    if files:
        yield key, files


def batched(items: Iterable, size: int) -> Iterator[list]:
    """Lists of `size` items, the last one maybe shorter, as itertools.batched from Python 3.12."""
    items = iter(items)
    return iter(lambda: list(islice(items, size)), [])


def picture_of(files: dict[str, bytes]) -> bytes | None:
    """The bytes of a sample's picture, or None where it has none."""
    return next((files[extension] for extension in PICTURES if extension in files), None)


def is_line(name: str) -> bool:
    """Whether this can be a line of a text file: tar files can hold names that cannot.

    >>> is_line("two words"), is_line("two" + chr(10) + "lines")
    (True, False)
    """
    whole = name.encode("utf-8", "replace").decode() == name  # no bytes that are no UTF-8
    return whole and "\t" not in name and len(f"{name}.".splitlines()) == 1


def find_shards(paths: Iterable[str | os.PathLike]) -> list[Path]:
    """The tar files among `paths` and in the folders among them, in the order of their names.

    Raises ValueError where there is none, one is missing, two have one name, or one has a name that
    is no line of text.
    """
    found = []
    for path in map(Path, paths):
        if not path.exists():
            raise ValueError(f"shards: {path} does not exist")
        inside = (one for one in path.glob("*.tar") if one.is_file()) if path.is_dir() else [path]
        found += inside
    found.sort(key=lambda path: path.name)
    if not found:
        raise ValueError("shards: there is no .tar file; write_shards makes some")
    for one in found:
        if not is_line(one.name):
            raise ValueError(f"shards must have names of one line in UTF-8, unlike {one.name!a}")
    for one, other in pairwise(found):
        if one.stem == other.stem:
            raise ValueError(f"shards must differ in their names, but {one} and {other} do not")
    return found


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))
