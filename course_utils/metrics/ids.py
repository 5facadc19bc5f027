"""Ids as people bring them, told apart as they mean them: whole numbers or strings, never both.

A tensor of one number is hashed by where it lies in memory, 3 never equals "3", and NaN not even
itself. Looked up as they come, such ids are simply not found, and a metric is 0 without a word.
"""

from collections.abc import Iterable, Mapping
from operator import index
from reprlib import repr as shortened
from typing import Any

import numpy as np

Ids = list[int] | list[str]


def id_list(name: str, ids: Any) -> Ids:
    """The ids as Python ints or strs; `name` is for the ValueError that anything else gives.

    ids may be a list, a set, a range, a generator, a 1-D array or tensor.

    >>> id_list("ids", np.array([3, 1]))
    [3, 1]
    >>> id_list("ids", [3, "1"])
    Traceback (most recent call last):
    ValueError: ids must be all whole numbers or all strings, but hold both: 3 and '1'
    """
    if hasattr(ids, "__array__"):
        ids = _listed(name, ids)
    if isinstance(ids, str | bytes | Mapping) or not isinstance(ids, Iterable):
        kind = type(ids).__name__
        raise ValueError(f"{name} must be a collection of ids, but is a {kind}")
    ids = ids if type(ids) is list else list(ids)
    kinds = set(map(type, ids))
    return ids if kinds <= {int} or kinds <= {str} else _made_alike(name, ids)


def _made_alike(name: str, ids: list) -> Ids:
    ids = [_plain(name, item) for item in ids]
    number = next((item for item in ids if isinstance(item, int)), None)
    text = next((item for item in ids if isinstance(item, str)), None)
    if number is not None and text is not None:
        raise ValueError(
            f"{name} must be all whole numbers or all strings, but hold both: {number} and {text!r}"
        )
    return ids


def _listed(name: str, ids: Any) -> list:
    if np.ma.is_masked(ids):
        raise ValueError(f"{name} must have no masked ids: drop them first")
    shape = tuple(getattr(ids, "shape", ()))
    if len(shape) != 1:
        raise ValueError(f"{name} must be a 1-D collection of ids, but has shape {shape}")
    return ids.tolist() if hasattr(ids, "tolist") else list(ids)


def _plain(name: str, item: Any) -> int | str:
    kind = getattr(getattr(item, "dtype", None), "kind", "")  # of NumPy alone
    if kind == "U":
        item = item.item() if item.ndim == 0 else None
    if isinstance(item, str):
        return str(item)
    try:
        # 0-d arrays and tensors have an index too. A truth value is no number of a thing.
        truth = isinstance(item, bool) or "bool" in str(getattr(item, "dtype", ""))
        return index(None if truth else item)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} must hold whole numbers or strings as ids, but holds {shortened(item)}"
        ) from None
