"""Scenes: two to four cut-outs on a white square, one a quadrant."""

from collections.abc import Sequence

import numpy as np
from PIL import Image

SIZE = 256  # pixels a side
HALF = SIZE // 2
SMALLEST, LARGEST = 0.68, 0.95  # of a cut-out's longer side, as a share of its quadrant
WHITE = 250  # a pixel at least this bright in each channel counts as ground


def trimmed(picture: Image.Image) -> Image.Image:
    """The picture cut to the box of what is not white."""
    ink = (np.asarray(picture.convert("RGB")) < WHITE).any(axis=2)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return picture
    return picture.crop((columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))


def random_boxes(rng: np.random.Generator) -> np.ndarray:
    """A square inside each quadrant: (4, 3) whole numbers, left, top and side in pixels.

    Quadrants are numbered as one reads: 0 and 1 above, 2 and 3 below.
    """
    sides = (rng.uniform(SMALLEST, LARGEST, 4) * HALF).astype(int)
    left, top = (rng.integers(HALF - sides + 1) for _ in range(2))
    quadrant = np.arange(4)
    return np.stack([quadrant % 2 * HALF + left, quadrant // 2 * HALF + top, sides], axis=1)


def draw_scene(pictures: Sequence[Image.Image | None], boxes: np.ndarray) -> Image.Image:
    """A 256 x 256 scene: the picture of each quadrant fitted into its box, None for an empty one.

    pictures are four, boxes as `random_boxes` gives them. Pictures are trimmed first.
    """
    canvas = Image.new("RGB", (SIZE, SIZE), "white")
    for picture, (left, top, side) in zip(pictures, np.asarray(boxes).tolist(), strict=True):
        if picture is None:
            continue
        cut = trimmed(picture)
        scale = side / max(cut.size)
        cut = cut.resize([max(1, round(length * scale)) for length in cut.size], Image.BICUBIC)
        canvas.paste(cut, (left + (side - cut.width) // 2, top + (side - cut.height) // 2))
    return canvas
