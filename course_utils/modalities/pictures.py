"""Pictures made from pictures: a sketch of one, one in another colour, a cut-out."""

from collections import deque

import numpy as np
from PIL import Image, ImageFilter

WHITE = 244  # a pixel brighter than this in each channel counts as ground


def sketch(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Its outlines in black on white, tilted by up to six degrees."""
    smooth = picture.convert("L").filter(ImageFilter.GaussianBlur(1.2))
    edges = np.asarray(smooth.filter(ImageFilter.FIND_EDGES)).astype(float)
    edges[[0, 1, -2, -1]] = edges[:, [0, 1, -2, -1]] = 0
    lines = Image.fromarray((255 - np.clip(5 * edges, 0, 255)).astype(np.uint8))
    tilt = float(rng.uniform(-6, 6))
    return lines.filter(ImageFilter.MinFilter(3)).rotate(tilt, fillcolor=255).convert("RGB")


def tinted(picture: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """The picture in shades of one colour: its greys from black over the colour to white."""
    grey = np.asarray(picture.convert("L")).astype(float)[..., None] / 255
    dark = 2 * np.minimum(grey, 0.5) * np.array(colour)
    light = 2 * np.maximum(grey - 0.5, 0) * (255 - np.array(colour))
    return Image.fromarray((dark + light).round().clip(0, 255).astype(np.uint8))


def cut_out(picture: Image.Image) -> Image.Image:
    """The thing without its ground, RGBA: white that touches the border becomes transparent."""
    picture = picture.convert("RGB")
    ground = _from_the_border((np.asarray(picture) > WHITE).all(axis=2))
    alpha = Image.fromarray((~ground * 255).astype(np.uint8)).filter(ImageFilter.MinFilter(3))
    picture = picture.convert("RGBA")
    picture.putalpha(alpha.filter(ImageFilter.GaussianBlur(0.7)))
    return picture.crop(alpha.getbbox() or (0, 0, *picture.size))


def _from_the_border(white: np.ndarray) -> np.ndarray:
    """The white pixels that can be reached from the border over white ones."""
    reached = np.zeros_like(white)
    edge = np.zeros_like(white)
    edge[[0, -1]] = edge[:, [0, -1]] = True
    waiting = deque(map(tuple, np.argwhere(white & edge).tolist()))
    while waiting:
        y, x = waiting.popleft()
        if 0 <= y < len(white) and 0 <= x < white.shape[1] and white[y, x] and not reached[y, x]:
            reached[y, x] = True
            waiting += ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1))
    return reached
