"""Checks of numbers and of arrays of them that several modules share: one clear ValueError each."""

import math
from collections.abc import Callable
from operator import index
from reprlib import repr as shortened

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from course_utils._arrays import as_array


def matrix(
    name: str,
    x: ArrayLike,
    at_least: int = 0,
    dtype: DTypeLike | None = np.float32,
    finite: bool = True,
) -> np.ndarray:
    """The argument as a finite array of shape (n, dim), n >= `at_least` and dim >= 1.

    With dtype None it is float32, or float64 where x holds more than float32 can.

    >>> matrix("x", [1.0, 2.0])
    Traceback (most recent call last):
    ValueError: x must be 2-D, one vector a row, but has shape (2,); for one vector pass x[None]
    """
    x = _real(name, x)
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
    if finite and len(x) and not np.isfinite([x.min(), x.max()]).all():  # both pass NaN on
        bad = np.flatnonzero(~np.isfinite(x).all(axis=1))
        raise ValueError(
            f"{name} must be finite, but {len(bad)} of its {len(x)} rows hold NaN or infinite "
            f"values as {x.dtype}, the first is row {bad[0]}"
        )
    return x


def vector(name: str, x: ArrayLike, infinite: bool = False) -> np.ndarray:
    """The argument as float64 numbers of shape (n,), n >= 1, none NaN or, but for `infinite`, inf.

    >>> vector("scores", [[0.1, 0.2]])
    Traceback (most recent call last):
    ValueError: scores must be 1-D with at least one number, but has shape (1, 2)
    """
    x = _real(name, x).astype(np.float64)
    if x.ndim != 1 or len(x) == 0:
        raise ValueError(f"{name} must be 1-D with at least one number, but has shape {x.shape}")
    bad = np.isnan(x) if infinite else ~np.isfinite(x)
    if bad.any():
        first = bad.argmax()
        raise ValueError(f"{name} must be finite, but {name}[{first}] is {x[first]}")
    return x


def id_matrix(name: str, x: ArrayLike) -> np.ndarray:
    """The argument as int64 numbers of shape (n, m): ids, a row a query.

    >>> id_matrix("candidates", [[0.5]])
    Traceback (most recent call last):
    ValueError: candidates must be whole numbers, a row a query, but are float64 of shape (1, 1)
    """
    x = as_array(name, x)
    if x.ndim != 2 or x.dtype.kind not in "iu":
        raise ValueError(
            f"{name} must be whole numbers, a row a query, but are {x.dtype} of shape {x.shape}"
        )
    return x.astype(np.int64, copy=False)


def _real(name: str, x: ArrayLike) -> np.ndarray:
    x, given = as_array(name, x), x
    if x.dtype.kind not in "biuf":
        found = f"is a {type(given).__name__}" if x.ndim == 0 else f"its dtype is {x.dtype}"
        raise ValueError(f"{name} must hold real numbers, but {found}")
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
    array = as_array(name, k)
    try:
        value = index(array.item()) if array.ndim == 0 and array.dtype.kind in "iuO" else 0
    except TypeError:
        value = 0
    if value < 1:
        raise ValueError(f"{name} must be a whole number of at least 1, but is {shortened(k)}")
    return value


def number(
    name: str,
    value: float,
    must_be: str = "a finite number",
    holds: Callable[[float], bool] = math.isfinite,
) -> float:
    """The argument as a float that `holds`; any real number, but no bool, text or list.

    >>> number("share", 1.5, "above 0 and at most 1", lambda x: 0 < x <= 1)
    Traceback (most recent call last):
    ValueError: share must be above 0 and at most 1, but is 1.5
    """
    array = as_array(name, value)
    try:
        found = float(array.item()) if array.ndim == 0 and array.dtype.kind in "iufO" else math.nan
    except (TypeError, ValueError, OverflowError):
        found = math.nan
    if not holds(found):
        raise ValueError(f"{name} must be {must_be}, but is {shortened(value)}")
    return found


def positive(name: str, value: float) -> float:
    """The argument as a float above 0 and not infinite."""
    return number(name, value, "a positive number", lambda x: 0 < x < math.inf)


def generator(seed: int) -> np.random.Generator:
    """A generator for a seed: a whole number of at least 0."""
    try:
        return np.random.default_rng(index(seed))
    except (TypeError, ValueError):
        raise ValueError(
            f"seed must be a whole number of at least 0, but is {shortened(seed)}"
        ) from None
