"""How sure is a mean over queries: the bootstrap, and a paired test for two models."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

RESAMPLES = 10_000
BLOCK = 1_000_000  # numbers drawn at once


class Interval(NamedTuple):
    """A 95 % confidence interval."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"[{self.low:.3f}, {self.high:.3f}]"


class Comparison(NamedTuple):
    """What `paired_bootstrap` finds: mean(a) - mean(b), its 95 % interval, a two-sided p-value."""

    difference: float
    interval: Interval
    p_value: float

    def __str__(self) -> str:
        return f"difference {self.difference:+.3f} {self.interval}, p = {self.p_value:.4f}"


def bootstrap_interval(values: ArrayLike, seed: int = 0) -> Interval:
    """The 95 % interval of the mean of one value a query, from 10,000 samples with replacement.

    The percentile bootstrap (Efron and Tibshirani 1993, chapter 13): it answers how far the mean
    would move with other queries of the same kind. It knows only the queries it has seen: with one
    value, or all alike, its width is 0, which is no certainty.

    >>> print(bootstrap_interval([1, 0, 1, 1, 0, 1, 0, 1, 1, 1]))
    [0.400, 0.900]
    """
    low, high = np.quantile(_resampled_means(_values("values", values), seed), [0.025, 0.975])
    return Interval(float(low), float(high))


def paired_bootstrap(a: ArrayLike, b: ArrayLike, seed: int = 0) -> Comparison:
    """Is mean(a) really higher than mean(b), for two models' values on the same queries?

    Resamples the differences a - b, so that what makes a query hard for both models cancels. The
    p-value is the share of samples whose mean lies at least |difference| from the difference,
    either way: how often chance alone would show so much were there none (Efron and Tibshirani
    1993, section 16.4; Smucker et al. 2007 for retrieval). Its smallest value is 1 / 10,001.

    >>> print(paired_bootstrap([1, 1, 1, 0, 1, 1, 1, 1], [0, 1, 0, 0, 1, 0, 1, 1]))
    difference +0.375 [0.125, 0.750], p = 0.0556
    """
    a, b = _values("a", a), _values("b", b)
    if len(a) != len(b):
        raise ValueError(
            f"a and b must hold one value for each query, but have {len(a)} and {len(b)}"
        )
    difference = float((a - b).mean())
    means = _resampled_means(a - b, seed)
    low, high = np.quantile(means, [0.025, 0.975])
    as_far = np.abs(means - difference) >= abs(difference) - 1e-12  # equal but for rounding counts
    p_value = (1 + as_far.sum()) / (1 + RESAMPLES)
    return Comparison(difference, Interval(float(low), float(high)), float(p_value))


def _resampled_means(values: np.ndarray, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    means = np.empty(RESAMPLES)
    rows = max(1, BLOCK // len(values))
    for start in range(0, RESAMPLES, rows):
        block = means[start : start + rows]
        draws = rng.integers(len(values), size=(len(block), len(values)))
        block[:] = values[draws].mean(axis=1)
    return means


def _values(name: str, values: ArrayLike) -> np.ndarray:
    values = np.asarray(values, dtype=np.float64)
    if values.ndim != 1 or len(values) == 0 or not np.isfinite(values).all():
        raise ValueError(f"{name} must be a finite 1-D array with a value for each query")
    return values
