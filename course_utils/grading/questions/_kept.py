"""Calls of which each differs from the first in one argument: what is kept between calls shows."""

from collections.abc import Callable

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.returned import reading


def and_another(inputs: Callable, case: Callable) -> Callable:
    """The same inputs, and behind them two draws of `case`, of one shape."""
    return lambda rng: (*inputs(rng), _two(rng, case))


def and_as_before(observe: Callable, read: Callable) -> Callable:
    """The same observation, and for each argument whether another value changes nothing."""

    def observed(answer, *arguments):
        seen = observe(answer, *arguments[:-1])
        return [seen, as_before(reading(answer, read), *arguments[-1])]

    return observed


def nothing_is_kept(answer: Callable, case: Callable, names: str) -> None:
    """Fails where another value of an argument never changes what comes back.

    `names` are those of the arguments, in order; a "-" stands for one that need not change it.
    """
    rng = np.random.default_rng(11)
    alike = np.array([as_before(answer, *_two(rng, case)) for _ in range(6)])
    for name, always in zip(names.split(), alike.all(axis=0), strict=True):
        same = f"with another `{name}` came what came before. Is anything kept from call to call?"
        expect.that(name == "-" or not always, same)


def _two(rng, case):
    one = case(rng)
    while True:
        other = case(rng)
        if _shapes(one) == _shapes(other):
            return [one, other]


def _shapes(values):
    return [np.shape(v) if isinstance(v, np.ndarray) else None for v in values]


def as_before(answer: Callable, one: tuple, other: tuple) -> list[bool]:
    """For each argument of a call whether another's value there changes nothing."""
    first = answer(*one)
    each = [(*one[:i], value, *one[i + 1 :]) for i, value in enumerate(other)]
    return [_same(answer(*changed), first) for changed in each]


def _same(found, before):
    if isinstance(found, dict):
        return found.keys() == before.keys() and all(_same(found[k], before[k]) for k in found)
    if isinstance(found, str):
        return found == before
    if isinstance(found, (list, tuple)):
        pairs = zip(found, before, strict=False)
        return len(found) == len(before) and all(_same(f, b) for f, b in pairs)
    if np.shape(found) != np.shape(before):
        return False
    whole = np.asarray(before).dtype.kind in "iu"
    return np.array_equal(found, before) if whole else np.allclose(found, before, 1e-5, 1e-7)
