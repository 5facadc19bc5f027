"""Write the pictures of README.md into docs/pictures/, from the stored outputs of the lessons.

python tools/readme_pictures.py
"""

import base64
import io
import re
from pathlib import Path

import nbformat
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
STILL = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]+)")
LESSONS = {
    "00": "map",
    "01": "nearest",
    "02": "world-frames",
    "03": "mistakes-gallery",
    "04": "sentences",
    "05": "cells-widget",
    "06": "drum-list",
    "07": "heat-maps",
    "08": "align-figure",
    "09": "written-figure",
    "10": "mixed-figure",
}
STRIP = ("00", "02", "05", "06")
SMALL, HEIGHT = (360, 220), 330


def figure(number: str, cell_id: str) -> Image.Image:
    """The first figure of a lesson's cell, or the still of its widget."""
    (path,) = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
    (cell,) = (c for c in nbformat.read(path, as_version=4).cells if c.id == cell_id)
    for output in cell.outputs:
        data = output.get("data", {})
        still = STILL.search(data.get("text/html", ""))
        if png := data.get("image/png") or (still and still[1]):
            return Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")
    raise ValueError(f"{path.name}: the cell {cell_id} has no stored figure")


def side_by_side(figures: list[Image.Image]) -> Image.Image:
    """The figures in a row, on white, all of one height."""
    scaled = [f.resize((round(f.width * HEIGHT / f.height), HEIGHT)) for f in figures]
    strip = Image.new("RGB", (sum(f.width for f in scaled), HEIGHT), "white")
    left = 0
    for one in scaled:
        strip.paste(one, (left, 0))
        left += one.width
    return strip


def main():
    figures = {number: figure(number, cell) for number, cell in LESSONS.items()}
    OUT.mkdir(exist_ok=True)
    side_by_side([figures[number] for number in STRIP]).save(OUT / "strip.webp", quality=80)
    for number, one in figures.items():
        one.thumbnail(SMALL)
        one.save(OUT / f"{number}.webp", quality=75)


if __name__ == "__main__":
    main()
