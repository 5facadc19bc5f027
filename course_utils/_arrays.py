"""Whatever can be read as an array, as one."""

from collections.abc import Iterator
from typing import Any

import numpy as np


def as_array(name: str, x: Any) -> np.ndarray:
    """The argument as an array: tensors with a gradient or in bfloat16 and generators, too.

    Nothing is dropped on the way: masked values and a model's whole output are refused.
    """
    if type(x) is np.ndarray:
        return x
    if np.ma.is_masked(x):
        raise ValueError(f"{name} must not hold masked values: fill them or leave their rows out")
    if hasattr(x, "last_hidden_state") or hasattr(x, "pooler_output"):
        raise ValueError(f"{name} must be vectors, but is a model's output: pass its pooler_output")
    if isinstance(x, Iterator):
        x = list(x)
    try:
        return np.asarray(_without_gradient(x))
    except (TypeError, RuntimeError, ValueError) as error:
        if isinstance(x, list | tuple) and any(hasattr(row, "detach") for row in x):
            rows = [as_array(name, row) for row in x]
            if len({row.shape for row in rows}) == 1:
                return np.stack(rows)
        raise ValueError(f"{name} must be a table of numbers with rows of one length") from error


def _without_gradient(x: Any) -> Any:
    if not hasattr(x, "detach"):  # what only tensors have; importing torch takes a second
        return x
    x = x.detach().cpu().resolve_conj().resolve_neg()
    return (x.float() if x.is_floating_point() and x.itemsize < 4 else x).numpy()
