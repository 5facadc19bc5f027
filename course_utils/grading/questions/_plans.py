"""Plans of three parts: a kind and two whole numbers."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.returned import whole
from course_utils.grading.kernel.values import is_truth


def read_plan(plan, kinds, three, truths):
    """The three parts, in whatever they came; `three` or `truths` is said where they are none."""
    several = isinstance(plan, (tuple, list)) or (isinstance(plan, np.ndarray) and plan.ndim == 1)
    expect.that(several and len(plan) == 3, three)
    kind, *given = plan
    expect.one_of(kind, kinds)
    expect.that(not any(map(is_truth, given)), truths)
    first, second = (int(n) for n in whole(given))
    return str(kind), first, second
