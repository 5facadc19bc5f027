"""Tux Paint's stamps: cut-out photographs and drawings, captioned in many languages."""

import re
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from .pictures import open_file
from .row import Row

STAMPS = Path("deb/tuxpaint-stamps-default/usr/share/tuxpaint/stamps")
LINE = re.compile(r"^([A-Za-z_@]+)\.utf8=(.*)$")
# English again, variants of another language here, and languages with a few captions only.
LEFT_OUT = re.compile(r"en_|ca@valencia|sr@latin|(ak|cy|ku|lt|mk|nso|oc|shs|sw|ta)$")
ARTICLE = re.compile(r"^(an? |the |some |two )?((pair|bunch|cluster|head|string) of )?", re.I)


def tidy(caption: str) -> str:
    return re.sub(r"\s+", " ", caption).strip(" .")


def read_captions(path: Path) -> tuple[str, dict[str, str]]:
    """The English caption, and the others by language code."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    matches = (LINE.match(line) for line in lines[1:])
    others = {m[1]: tidy(m[2]) for m in matches if m and not LEFT_OUT.match(m[1])}
    return tidy(lines[0]), {code: text for code, text in sorted(others.items()) if text}


def longest(table: dict[str, str], stem: str) -> str | None:
    """The entry of `table` whose key is the longest beginning of `stem`."""
    keys = [key for key in table if stem.startswith(key)]
    return table[max(keys, key=len)] if keys else None


def mended() -> dict:
    """What was corrected by eye: captions, labels, concepts, and which stamps are photographs."""
    return tomllib.loads((Path(__file__).parents[1] / "stamps.toml").read_text(encoding="utf-8"))


def candidates(sources: Path) -> Iterator[Row]:
    tables = mended()
    photo_folders = tables["photo_folders"].split()
    also_photos, not_photos = tables["also_photos"].split(), tables["not_photos"].split()
    root = sources / STAMPS
    for text in sorted(root.rglob("*.txt")):
        stem = text.relative_to(root).with_suffix("").as_posix()
        folder = stem.rpartition("/")[0]
        picture = next((p for s in (".png", ".svg") if (p := text.with_suffix(s)).exists()), None)
        original, captions = read_captions(text)
        if picture is None or not original or stem.startswith("symbols"):
            continue
        caption = tables["captions"].get(stem, original)
        in_photo_folder = (
            picture.suffix == ".png"
            and stem.split("/")[0] in photo_folders
            and not re.search("cartoon|dinosaur", folder)
        )
        photo = stem in also_photos or (in_photo_folder and stem not in not_photos)
        yield Row(
            id=f"photos/{stem}",
            set="photos",
            style="tuxpaint",
            concept=longest(tables["concepts"], stem) or ARTICLE.sub("", caption).lower(),
            caption=caption,
            label=longest(tables["labels"], stem) or "",
            taxonomy=folder,
            license="GPL-2.0-or-later",
            draw=partial(open_file, picture),
            kind="photo" if photo else "drawing",
            captions=captions,
        )
