"""Numbers that are worked out on paper."""

from collections.abc import Callable, Mapping, Sequence

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.returned import numbers

NEAR = 0.0035  # two places, rounded, are right: 0.67 and 0.35


def right_to_two_places(found, right):
    """How many numbers there are, and whether each is right to two places."""
    values = numbers(found)
    expect.shape(values, (len(values.ravel()),), "a list of numbers")
    return len(values), [bool(abs(v - r) <= NEAR) for v, r in zip(values, right, strict=False)]


def each_number(
    value,
    holds,
    count: str,
    right: Sequence[float],
    wrong: Mapping[str, Sequence[tuple[float, str]]],
    apart: Callable[[float], float] = lambda mistake: NEAR / 2,
) -> None:
    """A line for how many numbers there are, `count` in words, and a line for each of them.

    wrong
        For each number's name what a misconception gives, and what to say of it.
    apart
        How far off a misconception's number is another one.
    """
    with holds(f"{count} numbers"):
        found = numbers(value)
        expect.shape(found, (len(right),), f"a list of {count} numbers")
        expect.finite(found)
    for v, name, known in zip(numbers(value).ravel(), wrong, right, strict=False):
        with holds(name):
            for mistake, message in wrong[name]:
                expect.that(not abs(v - mistake) <= apart(mistake), message)
            expect.that(abs(v - known) <= NEAR, f"found {v:.6g}, and that is not it")
