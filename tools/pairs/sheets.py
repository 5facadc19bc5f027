"""Contact sheets: captioned thumbnails in numbered pages, for curation by eye."""

from pathlib import Path
from textwrap import wrap

import numpy as np
from PIL import Image, ImageDraw

THUMB, ACROSS, DOWN, LINES = 112, 10, 10, 3


def write_sheets(pictures: np.ndarray, captions: list[str], folder: Path, name: str):
    """Write pages of 100 pictures, each with its number and caption, as PNG files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    height = THUMB + 11 * LINES + 4
    for page, start in enumerate(range(0, len(captions), ACROSS * DOWN)):
        sheet = Image.new("RGB", (ACROSS * (THUMB + 8), DOWN * height), "white")
        pen = ImageDraw.Draw(sheet)
        for place, row in enumerate(range(start, min(start + ACROSS * DOWN, len(captions)))):
            x, y = place % ACROSS * (THUMB + 8), place // ACROSS * height
            sheet.paste(Image.fromarray(pictures[row]).resize((THUMB, THUMB)), (x, y))
            for line, text in enumerate(wrap(f"{row} {captions[row]}", 19)[:LINES]):
                pen.text((x, y + THUMB + 11 * line), text, fill="black")
        sheet.save(folder / f"{name}_{page:02d}.png")
