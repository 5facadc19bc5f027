"""Rows that may be too many to copy: an array, or a file mapped into memory."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import ArrayLike

from course_utils._arrays import as_array
from course_utils._checks import generator, matrix
from course_utils.similarity import l2_normalize

BLOCK = 16_384  # rows that are converted at a time


class Rows:
    """The rows of x (n, dim), read a block at a time. A mapped file stays where it is.

    With `bad_rows_as_zero` a row with NaN or infinite values counts as a zero row, which is near
    nothing; else reading it raises a ValueError that names the argument.

    >>> Rows("images", [[3.0, 4.0]]).unit([0])
    array([[0.6, 0.8]], dtype=float32)
    """

    def __init__(self, name: str, x: ArrayLike, bad_rows_as_zero: bool = False) -> None:
        self.name, self._zero = name, bad_rows_as_zero
        self._x = as_array(name, x)
        matrix(name, self._x[:1] if self._x.ndim == 2 else self._x, at_least=1, finite=False)

    def __len__(self) -> int:
        return len(self._x)

    @property
    def shape(self) -> tuple[int, int]:
        """(n, dim), as of an array."""
        return self._x.shape

    def raw(self, rows: ArrayLike | slice, finite: bool = True) -> np.ndarray:
        """These rows as they are: (m, dim) float32, or float64 where they are."""
        return matrix(self.name, self._x[rows], dtype=None, finite=finite and not self._zero)

    def unit(self, rows: ArrayLike | slice) -> np.ndarray:
        """These rows, of length one: (m, dim) float32."""
        x = self.raw(rows)
        if self._zero:
            x = np.where(finite(x)[:, None], x, 0)
        return l2_normalize(matrix(self.name, x))

    def blocks(self) -> Iterator[slice]:
        """Slices that together are all rows."""
        for start in range(0, len(self), BLOCK):
            yield slice(start, min(start + BLOCK, len(self)))


def finite(x: np.ndarray) -> np.ndarray:
    """Which rows hold numbers alone, none too large for float32: (n,) bool."""
    with np.errstate(over="ignore"):
        return np.isfinite(x.astype(np.float32, copy=False)).all(axis=1)


def as_rows(name: str, x: ArrayLike | Rows) -> Rows:
    """The argument as Rows."""
    return x if isinstance(x, Rows) else Rows(name, x)


def sampled(n: int, at_most: int, seed: int) -> np.ndarray:
    """At most this many of n rows, drawn without replacement, in their order: int64."""
    if n <= at_most:
        return np.arange(n)
    return np.sort(generator(seed).choice(n, at_most, replace=False))
