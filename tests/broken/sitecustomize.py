"""On PYTHONPATH, this makes one function of the course slightly wrong: the one COURSE_BREAK names.

A lesson that still passes then does not check what it teaches.
"""

import dataclasses
import functools
import importlib
import os

import numpy as np


def spoil(value):
    """The value, wrong: numbers shrink a little, whole numbers grow, orders turn."""
    if dataclasses.is_dataclass(value):
        fields = {f.name: spoil(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    if hasattr(value, "_fields"):
        return type(value)(*map(spoil, value))
    if isinstance(value, tuple):
        return tuple(map(spoil, value))
    if isinstance(value, dict):
        return {key: spoil(part) for key, part in value.items()}
    if isinstance(value, list):
        return value[::-1]
    if isinstance(value, bool | str | None.__class__):
        return value
    if isinstance(value, int | np.integer):
        return value + 1
    if isinstance(value, np.ndarray) and value.dtype.kind in "OU":
        return np.roll(value, 1, axis=-1)
    if isinstance(value, np.ndarray) and value.dtype.kind in "iu":
        return np.roll(value, 1, axis=-1) + value.dtype.type(1)
    if isinstance(value, float | np.floating | np.ndarray):
        return value * 0.9 + 0.03
    if type(value).__name__ == "Tensor":
        return value * 0.9 + 0.03 if value.is_floating_point() else value.roll(1, -1)
    return value


def break_function(spec: str) -> None:
    """Replace "package.module:function" or "package.module:Class.method" by its spoilt self."""
    module_name, _, path = spec.partition(":")
    owner = importlib.import_module(module_name)
    *parents, name = path.split(".")
    for parent in parents:
        owner = getattr(owner, parent)
    right = getattr(owner, name)

    @functools.wraps(right)
    def wrong(*args, **kwargs):
        return spoil(right(*args, **kwargs))

    setattr(owner, name, wrong)


if os.environ.get("COURSE_BREAK"):
    break_function(os.environ["COURSE_BREAK"])
