"""Checks of tensors and of numbers that may be tensors: one clear ValueError each."""

from functools import reduce

import torch
import torch.nn.functional as F
from torch import Tensor

from course_utils._checks import number, same_dim, same_rows

LARGEST = 1e30  # of a scale: float32 holds it with something to spare, and its inverse


def unit_rows(paired: bool = False, **sides: Tensor) -> list[Tensor]:
    """The sides as rows of length 1, or 0, in one precision: float32, or float64 where one is.

    Raises ValueError where a side is no finite matrix, or the sides' dimensions differ, or, with
    `paired`, their numbers of rows.
    """
    for name, x in sides.items():
        check_rows(name, x)
        if x.numel() == 0:
            raise ValueError(f"{name} must have a row and a column, but has shape {tuple(x.shape)}")
        if not x.isfinite().all():
            raise ValueError(f"{name} must be finite, but holds NaN or infinite values")
    (first, x), *others = sides.items()
    for name, other in others:
        same_dim(first, x, name, other)
        if paired:
            same_rows(first, x, name, other)
    finest = reduce(torch.promote_types, (x.dtype for x in sides.values()), torch.float32)
    return [_normalize(x.to(finest)) for x in sides.values()]


def check_rows(name: str, x: Tensor) -> None:
    """Raise ValueError unless the argument is a dense 2-D tensor of floats."""
    if not isinstance(x, Tensor):
        found = f"{type(x).__module__}.{type(x).__name__}"
        hint = ": pass its pooler_output" if hasattr(x, "pooler_output") else ""
        raise ValueError(f"{name} must be a 2-D torch tensor of floats, but is {found}{hint}")
    if x.ndim != 2 or not x.is_floating_point() or x.layout != torch.strided:
        sparse = "" if x.layout == torch.strided else "sparse "
        found = f"a {sparse}{x.dtype} of shape {tuple(x.shape)}"
        raise ValueError(f"{name} must be a 2-D torch tensor of floats, but is {found}")


def _normalize(x: Tensor) -> Tensor:
    # Squares of 1e30 overflow float32 and those of 1e-30 vanish: bring each row near 1 first.
    largest = x.detach().abs().amax(dim=1, keepdim=True)
    x = x / torch.where(largest > 0, largest, 1)
    return F.normalize(x, eps=1.0)  # a length is at least 1 now, or 0, where the row stays as it is


def scalar(name: str, value: float | Tensor, must_be: str, low: float) -> float | Tensor:
    """The argument as one number, a tensor with its gradient; `must_be` says what for the error."""
    if isinstance(value, Tensor) and value.numel() == 1:
        value = value.reshape(())
    found = number(name, value, f"{must_be} up to {LARGEST}", lambda x: low <= x <= LARGEST)
    return value if isinstance(value, Tensor) else found


def finite(name: str, value: float | Tensor) -> float | Tensor:
    """The argument as one number; neither NaN nor infinite."""
    return scalar(name, value, "one finite number", -LARGEST)


def positive(name: str, value: float | Tensor) -> float | Tensor:
    """The argument as one number above 0 whose inverse float32 can hold, too."""
    return scalar(name, value, f"one positive number from {1 / LARGEST}", 1 / LARGEST)
