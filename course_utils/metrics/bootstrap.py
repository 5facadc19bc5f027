"""How sure is a mean over queries: the bootstrap, and a paired test for two models."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import generator, vector
from course_utils.metrics.ids import id_list

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


def bootstrap_interval(
    values: ArrayLike, seed: int = 0, groups: ArrayLike | None = None
) -> Interval:
    """The 95 % interval of the mean of one value a query, from 10,000 samples with replacement.

    The percentile bootstrap (Efron and Tibshirani 1993, chapter 13): it answers how far the mean
    would move with other queries of the same kind. It knows only the queries it has seen: with one
    value, or all alike, its width is 0, which is no certainty.

    values (n,) are finite. Where several of them belong together, as five captions of one picture
    do, `groups` (n,) says which: whole numbers or strings, the same for values of one group. Then
    whole groups are drawn, since a new sample would bring new pictures with all their captions
    (Davison and Hinkley 1997, section 3.8). Values drawn one by one would count as five pictures
    what is one, and the interval would be too short.

    ValueError when values are not finite and 1-D, groups are not one id a value, or seed is no
    whole number of at least 0.

    >>> print(bootstrap_interval([1, 0, 1, 1, 0, 1, 0, 1, 1, 1]))
    [0.400, 0.900]
    >>> print(bootstrap_interval([1, 1, 1, 1, 0, 0, 1, 1, 0, 0], groups=list("aabbccddee")))
    [0.200, 1.000]
    """
    values = vector("values", values)
    return _middle(_resampled_means(values, seed, _group_numbers(groups, len(values))))


def paired_bootstrap(
    a: ArrayLike, b: ArrayLike, seed: int = 0, groups: ArrayLike | None = None
) -> Comparison:
    """Is mean(a) really higher than mean(b), for two models' values on the same queries?

    Resamples the differences a - b, so that what makes a query hard for both models cancels.
    `groups` is as in `bootstrap_interval`. The p-value belongs to the interval: it is how far the
    interval must be narrowed, as a share left out, until it just leaves out 0 (Efron and Tibshirani
    1993, section 15.4; Smucker et al. 2007 compare the tests in use for retrieval). So it lies
    below 0.05 where the 95 % interval leaves out 0, up to one resample of the 10,000. Its
    smallest value is 2 / 10,001.

    Several comparisons at once need `holm`.

    ValueError as for `bootstrap_interval`, and when a and b differ in length.

    >>> print(paired_bootstrap([1, 1, 1, 0, 1, 1, 1, 1], [0, 1, 0, 0, 1, 0, 1, 1]))
    difference +0.375 [0.125, 0.750], p = 0.0472
    """
    a, b = vector("a", a), vector("b", b)
    if len(a) != len(b):
        raise ValueError(
            f"a and b must hold one value for each query, but have {len(a)} and {len(b)}"
        )
    differences = a - b
    means = _resampled_means(differences, seed, _group_numbers(groups, len(a)))
    means[np.abs(means) <= 1e-12 * np.abs(differences).max()] = 0  # as it is, but for rounding
    beyond = min((means <= 0).sum(), (means >= 0).sum())
    p_value = min(1.0, 2 * (1 + beyond) / (1 + RESAMPLES))
    return Comparison(float(differences.mean()), _middle(means), float(p_value))


def _middle(means: np.ndarray) -> Interval:
    low, high = np.quantile(means, [0.025, 0.975])
    return Interval(float(low), float(high))


def _resampled_means(values: np.ndarray, seed: int, groups: np.ndarray | None = None) -> np.ndarray:
    """Means of RESAMPLES draws of the values, or of whole groups, numbered 0 .. n_groups - 1.

    Groups of one value each give the draws of no groups, and so the same means.
    """
    sizes = None if groups is None else np.bincount(groups)
    parts = values if groups is None else np.bincount(groups, weights=values)
    rng = generator(seed)
    means = np.empty(RESAMPLES)
    rows = max(1, BLOCK // len(parts))
    for start in range(0, RESAMPLES, rows):
        block = means[start : start + rows]
        draws = rng.integers(len(parts), size=(len(block), len(parts)))
        if groups is None:
            block[:] = parts[draws].mean(axis=1)
        else:  # the mean over the values that were drawn: groups count by their size
            block[:] = parts[draws].sum(axis=1) / sizes[draws].sum(axis=1)
    return means


def _group_numbers(groups: ArrayLike | None, n: int) -> np.ndarray | None:
    """The number of each value's group, in the order in which the groups first appear."""
    if groups is None:
        return None
    groups = id_list("groups", groups)
    if len(groups) != n:
        raise ValueError(f"groups must be one id a value, but are {len(groups)} for {n} values")
    number_of: dict = {}
    return np.array([number_of.setdefault(group, len(number_of)) for group in groups])
