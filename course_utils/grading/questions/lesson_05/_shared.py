"""What several questions of this lesson draw or look at."""

import numpy as np

from course_utils.grading.kernel.answers import No
from course_utils.grading.kernel.returned import numbers, pair, whole


def _unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def _around(rng, query, n):
    """n unit vectors whose cosines with a unit query are evenly spaced, in any order.

    No two are so close that rounding to float32 could exchange them.
    """
    cosines = rng.permutation(np.linspace(-0.9, 0.9, n) + rng.uniform(-0.3, 0.3, n) * 1.8 / n)
    aside = rng.normal(size=(n, len(query)))
    aside = _unit(aside - (aside @ query)[:, None] * query)
    return cosines[:, None] * query + np.sqrt(1 - cosines**2)[:, None] * aside


def _scores_and_rows(found, two):
    """What was returned as two arrays, in whatever they came; `two` says what to return."""
    scores, rows = pair(found, two)
    try:
        return numbers(scores), whole(rows)
    except No:
        whole(scores)
        raise No(f"the two are exchanged: {two}") from None
