"""Sounds and happenings as maps over time: a lesson reads them, since making them takes longer.

Each set is made in turn from one seed, so that its first ones can be made again.
"""

from collections.abc import Iterator
from functools import cache
from itertools import cycle

import numpy as np
from PIL import Image

from course_utils.datasets import load_pairs
from course_utils.modalities.happenings import KINDS, draw_happening, happen, motion
from course_utils.modalities.pictures import cut_out
from course_utils.modalities.sound import log_mel
from course_utils.modalities.stored import arrays
from course_utils.modalities.voices import NAMES, sound_of

A_THING = 34  # sounds
SHAPES = {"voices": (32, 40), "bands": (24, 64), "fields": (32, 64)}


def moving_things(rng: np.random.Generator) -> list[Image.Image]:
    """Sixty of noto's emoji as cut-outs: what moves when something happens."""
    emoji = load_pairs("emoji")
    noto = emoji.select(emoji.styles == "noto")
    return [cut_out(noto.images[int(i)]) for i in rng.choice(len(noto), 60, replace=False)]


def voices_in_turn(name: str) -> Iterator[np.ndarray]:
    """One sound of a thing after the other: 32 log-mel bands over two seconds, (32, 40)."""
    rng = np.random.default_rng([2031, NAMES.index(name)])
    while True:
        yield log_mel(sound_of(name, rng), bands=32)


def happenings_in_turn() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """One happening after the other, of each kind in turn: bands (24, 64) and fields (32, 64)."""
    things, rng = moving_things(np.random.default_rng(2030)), np.random.default_rng(2033)
    for kind in cycle(KINDS):
        one = happen(kind, rng)
        yield log_mel(one.sound), motion(draw_happening(one, things, rng))


@cache
def load_voices() -> tuple[np.ndarray, np.ndarray]:
    """The stored sounds, (1020, 32, 40) float32, and of each the number of its thing in `NAMES`."""
    return _maps("voices", "voices"), np.repeat(np.arange(len(NAMES)), A_THING)


@cache
def load_happenings() -> tuple[np.ndarray, np.ndarray]:
    """The stored happenings: heard (1000, 24, 64) and seen (1000, 32, 64), float32."""
    return _maps("happenings", "bands"), _maps("happenings", "fields")


def _maps(file: str, name: str) -> np.ndarray:
    return arrays(file)[name].reshape(-1, *SHAPES[name])
