"""From what was measured to what was not: power laws, bytes, machines and hours."""

import json
import math
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import positive, positive_int, vector

MEASURED = Path(__file__).parents[1] / "assets" / "scaling.json"


def measured() -> dict:
    """What tools/measure_scaling.py measured: settings, and a row for each number of vectors.

    >>> [row["n"] for row in measured()["rows"]]
    [10000, 30000, 100000, 300000, 1000000]
    """
    return json.loads(MEASURED.read_text("utf-8"))


def fit_power(n: ArrayLike, values: ArrayLike) -> tuple[float, float]:
    """Scale a and slope b of values = a n^b: the least-squares line through their logarithms.

    A slope of 1 doubles with n, 0.5 doubles when n is fourfold. Raises ValueError unless both are
    positive, of one length, with two different n.

    >>> a, b = fit_power([10, 100, 1000], [3, 30, 300])
    >>> round(a, 6), round(b, 6)
    (0.3, 1.0)
    """
    n, values = vector("n", n), vector("values", values)
    if len(n) != len(values):
        raise ValueError(f"n and values must pair up, but have {len(n)} and {len(values)} numbers")
    if n.min() <= 0 or values.min() <= 0:
        raise ValueError("n and values must be positive: a power law has no other numbers")
    if n.min() == n.max():
        raise ValueError("n must hold two different sizes: one point has no slope")
    slope, log_scale = np.polyfit(np.log(n), np.log(values), 1)
    return float(np.exp(log_scale)), float(slope)


def index_bytes(n: int, dim: int, bytes_per_number: float = 4, bytes_per_id: int = 8) -> int:
    """What n vectors with their ids take, without the centres of cells.

    >>> index_bytes(1_000_000, 128)
    520000000
    """
    n, dim = positive_int("n", n), positive_int("dim", dim)
    return math.ceil(n * (dim * positive("bytes_per_number", bytes_per_number) + bytes_per_id))


def machines(total_bytes: float, bytes_each: float) -> int:
    """How many machines hold `total_bytes` when each offers `bytes_each`.

    >>> machines(520e9, 128e9)
    5
    """
    return math.ceil(positive("total_bytes", total_bytes) / positive("bytes_each", bytes_each))


def hours(n: int, per_second: float, workers: int = 1) -> float:
    """How long `workers` take for n pictures at `per_second` each.

    >>> hours(3600, 1)
    1.0
    """
    n, workers = positive_int("n", n), positive_int("workers", workers)
    return n / positive("per_second", per_second) / workers / 3600
