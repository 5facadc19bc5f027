"""Thirty things and how each sounds, made of tones, chirps and noise; two seconds each."""

import numpy as np

from course_utils.modalities import synthesis as s
from course_utils.modalities.synthesis import SECONDS, T

Rng = np.random.Generator


def sound_of(name: str, rng: Rng) -> np.ndarray:
    """One sound of a thing of `NAMES`, by chance: (32000,) float32 at 16,000 a second.

    ValueError for a name that is not there.
    """
    if name not in VOICES:
        raise ValueError(f"name must be one of {', '.join(VOICES)}, but is {name!r}")
    x = VOICES[name](rng)
    x = np.roll(x / np.abs(x).max() * rng.uniform(0.3, 0.9), int(rng.uniform(0, 0.1) * s.RATE))
    return (x + rng.uniform(0.002, 0.03) * rng.normal(size=len(x))).astype(np.float32)


def _drum(r: Rng) -> np.ndarray:
    def stroke() -> np.ndarray:
        skin = s.tone(r.uniform(90, 130) * (1 + 0.8 * np.exp(-T / 0.02)), [1], fades=0.12)
        return skin + 0.3 * s.noise(r) * np.exp(-T / 0.02)

    return s.again(r, stroke, r.uniform(0.2, 0.4))


def _bell(r: Rng) -> np.ndarray:
    f = r.uniform(500, 800)
    partials = {1: 1, 2.76: 0.6, 5.4: 0.4, 8.9: 0.2}
    return s.again(r, lambda: s.tone(f, partials, 0.8, 0.001), r.uniform(0.6, 1.0))


def _dog(r: Rng) -> np.ndarray:
    def bark() -> np.ndarray:
        voice = s.chirp(r.uniform(350, 450), r.uniform(200, 280), 0.16, s.partials(r, 0.5, 4))
        return voice + 0.4 * s.noise(r, 300, 1500) * (T < 0.12)

    return s.again(r, bark, r.uniform(0.35, 0.6), 0.15)


def _swelling(r: Rng, low: float, high: float, rise: float, lasts: float, power: float, n: int):
    """A voice that rises and falls, as a mew or a cry."""
    shape = np.sin(np.pi * np.clip(T / lasts, 0, 1))
    return s.tone(r.uniform(low, high) * (1 + rise * shape), s.partials(r, power, n)) * shape


def _rooster(r: Rng) -> np.ndarray:
    call = s.later(s.chirp(500, 700, 0.2, s.partials(r, 0.4, 4)), 0.1)
    call += s.later(s.chirp(600, 900, 0.2, s.partials(r, 0.4, 4)), 0.35)
    high, low = r.uniform(900, 1100), r.uniform(500, 650)
    return call + s.later(s.chirp(high, low, 0.9, s.partials(r, 0.4, 4)), 0.6)


def _frog(r: Rng) -> np.ndarray:
    def croak() -> np.ndarray:
        f = r.uniform(180, 260)
        return s.tone(f, s.partials(r, 0.5)) * s.on_off(40) * (T < 0.25)

    return s.again(r, croak, r.uniform(0.4, 0.6))


def _bee(r: Rng) -> np.ndarray:
    wander, swell = s.wave(r.uniform(0.5, 2)), s.wave(r.uniform(0.5, 1.5))
    return s.tone(r.uniform(180, 240) * (1 + 0.05 * wander), s.partials(r, 0.4, 12)) * (
        0.7 + 0.3 * swell
    )


def _cow(r: Rng) -> np.ndarray:
    bend = 1 + 0.15 * np.sin(np.pi * T / 1.6)
    moo = s.tone(r.uniform(110, 150) * bend, s.partials(r, 0.6, 8), attack=0.2)
    return moo * (r.uniform(1.3, 1.8) > T)


def _locomotive(r: Rng) -> np.ndarray:
    puffs = s.again(r, lambda: s.noise(r, 200, 3000) * np.exp(-T / 0.08), r.uniform(0.22, 0.3))
    return puffs + 0.4 * s.later(s.tone(440, {1: 1, 1.25: 0.8, 1.5: 0.7}) * (T < 0.6), 1.0)


def _camera(r: Rng) -> np.ndarray:
    opens = s.later(s.noise(r, 1000, 7000) * np.exp(-T / 0.01), r.uniform(0.3, 0.6))
    return opens + s.later(s.noise(r, 2000, 7000) * np.exp(-T / 0.015), r.uniform(0.7, 0.8))


def _rain(r: Rng) -> np.ndarray:
    def drop() -> np.ndarray:
        return s.noise(r, 3000, 7500) * np.exp(-T / 0.003)

    return 0.15 * s.noise(r) + s.again(r, drop, 0.04, 0.6, 50)


def _thunder(r: Rng) -> np.ndarray:
    swell = np.exp(-(((T - r.uniform(0.2, 0.5)) / r.uniform(0.3, 0.7)) ** 2))
    return s.noise(r, 30, 250) * swell


def _fire(r: Rng) -> np.ndarray:
    def crack() -> np.ndarray:
        return s.noise(r) * np.exp(-T / 0.004) * r.uniform(0.2, 1)

    return 0.2 * s.noise(r, 50, 900) + s.again(r, crack, 0.07, 0.8, 40)


def _beep(r: Rng) -> np.ndarray:
    return (
        s.tone(r.uniform(1900, 2200), s.partials(r, 1, 3)) * (T % 0.5 < 0.35) * (12 * T % 1 < 0.5)
    )


def _step(r: Rng, low: float, high: float, fades: float):
    return lambda: s.noise(r, low, high) * np.exp(-T / fades)


VOICES = {
    "drum": _drum,
    "bell": _bell,
    "guitar": lambda r: s.melody(r, r.uniform(140, 220), 0.35, 1.0, 0.003, r.uniform(0.25, 0.4)),
    "violin": lambda r: s.melody(
        r, r.uniform(400, 600) * (1 + 0.01 * s.wave(6)), 0.9, 0.8, 0.15, r.uniform(0.6, 0.9)
    ),
    "trumpet": lambda r: s.melody(r, r.uniform(300, 450), 0.5, 0.3, 0.04, r.uniform(0.3, 0.5)),
    "saxophone": lambda r: (
        s.melody(
            r, r.uniform(150, 250) * (1 + 0.02 * s.wave(5)), 0.6, 0.5, 0.06, r.uniform(0.4, 0.6)
        )
        + 0.03 * s.noise(r, 2000, 6000)
    ),
    "dog": _dog,
    "cat": lambda r: s.again(
        r, lambda: _swelling(r, 500, 700, 0.5, 0.7, 0.8, 6), r.uniform(0.9, 1.2)
    ),
    "rooster": _rooster,
    "frog": _frog,
    "bird": lambda r: s.again(
        r,
        lambda: s.chirp(
            r.uniform(2500, 3500), r.uniform(3500, 5500), r.uniform(0.06, 0.12), [1, 0.3]
        ),
        r.uniform(0.12, 0.25),
        0.3,
        16,
    ),
    "honeybee": _bee,
    "cow": _cow,
    "duck": lambda r: s.again(
        r,
        lambda: s.chirp(r.uniform(420, 500), r.uniform(300, 350), 0.15, s.partials(r, 0.1, 4)),
        r.uniform(0.25, 0.35),
        0.1,
    ),
    "police car": lambda r: s.tone(
        r.uniform(600, 700) * (1 + 0.5 * (s.wave(r.uniform(0.8, 1.5)) > 0)), s.partials(r, 1, 4)
    ),
    "fire engine": lambda r: s.tone(
        r.uniform(500, 600) * 2 ** (0.8 * s.wave(r.uniform(0.4, 0.6))), s.partials(r, 0.6, 5)
    ),
    "helicopter": lambda r: s.noise(r, 40, 700) * (0.5 + 0.5 * s.wave(r.uniform(11, 15))) ** 3,
    "airplane": lambda r: (
        s.noise(r, 100, 2500) + 0.5 * s.tone(r.uniform(250, 350), s.partials(r, 1))
    ),
    "motorcycle": lambda r: (
        s.tone(r.uniform(50, 70) * (1 + 0.5 * T / SECONDS), s.partials(r, 0.3, 14))
        * (0.6 + 0.4 * np.sign(s.wave(27)))
    ),
    "locomotive": _locomotive,
    "telephone": lambda r: (
        s.tone(r.uniform(420, 460), {1: 1, 1.1: 1}) * s.on_off(20) * (T % 1.2 < 0.8)
    ),
    "alarm clock": _beep,
    "mantelpiece clock": lambda r: s.again(r, _step(r, 1500, 5000, 0.008), 0.5),
    "camera": _camera,
    "water wave": lambda r: (
        s.noise(r, 100, 4000) * (0.3 + 0.7 * np.sin(np.pi * (T / SECONDS + r.uniform(0, 0.3))) ** 2)
    ),
    "cloud with rain": _rain,
    "cloud with lightning": _thunder,
    "baby": lambda r: s.again(
        r, lambda: _swelling(r, 420, 520, 0.25, 0.6, 0.2, 8), r.uniform(0.75, 0.9)
    ),
    "fire": _fire,
    "person running": lambda r: s.again(r, _step(r, 80, 900, 0.04), r.uniform(0.26, 0.34), 0.03),
}
NAMES = tuple(VOICES)
