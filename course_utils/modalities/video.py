"""Clips of cut-outs that move over painted grounds, and their files: animated WebP by Pillow."""

import io
import os
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageDraw, ImageSequence, UnidentifiedImageError

from course_utils._checks import positive_int
from course_utils._files import write_atomically
from course_utils._paths import existing, to_write

SIDE, FPS = 192, 8
FRAMES = (6, 48)  # of a scene, fewest and most: .75 to 6 seconds


def write_clip(path: str | os.PathLike | BinaryIO, frames: Sequence, fps: int = FPS) -> None:
    """Write pictures of one size as an animated WebP that starts again at its end.

    A file that is there is replaced once the new one is whole. ValueError when path is none, there
    is no frame, their sizes differ, or fps is no whole number.
    """
    frames, fps = list(frames), positive_int("fps", fps)
    if not frames or len({frame.size for frame in frames}) > 1:
        raise ValueError("frames must be at least one picture, all of one size")
    first, *others = frames
    data = io.BytesIO()
    options = {"duration": round(1000 / fps), "loop": 0, "quality": 80, "method": 0}
    first.save(data, format="WEBP", save_all=True, append_images=others, **options)
    if hasattr(path, "write"):
        path.write(data.getvalue())
    else:
        write_atomically(to_write("path", path), data.getvalue())


def read_clip(file: str | os.PathLike | BinaryIO, fps: int = FPS) -> list[Image.Image]:
    """Frames of an animated WebP, GIF or PNG, RGB, `fps` for each second that it lasts.

    Frames that are equal are often stored as one that lasts longer, so time comes from how long
    each lasts, not from counting; a frame that names no duration lasts 1 / fps.

    ValueError when there is no such file, it is no picture, or its frames are larger than Pillow
    opens.
    """
    fps = positive_int("fps", fps)
    if not hasattr(file, "read"):
        file = existing("file", file, "an animated WebP or GIF")
    frames, now = [], 0.0
    try:
        with Image.open(file) as clip:
            for frame in ImageSequence.Iterator(clip):
                picture = frame.convert("RGB")  # a copy; the animation itself goes on
                now += (frame.info.get("duration") or 1000 / fps) / 1000
                frames += [picture] * (round(now * fps) - len(frames))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, EOFError):
        raise ValueError("file is no animated picture that can be read") from None
    return frames or [picture]


def draw_clip(
    things: Sequence[Image.Image], rng: np.random.Generator
) -> tuple[list[Image.Image], np.ndarray]:
    """A scene for each thing (RGBA cut-outs), one after the other, of uneven length.

    Gives the frames, 192 x 192 pixels, 8 a second, and of each the number of its scene.
    """
    frames, scenes = [], []
    for number, thing in enumerate(things):
        n = int(np.exp(rng.uniform(*np.log(FRAMES))))
        frames += _scene(thing, n, rng)
        scenes += [number] * n
    return frames, np.array(scenes)


def _ground(rng: np.random.Generator) -> Image.Image:
    """A sky that fades over a ground with blots."""
    top, middle, low = (rng.integers(*range_, 3) for range_ in ((120, 255), (120, 255), (60, 180)))
    horizon = int(SIDE * rng.uniform(0.5, 0.75))
    down = np.linspace(0, 1, horizon)[:, None]
    pixels = np.empty((SIDE, SIDE, 3))
    pixels[:horizon] = ((1 - down) * top + down * middle)[:, None]
    pixels[horizon:] = low
    picture = Image.fromarray(pixels.astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y, r = rng.integers(0, SIDE), rng.integers(horizon, SIDE + 20), rng.integers(3, 14)
        colour = np.clip(low + rng.integers(-30, 30, 3), 0, 255)
        draw.ellipse((x - r, y - r / 2, x + r, y + r / 2), fill=tuple(colour.tolist()))
    return picture


def _scene(thing: Image.Image, n: int, rng: np.random.Generator) -> Iterator[Image.Image]:
    """The thing goes left or right, comes nearer, or sways."""
    ground, large = _ground(rng), rng.uniform(0.55, 0.8) * SIDE
    way = ("left", "right", "near", "sway")[rng.integers(4)]
    swings = rng.uniform(1, 3)
    for t in np.linspace(0, 1, n):
        size = large * (0.6 + 0.4 * t if way == "near" else 1)
        scale, wave = size / max(thing.size), np.sin(2 * np.pi * swings * t)
        cut = thing.resize([max(8, int(length * scale)) for length in thing.size])
        if way == "sway":
            cut = cut.rotate(12 * wave, expand=True)
        x = SIDE / 2 + {"left": -1, "right": 1}.get(way, 0) * (t - 0.5) * SIDE / 2
        y = 0.55 * SIDE + 6 * wave
        frame = ground.copy()
        frame.paste(cut, (int(x - cut.width / 2), int(y - cut.height / 2)), cut)
        yield frame
