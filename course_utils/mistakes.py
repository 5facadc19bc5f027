"""Pictures prepared wrongly, each in one of the ways that happen, and what the image tower made of
them. Encoding one mistake takes about half a minute, so the features of all are stored."""

import io
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageChops
from torch import Tensor

from ._checks import positive_int
from ._features import read_features
from ._texts import listed
from .images import read_image, read_named

STORED = Path(__file__).parent / "assets" / "pairs" / "photos" / "mistakes.npz"
CLIP_MEAN, CLIP_STD = [0.4815, 0.4578, 0.4082], [0.2686, 0.2613, 0.2758]


def as_jpeg(image: Image.Image, quality: int = 5) -> Image.Image:
    """The picture after one trip through a JPEG file of low quality."""
    if positive_int("quality", quality) > 100:
        raise ValueError(f"quality must be at most 100, but is {quality}")
    file = io.BytesIO()
    read_image(image).save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


def tightly_cropped(image: Image.Image) -> Image.Image:
    """The square in the middle of what is left when the white margin is cut away."""
    image = read_image(image)
    white = Image.new("RGB", image.size, "white")
    box = ImageChops.difference(image, white).point(lambda v: 255 * (v > 8)).getbbox()
    image = image.crop(box)
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side))


def _prepare(images: Sequence[Image.Image], processor, **options) -> Tensor:
    return processor.image_processor(images=list(images), return_tensors="pt", **options)[
        "pixel_values"
    ]


MISTAKES: dict[str, Callable[[Sequence[Image.Image], object], Tensor]] = {
    "none": _prepare,
    "divided by 255 twice": lambda images, p: _prepare(images, p, rescale_factor=1 / 255**2),
    "not divided": lambda images, p: _prepare(images, p, do_rescale=False),
    "transposed": lambda images, p: _prepare(images, p).transpose(2, 3),
    "upside down": lambda images, p: _prepare(images, p).flip(2),
    "heavy JPEG": lambda images, p: _prepare([as_jpeg(image) for image in images], p),
    "another model's mean and std": lambda images, p: _prepare(
        images, p, image_mean=CLIP_MEAN, image_std=CLIP_STD
    ),
    "grey": lambda images, p: _prepare([i.convert("L").convert("RGB") for i in images], p),
    "cropped without padding": lambda images, p: _prepare(map(tightly_cropped, images), p),
    "BGR": lambda images, p: _prepare(images, p).flip(1),
}


def features_under(mistake: str) -> tuple[np.ndarray, np.ndarray]:
    """Rows of `load_pairs("photos")`, (n,), and their image features under a mistake, (n, 1280)."""
    stored = read_features(STORED)
    rows = stored.pop("rows")
    _check(mistake, stored)
    return rows.astype(int), stored[mistake]


def features_now(mistake: str, images: Sequence[Image.Image], clip) -> np.ndarray:
    """The same features computed on the spot: (n, 1280) float32."""
    _check(mistake, MISTAKES)
    images = listed("images", images, "pictures")
    if not images:
        raise ValueError("images must have at least one picture")
    pictures = [read_named(f"images[{row}]", image) for row, image in enumerate(images)]
    pixels = MISTAKES[mistake](pictures, clip.processor)
    with torch.inference_mode():
        return clip.model.vision_model(pixel_values=pixels).pooler_output.numpy()


def _check(mistake: str, known: Collection[str]) -> None:
    if not isinstance(mistake, str) or mistake not in known:
        raise ValueError(f"mistake must be one of {sorted(known)}, but is {mistake!r}")
