"""Named pictures inside GCompris' Qt resource files: for validation only, never shipped."""

import io
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PIL import Image

from .row import Row

RCC = Path("deb/gcompris-qt-data/usr/share/gcompris-qt/rcc")
FOLDER, COMPRESSED, ZSTD = 2, 1, 4


def read_rcc(path: Path) -> Iterator[tuple[str, bytes]]:
    """Paths and contents in a Qt resource file (Qt's rcc format, versions 1 to 3)."""
    data = path.read_bytes()
    magic, version, tree, contents, names = struct.unpack(">4s4I", data[:20])
    if magic != b"qres":
        raise ValueError(f"{path.name} is not a Qt resource file")
    size = 14 if version == 1 else 22

    def name_at(offset: int) -> str:
        start = names + offset
        length = struct.unpack(">H", data[start : start + 2])[0]
        return data[start + 6 : start + 6 + 2 * length].decode("utf-16-be")

    def walk(node: int, path: str) -> Iterator[tuple[str, bytes]]:
        start = tree + node * size
        name, flags = struct.unpack(">IH", data[start : start + 6])
        path = f"{path}/{name_at(name)}" if node else ""
        if flags & FOLDER:
            count, first = struct.unpack(">II", data[start + 6 : start + 14])
            for child in range(first, first + count):
                yield from walk(child, path)
        elif not flags & ZSTD:
            at = contents + struct.unpack(">I", data[start + 10 : start + 14])[0]
            length = struct.unpack(">I", data[at : at + 4])[0]
            body = data[at + 4 : at + 4 + length]
            yield path, zlib.decompress(body[4:]) if flags & COMPRESSED else body

    return walk(0, "")


# Folder endings inside the resource files that hold one named thing a picture.
FOLDERS = {
    "lang": r"words_sample",
    "categorization": r"images/(tools|monuments|others)",
    "explore_farm_animals": r"animals",
    "explore_world_animals": r"animals",
}
NAMES_OUT = """
zero one two three four five six seven eight nine ten eleven twelve sixteen red blue green yellow
black gray white pink mauve brown color family friend brother sister son dad mother animal back
skin flies buffetset monument face orange-color
"""


def candidates(sources: Path) -> Iterator[Row]:
    seen = Counter()
    for package, folders in FOLDERS.items():
        files = sorted(read_rcc(sources / RCC / f"{package}.rcc"))
        for path, body in files:
            if not re.search(rf"/{folders}/[^/]+\.webp$", path):
                continue
            stem = path.rsplit("/", 1)[-1].removesuffix(".webp")
            caption = re.sub(r"\d+$", "", stem)
            caption = re.sub(r"([a-z])([A-Z])", r"\1 \2", caption).replace("_", " ").lower()
            seen[caption] += 1
            if caption in NAMES_OUT.split() or seen[caption] > 2:
                continue
            yield Row(
                id=f"gcompris/{package}/{stem}",
                set="gcompris",
                style="gcompris",
                concept=caption,
                caption=caption,
                label="",
                taxonomy=f"{package}/{path.split('/')[-2]}",
                license="not for shipping",
                split="validation",
                draw=partial(Image.open, io.BytesIO(body)),
                kind="drawing" if package == "lang" else "photo",
            )
