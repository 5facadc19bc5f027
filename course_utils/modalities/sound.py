"""Sound as numbers: WAV files by the standard library, and two pictures of a sound over time."""

import io
import os
import wave
from functools import cache
from typing import BinaryIO

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import positive_int, vector
from course_utils._files import write_atomically
from course_utils._paths import existing, to_write

SIZE = 1024  # samples in a window of `log_mel`


def write_wav(path: str | os.PathLike, samples: ArrayLike, rate: int) -> None:
    """Write samples (n,) from -1 to 1 as a WAV file of 16 bits and one channel.

    What lies outside is cut off. A file that is there is replaced once the new one is whole.
    ValueError when path is none, samples are not finite and 1-D, or rate is no whole number.
    """
    samples, rate = vector("samples", samples), positive_int("rate", rate)
    path, data = to_write("path", path), io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples.clip(-1, 1) * 32767).round().astype("<i2").tobytes())
    write_atomically(path, data.getvalue())


def read_wav(file: str | os.PathLike | BinaryIO, rate: int | None = None) -> tuple[np.ndarray, int]:
    """Samples of a WAV file, (n,) float32 from -1 to 1, and how many there are a second.

    8, 16, 24 and 32 bits; several channels become their mean. With `rate` the sound is brought to
    that many samples a second. ValueError when there is no such file, it is no WAV file of whole
    numbers, or it is empty.
    """
    if not hasattr(file, "read"):
        file = str(existing("file", file, "the path of a WAV file"))
    try:
        with wave.open(file, "rb") as sound:
            channels, width, own, frames, *_ = sound.getparams()
            data = sound.readframes(frames)
    except (wave.Error, EOFError) as error:
        raise ValueError(
            f"file is no WAV file that can be read ({error or 'it ends early'})"
        ) from None
    data = data[: len(data) // (width * channels) * width * channels]
    if not data:
        raise ValueError("file holds no sound: it has no samples")
    samples = _whole(data, width).reshape(-1, channels).mean(axis=1) / 2 ** (8 * width - 1)
    if rate is None or rate == own:
        return samples.astype(np.float32), own
    return resampled(samples, own, positive_int("rate", rate)), rate


def _whole(data: bytes, width: int) -> np.ndarray:
    """The whole numbers of `width` bytes each; those of one byte are stored with 128 added."""
    if width == 1:
        return np.frombuffer(data, np.uint8).astype(np.float64) - 128
    if width == 3:  # the three bytes are the upper ones of four
        four = np.zeros((len(data) // 3, 4), np.uint8)
        four[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
        return four.view("<i4")[:, 0] / 256.0
    return np.frombuffer(data, f"<i{width}").astype(np.float64)


def resampled(samples: ArrayLike, rate: int, wanted: int) -> np.ndarray:
    """The sound (n,) at another rate, float32: its spectrum cut, or filled up with zeros.

    ValueError when samples are not finite and 1-D, or a rate is no whole number.
    """
    samples = vector("samples", samples)
    rate, wanted = positive_int("rate", rate), positive_int("wanted", wanted)
    n = max(1, round(len(samples) * wanted / rate))
    return (np.fft.irfft(np.fft.rfft(samples), n) * n / len(samples)).astype(np.float32)


def log_mel(samples: ArrayLike, rate: int = 16_000, hop: int = 800, bands: int = 24) -> np.ndarray:
    """How loud each band of pitch is over time: (bands, n // hop) float32, natural logarithms.

    samples (n,), n >= hop. A window of 1,024 samples every `hop`, its power spectrum, and triangles
    on the mel scale, which is finer for low tones, as hearing is (Davis and Mermelstein 1980).
    ValueError when samples are not finite and 1-D or shorter than a hop.
    """
    return np.log(_spectra(samples, hop, SIZE) ** 2 @ mel_bands(bands, SIZE, rate).T + 1e-4).T


def log_semitones(
    samples: ArrayLike, rate: int, hop: int, size: int = 2048, low: float = 65.0, bins: int = 60
) -> np.ndarray:
    """How loud each semitone from `low` hertz up is over time: (bins, n // hop) float32.

    A melody sung higher is the same picture, moved up: on the mel scale it is not. ValueError as
    for `log_mel`.
    """
    return np.log(_spectra(samples, hop, size) @ _semitone_bands(bins, size, rate, low).T + 0.05).T


def _spectra(samples: ArrayLike, hop: int, size: int) -> np.ndarray:
    """Magnitudes of a window every `hop` samples: (n // hop, size // 2 + 1)."""
    samples = vector("samples", samples).astype(np.float32)
    if len(samples) < hop:
        raise ValueError(f"samples must be at least {hop}, but are {len(samples)}")
    padded = np.pad(samples, (size // 2, size))
    windows = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop][: len(samples) // hop]
    return np.abs(np.fft.rfft(windows * np.hanning(size).astype(np.float32))).astype(np.float32)


@cache
def mel_bands(bands: int, size: int, rate: int, low: float = 60.0) -> np.ndarray:
    """Triangles between `bands` + 2 points that are even on the mel scale: (bands, size // 2 + 1).

    mel = 2595 log10(1 + f / 700), the form in common use (O'Shaughnessy 1987).
    """
    lowest, highest = 2595 * np.log10(1 + np.array([low, rate / 2]) / 700)
    points = 700 * (10 ** (np.linspace(lowest, highest, bands + 2) / 2595) - 1)
    left, middle, right = points[:-2, None], points[1:-1, None], points[2:, None]
    f = np.fft.rfftfreq(size, 1 / rate)
    rise, fall = (f - left) / (middle - left), (right - f) / (right - middle)
    return np.maximum(0, np.minimum(rise, fall)).astype(np.float32)


@cache
def _semitone_bands(bins: int, size: int, rate: int, low: float) -> np.ndarray:
    f = np.fft.rfftfreq(size, 1 / rate)[1:]
    away = np.abs(12 * np.log2(f / low) - np.arange(bins)[:, None])
    return np.pad(np.maximum(0, 1 - away / 1.2), ((0, 0), (1, 0))).astype(np.float32)
