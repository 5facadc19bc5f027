"""What a check expects, said so that a wrong result gets a helpful line.

Each function raises `No` with what was found and what kind of thing is right, never the answer.
`why` is one or two sentences for the learner: the likely misconception, as a question.
"""

import re
from collections.abc import Callable, Iterable

import numpy as np

from course_utils.grading.kernel.answers import No, NotAnswered, in_words, shortened
from course_utils.grading.kernel.values import (
    as_array,
    describe,
    dtype_kind,
    is_number,
    is_tensor,
    kind_of,
)

FEW = 6  # up to so many values are shown to the learner


def that(holds: bool, message: str) -> None:
    """Fail with `message` unless `holds`."""
    if not holds:
        raise No(message)


def kind(found: object, like: object) -> None:
    """`found` is the kind of thing that `like` is: a number, a NumPy array, a list ..."""
    if found is ...:
        raise NotAnswered
    if kind_of(found) != kind_of(like):
        raise No(f"found {kind_of(found)}, expected {kind_of(like)}")


def shape(found: object, expected: tuple[int, ...], meaning: str = "") -> None:
    """`found` is an array or tensor of that shape; `meaning` says what it stands for."""
    what = f"{meaning}, {expected}" if meaning else f"shape {expected}"
    if found is ...:
        raise NotAnswered
    if not (isinstance(found, np.ndarray) or is_tensor(found)):
        raise No(f"found {kind_of(found)}, expected an array: {what}")
    if is_number(found):
        raise No(f"found a number, expected an array: {what}")
    if tuple(found.shape) != tuple(expected):
        raise No(f"found shape {tuple(found.shape)}, expected {what}")


def finite(found: object, why: str = "") -> None:
    """No entry of `found` is NaN or infinite."""
    entries = _numbers(found)
    for bad, word in ((np.isnan(entries), "NaN"), (np.isinf(entries), "infinity")):
        if bad.any():
            share = f" in {bad.sum()} of {bad.size} entries" if bad.size > 1 else ""
            raise No(_join(f"found {word}{share}", why))


def close(found: object, expected: object, why: str = "", tolerance: float = 1e-6) -> None:
    """`found` has the kind, the shape and, to `tolerance`, the values of `expected`.

    For numbers, arrays, tensors and lists of numbers; `equal` is for the rest. The tolerance is
    absolute and relative. The message never shows what is right.
    """
    kind(found, expected)
    if not is_number(expected):
        wanted = _entries(expected)
        if isinstance(found, np.ndarray) or is_tensor(found):
            shape(found, wanted.shape)
            if dtype_kind(_entries(found)) != dtype_kind(wanted):
                raise No(
                    f"found {dtype_kind(_entries(found))} entries, expected {dtype_kind(wanted)}"
                )
        elif len(found) != len(expected):
            raise No(f"found {len(found)} entries, expected {len(expected)}")
    if np.isfinite(_numbers(expected)).all():
        finite(found, why)
    if not _alike(found, expected, tolerance):
        few = _numbers(found).size <= FEW
        raise No(_join(_what(found, expected), why) if few or not why else why)


def equal(found: object, expected: object, why: str = "") -> None:
    """`found` is exactly `expected`: a string, indices, a list of ids, a truth value ..."""
    kind(found, expected)
    if isinstance(expected, np.ndarray) or is_tensor(expected):
        shape(found, tuple(expected.shape))
    if not _alike(found, expected, 0):
        raise No(_join(f"found {_short(found)}", why))


def unlike(found: object, wrong: object, message: str, tolerance: float = 1e-6) -> None:
    """Fail with `message` where `found` is what a known misconception gives. Put these first."""
    if _alike(found, wrong, tolerance):
        raise No(message)


def between(found: object, low: float, high: float, why: str = "") -> None:
    """Every entry of `found` lies in [low, high], both included."""
    finite(found, why)
    entries = _numbers(found)
    outside = entries[(entries < low) | (entries > high)]
    if outside.size:
        raise No(_join(f"found {outside.flat[0]:.4g}, expected values in [{low:g}, {high:g}]", why))


def one_of(found: object, options: Iterable[object]) -> None:
    """`found` is one of the options of a multiple choice."""
    options = list(options)
    if found is ...:
        raise NotAnswered
    if not any(kind_of(found) == kind_of(option) and found == option for option in options):
        raise No(f"found {_short(found)}, expected one of {', '.join(map(repr, options))}")


def raises(error: type[Exception], call: Callable[[], object], why: str = "") -> None:
    """`call()` raises `error`. Write `expect.raises(ValueError, lambda: answer(x, 0), "k < 1")`."""
    try:
        found = call()
    except (No, NotAnswered):
        raise
    except error:
        return
    except Exception as other:
        raise No(_join(f"expected {error.__name__}, found {in_words(other)}", why)) from None
    raise No(_join(f"expected {error.__name__}, found the result {_short(found)}", why))


def _entries(value: object) -> np.ndarray:
    return as_array(value) if is_tensor(value) else np.asarray(value)


def _numbers(value: object) -> np.ndarray:
    try:
        return _entries(value).astype(float)
    except (TypeError, ValueError):
        raise No(f"found {kind_of(value)}, expected numbers") from None


def _alike(found: object, expected: object, tolerance: float) -> bool:
    if kind_of(found) != kind_of(expected):
        return False
    if isinstance(expected, dict):
        return found.keys() == expected.keys() and all(
            _alike(found[key], expected[key], tolerance) for key in expected
        )
    if not (is_number(expected) or isinstance(expected, (np.ndarray, list, tuple))) and not (
        is_tensor(expected)
    ):
        return bool(found == expected)
    try:
        found, expected = _entries(found), _entries(expected)
        if found.shape != expected.shape:
            return False
        if tolerance == 0 or expected.dtype.kind not in "iufb":
            return bool(np.array_equal(found, expected))
        return np.allclose(found, expected, rtol=tolerance, atol=tolerance, equal_nan=True)
    except (TypeError, ValueError):
        return False


def _what(found: object, expected: object) -> str:
    if _numbers(found).size <= FEW:
        return f"found {_short(found)}"
    off = ~np.isclose(_numbers(found), _numbers(expected), rtol=1e-6, atol=1e-6, equal_nan=True)
    return f"{off.sum()} of {off.size} values are wrong"


def _short(value: object) -> str:
    text = re.sub(r"(\d)\.0000\b", r"\1", describe(value))  # ids and counts as whole numbers
    return shortened(text, 120)


def _join(found: str, why: str) -> str:
    return f"{found}. {why}" if why else found
