"""Any source picture to one shape: a square RGB picture on white, trimmed, with a thin margin."""

import io
from pathlib import Path

import numpy as np
import resvg_py
from PIL import Image
from scipy.fft import dctn

SIDE = 224
MARGIN = 0.04  # of the longer side, on each side of the picture
MAX_PIXELS = 64_000_000
RENDER_SIDE = 256

Image.MAX_IMAGE_PIXELS = None  # sizes are checked here, before anything is decoded


def render_svg(svg: str) -> Image.Image:
    """Draw SVG text in a box of RENDER_SIDE pixels; no system fonts, so that all machines agree."""
    png = resvg_py.svg_to_bytes(svg_string=svg, width=RENDER_SIDE, dpi=96, skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(png)))


def open_file(path: Path) -> Image.Image | None:
    """Open a bitmap or SVG file; None where it holds too many pixels."""
    if path.suffix == ".svg":
        return render_svg(path.read_text(encoding="utf-8", errors="replace"))
    image = Image.open(path)
    return image if image.width * image.height <= MAX_PIXELS else None


def square(image: Image.Image | None, side: int = SIDE) -> Image.Image | None:
    """Lay a picture on white, trim white borders, centre it; None where hardly anything is left."""
    if image is None:
        return None
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, (255, 255, 255, 255))
    image = Image.alpha_composite(white, image).convert("RGB")
    ink = (np.asarray(image) < 250).any(axis=2)
    if ink.mean() < 0.01:
        return None
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    image = image.crop((columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))
    longer, shorter = max(image.size), min(image.size)
    if shorter < 24 or longer > 6 * shorter:
        return None
    edge = round(longer * (1 + 2 * MARGIN))
    canvas = Image.new("RGB", (edge, edge), (255, 255, 255))
    canvas.paste(image, ((edge - image.width) // 2, (edge - image.height) // 2))
    return canvas.resize((side, side), Image.Resampling.BICUBIC, reducing_gap=3.0)


def perceptual_hash(picture: np.ndarray) -> np.ndarray:
    """63 bits of a picture's coarse shape: signs of its low cosine frequencies about the median."""
    blocks = picture.mean(axis=2).reshape(32, SIDE // 32, 32, SIDE // 32).mean(axis=(1, 3))
    low = dctn(blocks, norm="ortho")[:8, :8].ravel()[1:]
    return low > np.median(low)
