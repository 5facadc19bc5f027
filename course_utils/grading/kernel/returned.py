"""What an answer returned, read as its question means it, in whatever it came.

The visible checks and the probe read alike, so that both take a list, a tuple, a torch tensor or a
NumPy array of any width for an array, and both refuse what is no number. Each reading raises `No`
with what was found.
"""

from collections.abc import Callable
from decimal import Decimal
from numbers import Real

import numpy as np

from course_utils.grading.kernel.answers import No, NotAnswered
from course_utils.grading.kernel.values import as_array, is_tensor, is_truth, kind_of


def numbers(found: object) -> np.ndarray:
    """An array of numbers, as float64: anything that NumPy makes one of; no strings, no truths.

    >>> numbers([[1, 2], [3, 4.5]])
    array([[1. , 2. ],
           [3. , 4.5]])
    """
    if found is ...:
        raise NotAnswered
    if isinstance(found, (str, bytes, dict, set, frozenset)) or hasattr(found, "__next__"):
        raise No(f"found {kind_of(found)}, expected an array of numbers")
    try:
        array = np.asarray(_without_tensors(found))
    except ValueError:
        raise No("found rows of different lengths, expected an array") from None
    if array.dtype.kind == "O" and all(map(_is_real, array.flat)):
        array = array.astype(float)
    if array.dtype.kind not in "fiu":
        what = "True or False" if array.dtype.kind == "b" else kind_of(found)
        raise No(f"found {what}, expected numbers")
    return array.astype(np.float64)


def whole(found: object) -> np.ndarray:
    """An array of whole numbers (row numbers, counts, ids), as int64; 2.0 is one, 2.5 is none."""
    array = numbers(found)
    broken = array[array != np.rint(array)]
    if broken.size or not np.isfinite(array).all():
        first = (broken if broken.size else array[~np.isfinite(array)]).flat[0]
        raise No(f"found {first:.4g}, expected whole numbers")
    return array.astype(np.int64)


def rows(found: object) -> np.ndarray:
    """Row numbers, as int64: like `whole`, and none of them a float, which indexes no row.

    >>> rows([2, 0]), rows(np.array([]))
    (array([2, 0]), array([], dtype=int64))
    """
    array = whole(found)
    if array.size and np.asarray(_without_tensors(found)).dtype.kind == "f":
        raise No("these are floats, which index no rows. Return whole numbers, of int")
    return array


def number(found: object) -> float:
    """One number: Python's, NumPy's, or an array or tensor without dimensions."""
    array = numbers(found)
    if array.ndim:
        raise No(f"found shape {array.shape}, expected a number")
    return float(array)


def texts(found: object) -> list[str]:
    """A list of strings: of a list, a tuple or an array of them, Python's or NumPy's.

    >>> texts(np.array(["a", "b"]))
    ['a', 'b']
    """
    if found is ...:
        raise NotAnswered
    alone = isinstance(found, np.ndarray) and found.ndim == 0
    if alone or not isinstance(found, (list, tuple, np.ndarray)):
        raise No(f"found {kind_of(found)}, expected a list of strings")
    for part in found:
        if not isinstance(part, str):
            raise No(f"found {kind_of(part)} in the list, expected strings")
    return [str(part) for part in found]


def pair(found: object, message: str) -> tuple[object, object]:
    """The two parts of what was returned, whatever holds them; fails with `message`."""
    if found is ...:
        raise NotAnswered
    held = isinstance(found, (tuple, list)) or (
        (isinstance(found, np.ndarray) or is_tensor(found)) and found.ndim > 0
    )
    if not held or len(found) != 2:
        raise No(message)
    return found[0], found[1]


def reading(answer: Callable, read: Callable) -> Callable:
    """The answer, with what it returns read by `read`: for the visible checks."""

    def called(*arguments, **named):
        return read(answer(*arguments, **named))

    return called


def observed(read: Callable) -> Callable:
    """What a probe looks at where a question's result is read by `read`: for `observe=`."""

    def observe(answer, *arguments):
        return read(answer(*arguments))

    return observe


def observed_each(read: Callable) -> Callable:
    """The same for a question that is asked several times: its input is a list of arguments."""

    def observe(answer, cases):
        return [read(answer(*case)) for case in cases]

    return observe


def _is_real(value: object) -> bool:
    return isinstance(value, (Real, Decimal)) and not is_truth(value)


def _without_tensors(found: object) -> object:
    if is_tensor(found):
        return as_array(found)
    if isinstance(found, (list, tuple)):
        return [_without_tensors(part) for part in found]
    return found
