"""Tunes as they are written, and as somebody hums them: off key, in another pitch and tempo."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

RATE, SECONDS = 8_000, 4.0
HOP, LENGTH, PITCHES = 500, 64, 60  # 64 columns of 1/16 second; 60 semitones
FIRST = 24  # the row of the first note of a written tune
LOW = 165 * 2 ** (-16 / 12)  # hertz of the lowest row of a hummed tune
STEPS = (-5, -4, -3, -2, -2, -1, 0, 1, 2, 2, 3, 4, 5, 7)  # semitones from one note to the next


class Tune(NamedTuple):
    """pitches (n,): semitones above the first note; lengths (n,): in beats."""

    pitches: np.ndarray
    lengths: np.ndarray


def random_tune(rng: np.random.Generator) -> Tune:
    """Seven to eleven notes that mostly move by small steps."""
    n, pitches = int(rng.integers(7, 12)), [0]
    while len(pitches) < n:
        pitches.append(int(np.clip(pitches[-1] + rng.choice(STEPS), -9, 12)))
    return Tune(np.array(pitches), rng.choice([0.5, 1, 1, 1.5, 2], n))


def piano_roll(tune: Tune) -> np.ndarray:
    """The tune as written: (60, 64) float32, 1 where a note sounds, the whole tune across."""
    roll = np.zeros((PITCHES, LENGTH), np.float32)
    edges = np.r_[0, np.cumsum(tune.lengths)] / tune.lengths.sum() * LENGTH
    starts = edges.round().astype(int)
    for pitch, start, end in zip(tune.pitches, starts[:-1], starts[1:], strict=True):
        roll[FIRST + pitch, start : max(start + 1, end)] = 1
    return roll


def hum(tune: Tune, rng: np.random.Generator) -> np.ndarray:
    """Somebody hums it: four seconds, (32000,) float32 samples at 8,000 a second.

    Up to four semitones higher or lower, each note a quarter of a semitone off, uneven in time,
    sliding from note to note, with vibrato, drift and noise.
    """
    n = int(SECONDS * RATE)
    t = np.arange(n) / RATE
    lengths = tune.lengths * np.exp(rng.normal(0, 0.08, len(tune.lengths)))
    edges = np.r_[0, np.cumsum(lengths)] / lengths.sum() * SECONDS * rng.uniform(0.92, 1)
    now = np.clip(np.searchsorted(edges, t, side="right") - 1, 0, len(lengths) - 1)
    note = (tune.pitches + rng.normal(0, 0.25, len(lengths)))[now]
    note = _smoothed(note, 401)
    vibrato = 0.3 * np.sin(2 * np.pi * rng.uniform(4, 7) * t)
    note += vibrato + rng.uniform(-4, 4) + rng.uniform(-0.4, 0.4) * t / SECONDS
    phase = 2 * np.pi * np.cumsum(165 * 2 ** (note / 12)) / RATE
    voice = sum(rng.uniform(0.2, 1) / k * tone for k, tone in enumerate(_overtones(phase, 4), 1))
    age = t - edges[now]
    voice *= (1 - np.exp(-age / 0.03)) * np.exp(-0.6 * age)
    voice = 0.6 * voice / np.abs(voice).max() + rng.uniform(0.005, 0.05) * rng.normal(size=n)
    return voice.astype(np.float32)


def _smoothed(values: np.ndarray, width: int) -> np.ndarray:
    """The mean of `width` values around each, an odd number; at the ends the outermost repeats."""
    sums = np.cumsum(np.pad(values, (width // 2 + 1, width // 2), mode="edge"))
    return (sums[width:] - sums[:-width]) / width


def _overtones(phase: np.ndarray, n: int) -> Iterator[np.ndarray]:
    """sin(k phase) for k = 1 to n, from one sine and one cosine.

    sin((k + 1) x) = 2 cos(x) sin(k x) - sin((k - 1) x)
    """
    before, now, twice = np.zeros_like(phase), np.sin(phase), 2 * np.cos(phase)
    for _ in range(n):
        yield now
        before, now = now, twice * now - before
