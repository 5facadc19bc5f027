"""Read any picture a person may bring: one function, one kind of result, one kind of error."""

import os
import warnings
from reprlib import repr as shortened
from threading import Lock

import numpy as np
from PIL import Image, ImageOps

from course_utils._arrays import as_array
from course_utils._paths import looked_up

MAX_PIXELS = 64_000_000
_ONE_AT_A_TIME = Lock()


def read_image(image) -> Image.Image:
    """Read a picture as RGB, upright, on white.

    `image` is a path, an open binary file, a PIL image, or an array: (height, width),
    (height, width, 3) or (height, width, 4), uint8 from 0 to 255 or float from 0 to 1.
    Transparent parts become white, EXIF orientation is applied, of an animation the first frame is
    taken. Greys of 16 and 32 bits (modes I and F of PIL) do not say which value is white: where
    none is above 255 it is 255, else 65535; where none is above 1 in mode F, it is 1. A warning
    says so where the picture comes out nearly black, as one of 12 bits does.

    Raises ValueError, before any pixel is decoded, where the picture has more than 64 megapixels;
    and where the file is missing, damaged or no picture, or the array has another shape or range.

    >>> read_image(np.zeros((2, 3))).getpixel((0, 0))
    (0, 0, 0)
    """
    if isinstance(image, np.ndarray):
        return _on_white(_from_array(as_array("image", image)))
    if isinstance(image, Image.Image):
        return _on_white(_load(image, "the picture"))
    if isinstance(image, (str, os.PathLike)):
        path, there = looked_up("image", image)
        if there != "file":
            problem = "is a folder" if there == "folder" else "does not exist"
            raise ValueError(
                f"image: {shortened(str(path))} {problem}; give the path of a picture file"
            )
        try:
            with path.open("rb") as file:
                return _open(file, repr(path.name))
        except OSError as error:
            raise ValueError(
                f"image: {path.name!r} cannot be opened ({error.strerror}); give a file that can"
            ) from None
    if hasattr(image, "read"):
        return _open(image, repr(getattr(image, "name", "the file")))
    raise ValueError(
        f"image: got {type(image).__name__}; give a path, an open file, an array or a PIL image"
    )


def read_named(name: str, image) -> Image.Image:
    """As `read_image`, for an argument of another name."""
    try:
        return read_image(image)
    except ValueError as error:
        raise ValueError(f"{name}: {str(error).removeprefix('image: ')}") from error


def _open(file, name: str) -> Image.Image:
    try:
        with _ONE_AT_A_TIME, warnings.catch_warnings():  # which all threads share
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file)
    except Image.DecompressionBombError:
        raise ValueError(_too_large(name)) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise ValueError(
            f"image: {name} is not a picture that can be read; "
            "give a JPEG, PNG, WebP, GIF, BMP or TIFF file"
        ) from None
    return _on_white(_load(image, name))


def _load(image: Image.Image, name: str) -> Image.Image:
    if image.width * image.height > MAX_PIXELS:
        raise ValueError(_too_large(name, image.size))
    if image.width * image.height == 0:
        raise ValueError(f"image: {name} has no pixels; give a picture with at least one")
    try:
        return ImageOps.exif_transpose(_first_frame(image))
    except Exception as error:  # decoders raise many kinds on damaged data
        raise ValueError(
            f"image: {name} is damaged and cannot be decoded ({error}); give a whole picture"
        ) from None


def _first_frame(image: Image.Image) -> Image.Image:
    position = image.tell()
    if position == 0:
        image.load()
        return image
    image.seek(0)
    frame = image.copy()
    image.seek(position)  # it is the caller's
    return frame


def _too_large(name: str, size: tuple[int, int] | None = None) -> str:
    extent = f"{size[0]} x {size[1]}" if size else "too many"
    return (
        f"image: {name} has {extent} pixels; "
        f"give a picture of at most {MAX_PIXELS // 1_000_000} megapixels"
    )


def _from_array(array: np.ndarray) -> Image.Image:
    if array.ndim not in (2, 3) or (array.ndim == 3 and array.shape[2] not in (3, 4)):
        raise ValueError(
            f"image: an array of shape {array.shape}; give (height, width), "
            "(height, width, 3) or (height, width, 4)"
        )
    if array.shape[0] * array.shape[1] > MAX_PIXELS:
        raise ValueError(_too_large("the array", (array.shape[1], array.shape[0])))
    if array.size == 0:
        raise ValueError("image: the array has no pixels; give a picture with at least one")
    if array.dtype == np.uint8:
        return Image.fromarray(array)
    if array.dtype.kind != "f" or not ((array >= 0) & (array <= 1)).all():
        raise ValueError(
            f"image: {array.dtype} values outside what can be shown; "
            "give uint8 from 0 to 255 or float from 0 to 1"
        )
    return Image.fromarray(np.round(array * 255).astype(np.uint8))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):  # `convert` would clip what is above 255 to white
        grey = np.asarray(image, dtype=np.float32)
        grey = np.round(grey * (255 / _white_of(grey, image.mode)))
        return Image.fromarray(grey.astype(np.uint8)).convert("RGB")
    if image.mode == "La":  # with the transparency multiplied in; Pillow knows a way for RGB only
        grey, alpha = image.split()
        image = Image.merge("RGBa", [grey, grey, grey, alpha])
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def _white_of(grey: np.ndarray, mode: str) -> int:
    low, high = float(grey.min()), float(grey.max())
    if not 0 <= low <= high <= 65535:
        raise ValueError(
            f"image: a picture of mode {mode} with values from {low:g} to {high:g}; give values "
            "from 0 to 255, from 0 to 65535 or, in mode F, from 0 to 1"
        )
    white = 1 if mode == "F" and high <= 1 else 255 if high <= 255 else 65535
    if 0 < high < white / 16:
        warnings.warn(
            f"image: no value of this picture of mode {mode} is above {high:g}, so that it is "
            f"nearly black where white is {white}; if its white is another, scale it first",
            stacklevel=4,
        )
    return white
