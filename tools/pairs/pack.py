"""Write a set as one Parquet file with WebP pictures, and the page that says what it holds."""

import gzip
import io
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

from . import clipart, photos
from .row import Row

SIDES = {"photos": 224, "emoji": 128, "clipart": 128}
QUALITIES = {"photos": 80, "emoji": 70, "clipart": 70}
SOURCES = {
    "photos": ["deb/tuxpaint-stamps-default"],
    "emoji": ["npm/emojibase-data"],
    "clipart": ["deb/openclipart-svg", "deb/openclipart-png"],
}
READMES = Path(__file__).parent / "readme"


def package(sources: Path, name: str) -> str:
    """A package's name and version, from what it carries itself."""
    kind, name = name.split("/")
    if kind == "npm":
        folder = next((sources / kind).glob(f"{name}-[0-9]*"))
        data = json.loads((folder / "package.json").read_text())
        return f"{data['name']} {data['version']}"
    log = sources / kind / name / "usr/share/doc" / name / "changelog.Debian.gz"
    with gzip.open(log, "rt", encoding="utf-8") as lines:
        return f"{name} {next(lines).split('(')[1].split(')')[0]}"


def source_of(row: Row, sources: Path) -> str:
    name = f"npm/iconify-json-{row.style}" if row.set == "emoji" else SOURCES[row.set][0]
    return package(sources, name)


def to_webp(picture: np.ndarray, side: int, quality: int) -> bytes:
    image = Image.fromarray(picture).resize((side, side), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=6)
    return buffer.getvalue()


def table(name: str, rows: list[Row], pictures: np.ndarray, sources: Path) -> pa.Table:
    origins = {row.style: row for row in rows}
    origins = {style: source_of(row, sources) for style, row in origins.items()}
    texts = ("id", "caption", "concept", "label", "kind", "taxonomy", "style", "license", "split")
    columns = {field: pa.array([getattr(row, field) for row in rows]) for field in texts}
    columns["source"] = pa.array([origins[row.style] for row in rows])
    columns["keywords"] = pa.array([row.keywords for row in rows], pa.list_(pa.string()))
    if name == "photos":
        languages = pa.map_(pa.string(), pa.string())
        columns["captions"] = pa.array([list(row.captions.items()) for row in rows], languages)
    if name == "clipart":
        columns["author"] = pa.array([row.author for row in rows])
    side, quality = SIDES[name], QUALITIES[name]
    columns["image"] = pa.array([to_webp(picture, side, quality) for picture in pictures])
    return pa.table(columns)


def readme(name: str, rows: list[Row], sources: Path) -> str:
    parts = Counter(row.split for row in rows)
    facts = {
        "n": f"{len(rows):,}",
        "side": SIDES[name],
        "concepts": f"{len({row.concept for row in rows}):,}",
        "packages": " and ".join(f"`{package(sources, p)}`" for p in SOURCES[name]),
        "splits": ", ".join(f"{k} {parts[k]:,}" for k in ("train", "validation", "test")),
    }
    if name == "photos":
        kinds = Counter(row.kind for row in rows)
        spoken = Counter(code for row in rows for code in row.captions)
        labels = Counter(row.label for row in rows if row.kind == "photo" and row.label)
        facts |= {
            "photos": kinds["photo"],
            "drawings": kinds["drawing"],
            "mended": len(photos.mended()["captions"]),
            "languages": len(spoken),
            "most": sum(count >= 0.9 * len(rows) for count in spoken.values()),
            "labels": ", ".join(f"{label} {count}" for label, count in labels.most_common()),
        }
    if name == "emoji":
        styles = Counter((row.style, source_of(row, sources), row.license) for row in rows)
        lines = [f"| {s} | {n:,} | {p} | {li} |" for (s, p, li), n in sorted(styles.items())]
        facts |= {"styles": "\n".join(lines), "names": package(sources, SOURCES[name][0])}
    if name == "clipart":
        by_eye = clipart.captions_by_eye()
        facts["by_eye"] = sum(row.id.removeprefix("clipart/") in by_eye for row in rows)
    return (READMES / f"{name}.md").read_text(encoding="utf-8").format(**facts)


def pack(name: str, rows: list[Row], pictures: np.ndarray, sources: Path, folder: Path):
    """Write `pairs.parquet` and `README.md`; the licence texts stand in the folder already."""
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(
        table(name, rows, pictures, sources),
        folder / "pairs.parquet",
        compression="zstd",
        compression_level=19,
        write_statistics=False,
    )
    (folder / "README.md").write_text(readme(name, rows, sources), encoding="utf-8", newline="\n")
