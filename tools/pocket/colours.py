"""Repainted pictures with captions that name the colour: "red saxophone".

Captions of emoji hardly ever say a colour, and ImageNet's classes do not either. Repainting gives
pairs in which the colour is what the caption is about.
"""

import random
import re

import numpy as np
from PIL import Image

# Hues on Pillow's scale of 0 to 255.
COLOURS = {
    "red": 0,
    "orange": 22,
    "yellow": 40,
    "green": 85,
    "blue": 155,
    "purple": 195,
    "pink": 235,
}
NAMED = re.compile(
    rf"\b({'|'.join(COLOURS)}|white|black|brown|gr[ae]y|gold|silver|rainbow)\b", re.IGNORECASE
)
# A green face is sick and a red button stops: where the colour is the meaning, it stays.
UNPAINTED = {"symbol", "face", "people"}


def repaint(picture: Image.Image, colour: str) -> Image.Image:
    """The picture with all that is not white in shades of one colour."""
    hue, saturation, value = np.moveaxis(np.asarray(picture.convert("HSV")), 2, 0)
    white = (saturation < 40) & (value > 225)
    strong = np.maximum(saturation, 150)
    if colour == "pink":
        strong = np.minimum(strong, 130)
    painted = [
        np.where(white, hue, COLOURS[colour]),
        np.where(white, saturation, strong),
        np.where(white, value, np.maximum(value, 60)),
    ]
    return Image.fromarray(np.stack(painted, axis=2).astype(np.uint8), "HSV").convert("RGB")


def paintable(caption: str, label: str) -> bool:
    """Whether a thing could come in any colour, as far as caption and label tell.

    >>> paintable("saxophone", "activity"), paintable("red heart", "symbol")
    (True, False)
    """
    return label not in UNPAINTED and not NAMED.search(caption)


def choose(captions: list[str], labels: list[str], n: int, seed: int = 0) -> list[tuple[int, str]]:
    """At most n rows to repaint, each with a colour."""
    rows = [i for i, pair in enumerate(zip(captions, labels, strict=True)) if paintable(*pair)]
    dice = random.Random(seed)
    chosen = sorted(dice.sample(rows, min(n, len(rows))))
    return [(row, dice.choice(list(COLOURS))) for row in chosen]
