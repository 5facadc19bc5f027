"""What sounds are made of: tones with partials, chirps, bands of noise, and repetition."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

RATE, SECONDS = 16_000, 2
T = np.arange(SECONDS * RATE) / RATE  # seconds


def wave(hertz: float) -> np.ndarray:
    """A sine, -1 to 1."""
    return np.sin(2 * np.pi * hertz * T)


def on_off(hertz: float) -> np.ndarray:
    """0 and 1 by turns, so many times a second."""
    return (wave(hertz) > 0).astype(float)


def partials(rng: np.random.Generator, falls: float, n: int = 6) -> np.ndarray:
    """How loud the first n multiples of a tone are: 1 / k ** falls, give or take 30 %."""
    return rng.uniform(0.7, 1.3, n) / np.arange(1, n + 1) ** falls


def tone(
    hertz: float | np.ndarray,
    loud: Sequence[float] | Mapping[float, float],
    fades: float | None = None,
    attack: float = 0.01,
) -> np.ndarray:
    """A tone and its partials, from the first sample on; `fades` is when it is down to 37 %."""
    phase = 2 * np.pi * np.cumsum(np.broadcast_to(hertz, T.shape)) / RATE
    parts = loud.items() if isinstance(loud, Mapping) else enumerate(loud, 1)
    x = sum(level * np.sin(multiple * phase) for multiple, level in parts)
    return x * (1 - np.exp(-T / attack)) * (1 if fades is None else np.exp(-T / fades))


def chirp(start: float, end: float, lasts: float, loud: Sequence[float]) -> np.ndarray:
    """A tone that glides from one pitch to another, swelling and dying away."""
    done = np.clip(T / lasts, 0, 1)
    return tone(start * (end / start) ** done, loud) * (lasts > T) * np.sin(np.pi * done)


def noise(
    rng: np.random.Generator, low: float | None = None, high: float | None = None
) -> np.ndarray:
    """White noise, or the band of it between two frequencies."""
    x = rng.normal(size=len(T))
    if low is None:
        return x
    spectrum, hertz = np.fft.rfft(x), np.fft.rfftfreq(len(T), 1 / RATE)
    spectrum[(hertz < low) | (hertz > high)] = 0
    return np.fft.irfft(spectrum, len(T))


def later(x: np.ndarray, seconds: float) -> np.ndarray:
    """The same, so much later, cut at the end."""
    silent = int(seconds * RATE)
    return np.r_[np.zeros(silent), x[: len(x) - silent]]


def again(
    rng: np.random.Generator,
    one: Callable[[], np.ndarray],
    gap: float,
    uneven: float = 0.0,
    most: int = 12,
) -> np.ndarray:
    """A sound again and again, `gap` seconds apart, up to `most` times."""
    x, now = np.zeros_like(T), rng.uniform(0, 0.15)
    for _ in range(most):
        if now >= SECONDS - 0.05:
            break
        x += rng.uniform(0.7, 1) * later(one(), now)
        now += gap * max(0.1, 1 + uneven * rng.normal())
    return x


def melody(
    rng: np.random.Generator, hertz: float, fades: float, falls: float, attack: float, gap: float
) -> np.ndarray:
    """Notes of a major scale, one every `gap` seconds."""
    starts = np.arange(rng.uniform(0, 0.1), SECONDS, gap)
    steps = 2 ** (rng.choice([0, 2, 4, 5, 7, 9, 12], len(starts)) / 12)
    notes = [tone(hertz * step, partials(rng, falls), fades, attack) for step in steps]
    return sum(later(note, start) for note, start in zip(notes, starts, strict=True))
