"""Checks of arguments that several modules share: one clear ValueError each."""

from operator import index

import numpy as np
from numpy.typing import ArrayLike, DTypeLike


def matrix(
    name: str, x: ArrayLike, at_least: int = 0, dtype: DTypeLike | None = np.float32
) -> np.ndarray:
    """The argument as a finite array of shape (n, dim), n >= `at_least` and dim >= 1.

    With dtype None it is float32, or float64 where x holds more than float32 can.

    >>> matrix("x", [1.0, 2.0])
    Traceback (most recent call last):
    ValueError: x must be 2-D, one vector a row, but has shape (2,); for one vector pass x[None]
    """
    try:
        x = np.asarray(x)
    except ValueError as error:
        raise ValueError(f"{name} must be a table of numbers with rows of one length") from error
    if x.dtype.kind not in "biuf":
        raise ValueError(f"{name} must hold real numbers, but its dtype is {x.dtype}")
    if x.ndim != 2:
        hint = "; for one vector pass x[None]" if x.ndim == 1 else ""
        raise ValueError(f"{name} must be 2-D, one vector a row, but has shape {x.shape}{hint}")
    if len(x) < at_least:
        rows = "one row" if at_least == 1 else f"{at_least} rows"
        raise ValueError(f"{name} must have at least {rows}, but has shape {x.shape}")
    if x.shape[1] == 0:
        raise ValueError(f"{name} must have at least one column, but has shape {x.shape}")
    with np.errstate(over="ignore"):
        x = x.astype(np.result_type(x, np.float32) if dtype is None else dtype, copy=False)
    if len(x) and not np.isfinite([x.min(), x.max()]).all():  # both pass NaN on
        bad = np.flatnonzero(~np.isfinite(x).all(axis=1))
        raise ValueError(
            f"{name} must be finite, but {len(bad)} of its {len(x)} rows hold NaN or infinite "
            f"values as {x.dtype}, the first is row {bad[0]}"
        )
    return x


def same_dim(name_a: str, a: np.ndarray, name_b: str, b: np.ndarray) -> None:
    """Raise ValueError unless the rows of two matrices have one dimension."""
    if a.shape[1] != b.shape[1]:
        raise ValueError(
            f"{name_a} and {name_b} must have one dimension, "
            f"but their rows have {a.shape[1]} and {b.shape[1]} values"
        )


def same_rows(name_a: str, a: np.ndarray, name_b: str, b: np.ndarray) -> None:
    """Raise ValueError unless two arrays pair up row by row."""
    if len(a) != len(b):
        raise ValueError(
            f"{name_a} and {name_b} must pair up row by row, but have {len(a)} and {len(b)} rows"
        )


def positive_int(name: str, k: int) -> int:
    """The argument as an int of at least 1; NumPy integers too, but no bool and no float."""
    try:
        value = 0 if isinstance(k, bool) else index(k)
    except TypeError:
        value = 0
    if value < 1:
        raise ValueError(f"{name} must be a whole number of at least 1, but is {k!r}")
    return value
