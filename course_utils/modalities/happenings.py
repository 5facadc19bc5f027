"""Three seconds in which something happens, seen and heard: it bounces, rattles, glides or beats.

Each gives a sound at 16,000 samples a second and 64 frames of 32 x 32 pixels, 20 a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

RATE, FRAMES, FPS, SIDE = 16_000, 64, 20, 32
SECONDS = FRAMES / FPS
SAMPLES = FRAMES * RATE // FPS
KINDS = ("bounce", "rattle", "glide", "beat")


@dataclass
class Happening:
    """A sound, and where a thing is on each frame: its middle and its size in pixels."""

    sound: np.ndarray = field(default_factory=lambda: np.zeros(SAMPLES))
    x: np.ndarray = field(default_factory=lambda: np.full(FRAMES, 16.0))
    y: np.ndarray = field(default_factory=lambda: np.full(FRAMES, 16.0))
    size: np.ndarray = field(default_factory=lambda: np.full(FRAMES, 12.0))

    def add(self, second: float, sound: np.ndarray) -> None:
        """Add a sound that starts at `second`."""
        start = int(second * RATE)
        end = min(start + len(sound), SAMPLES)
        if start < SAMPLES:
            self.sound[start:end] += sound[: end - start]


def happen(kind: str, rng: np.random.Generator) -> Happening:
    """Something of a kind ("bounce", "rattle", "glide", "beat"), by chance."""
    h = Happening(
        x=np.full(FRAMES, rng.uniform(10, 22)),
        y=np.full(FRAMES, rng.uniform(12, 20)),
        size=np.full(FRAMES, rng.uniform(10, 16)),
    )
    {"bounce": _bounce, "rattle": _rattle, "glide": _glide, "beat": _beat}[kind](h, rng)
    noise = rng.uniform(0.002, 0.02) * rng.normal(size=SAMPLES)
    loud = h.sound / max(1e-6, np.abs(h.sound).max()) * rng.uniform(0.3, 0.9)
    h.sound = (loud + noise).astype(np.float32)
    return h


def _knock(rng: np.random.Generator, hertz: float, fades: float, noise: float) -> np.ndarray:
    t = np.arange(4000) / RATE
    tone = (1 - noise) * np.sin(2 * np.pi * hertz * t) + noise * rng.normal(size=len(t))
    return tone * np.exp(-t / fades)


def _times() -> np.ndarray:
    return np.arange(FRAMES) / FPS


def _bounce(h: Happening, rng: np.random.Generator) -> None:
    """A ball falls, knocks on the ground, and is thrown up again when it lies."""
    hertz, fades, step = rng.uniform(200, 900), rng.uniform(0.03, 0.12), 1 / 400
    floor, height = rng.uniform(22, 27), rng.uniform(10, 18)
    pull, back = rng.uniform(40, 110), rng.uniform(0.6, 0.9)
    y, speed, heights = floor - height * rng.uniform(0.3, 1), 0.0, []
    for i in range(int(SECONDS / step)):
        speed += pull * step
        y += speed * step
        if y >= floor:
            if speed > 4:
                h.add(i * step, _knock(rng, hertz, fades, 0.3) * min(1, speed / 40))
            y, speed = floor, -back * speed
            if abs(speed) < 7:
                speed = -np.sqrt(2 * pull * height) * rng.uniform(0.6, 1)
        heights.append(y)
    h.y = np.interp(_times(), np.arange(len(heights)) * step, heights) - h.size / 2
    h.x = h.x + rng.uniform(-3, 3) * (_times() - SECONDS / 2)


def _rattle(h: Happening, rng: np.random.Generator) -> None:
    """It shakes and hisses for a while, and again after a while."""
    loud, shakes, now = np.zeros(SAMPLES), np.zeros(FRAMES), rng.uniform(0, 0.5)
    while now < SECONDS:
        lasts, strength = rng.uniform(0.15, 0.6), rng.uniform(0.4, 1)
        loud[int(now * RATE) : int((now + lasts) * RATE)] = strength
        shakes[(_times() >= now) & (_times() < now + lasts)] = strength
        now += lasts + rng.uniform(0.15, 0.7)
    tremble = 0.5 + 0.5 * np.sin(2 * np.pi * rng.uniform(10, 25) * np.arange(SAMPLES) / RATE)
    h.sound = loud * tremble * rng.normal(size=SAMPLES)
    h.x = h.x + rng.uniform(2, 4) * shakes * np.where(np.arange(FRAMES) % 2, 1, -1)


def _glide(h: Happening, rng: np.random.Generator) -> None:
    """The larger it grows, the higher it sings."""
    turns = int(rng.integers(3, 6))
    at = np.r_[0, np.sort(rng.uniform(0, SECONDS, turns - 2)), SECONDS]
    level = rng.uniform(0, 1, turns)
    heard = np.interp(np.arange(SAMPLES) / RATE, at, level)
    hertz = 180 * 2 ** (2.3 * heard + rng.uniform(-0.15, 0.15))
    phase = 2 * np.pi * np.cumsum(hertz) / RATE
    h.sound = sum(np.sin(k * phase) / k ** rng.uniform(1, 2) for k in (1, 2, 3))
    h.size = 6 + 18 * np.interp(_times(), at, level)


def _beat(h: Happening, rng: np.random.Generator) -> None:
    """It hops, or swells, on each beat of a rhythm of eight steps."""
    hertz, fades = rng.uniform(100, 450), rng.uniform(0.03, 0.12)
    step, pattern = rng.uniform(0.13, 0.25), rng.random(8) < rng.uniform(0.3, 0.6)
    pattern[0] = True
    beats = [rng.uniform(0, 0.2)]
    while beats[-1] + step < SECONDS:
        beats.append(beats[-1] + step)
    swell, side, hop = np.zeros(FRAMES), 1, np.zeros(FRAMES)
    for i, beat in enumerate(beats):
        if pattern[i % 8]:
            h.add(beat, _knock(rng, hertz, fades, 0.6))
            age = _times() - beat
            swell += np.where(age >= 0, np.exp(-age.clip(0) / 0.08), 0)
            side = -side
            hop[age >= 0] = side
    if rng.integers(2):
        h.size = h.size * (1 + 0.5 * swell.clip(max=1))
    else:
        h.x = h.x + 3 * hop


def draw_happening(
    h: Happening, things: Sequence[Image.Image], rng: np.random.Generator
) -> list[Image.Image]:
    """64 frames: one of the things (RGBA) moves as it says, on a plain ground or above a floor."""
    ground = Image.new("RGB", (SIDE, SIDE), tuple(rng.integers(0, 256, 3).tolist()))
    if rng.random() < 0.5:
        floor = (0, int(rng.integers(16, 28)), SIDE, SIDE)
        ImageDraw.Draw(ground).rectangle(floor, fill=tuple(rng.integers(0, 256, 3).tolist()))
    thing, frames, sizes = things[rng.integers(len(things))], [], {}
    for x, y, size in zip(h.x, h.y, h.size.round().astype(int).clip(3), strict=True):
        small = sizes.setdefault(size, thing.resize((size, size), Image.Resampling.BILINEAR))
        frame = ground.copy()
        frame.paste(small, (round(x - size / 2), round(y - size / 2)), small)
        frames.append(frame)
    return frames


def motion(frames: Sequence[Image.Image], grid: int = 4) -> np.ndarray:
    """How much changes, and how bright it is, in each field of a grid: (2 grid², n) float32.

    frames: n pictures of one size, its sides divisible by grid. Natural logarithms.
    """
    grey = np.stack([np.asarray(frame.convert("L")) for frame in frames]).astype(np.float32) / 255
    n, height, width = grey.shape

    def fields(values: np.ndarray) -> np.ndarray:
        parts = values.reshape(n, grid, height // grid, grid, width // grid)
        return parts.mean(axis=(2, 4)).reshape(n, grid**2)

    change = np.abs(np.diff(grey, axis=0, prepend=grey[:1]))
    away = np.abs(grey - grey[:, :1, :1])  # from the colour of the corner
    both = [np.log(fields(change) + 0.003), np.log(fields(away) + 0.01)]
    return np.concatenate(both, axis=1).T
