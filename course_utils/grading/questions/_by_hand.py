"""Numbers that are worked out on paper."""

from course_utils.grading.kernel.returned import numbers

NEAR = 0.0035  # two places, rounded, are right: 0.67 and 0.35


def right_to_two_places(found, right):
    """How many numbers there are, and whether each is right to two places."""
    values = numbers(found).ravel()
    return len(values), [bool(abs(v - r) <= NEAR) for v, r in zip(values, right, strict=False)]
