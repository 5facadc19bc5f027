"""The question angular_distance."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _two_matrices(rng):
    a, b = rng.normal(size=(2, 6)), rng.normal(size=(6, 6))
    # Half of the rows are parallel: often enough their cosine is rounded to more than 1.
    b[:2] = a[0] * rng.uniform(1, 9, size=(2, 1))
    b[2:4] = -a[1] * rng.uniform(1, 9, size=(2, 1))
    return a, b


@question(inputs=_two_matrices, withheld=("similarity.angular_distance",))
def angular_distance(answer, holds):
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(3, 8)), rng.normal(size=(4, 8))

    with holds("the same direction is 0, the opposite 1, a right angle 0.5"):
        found = answer(np.array([[1.0, 0.0]]), np.array([[2.0, 0.0], [-1.0, 0.0], [0.0, 3.0]]))
        expect.shape(found, (1, 3), "one value for every pair")
        known = np.array([[0.0, 1.0, 0.5]])
        expect.unlike(found, known * math.pi, "these are radians. What is the largest angle?")
        expect.unlike(found, known * 180, "these are degrees. What is the largest angle?")
        expect.unlike(found, known * 2, "this is 1 - cos. Which function gives back an angle?")
        expect.close(found, known)
    with holds("half of a right angle is half as far"):
        found = answer(np.array([[1.0, 0.0]]), np.array([[1.0, 1.0]]))
        cosine = 1 - math.sqrt(0.5)
        why = "the result follows the cosine, not the angle. Which function gives back an angle?"
        expect.unlike(found, np.array([[cosine]]), why)
        expect.unlike(found, np.array([[cosine / 2]]), why)
        expect.close(found, np.array([[0.25]]))
    with holds("one value for every pair: shape (n, m)"):
        expect.shape(answer(a, b), (3, 4), "one value for every pair")
    with holds("lengths do not matter"):
        doubled = answer(a, 2 * b)
        why = "doubling b changed the result. Are the rows normalized?"
        expect.close(doubled, answer(a, b), why, tolerance=1e-4)
    with holds("a detour through a third vector is never shorter"):
        third = np.concatenate([rng.normal(size=(20, 8)), a[:1] + b[:1]])
        detours = answer(a, third)[:, :, None] + answer(third, b)[None]
        shorter = answer(a, b) > detours.min(axis=1) + 1e-4
        expect.that(not shorter.any(), "a detour is shorter, so this is no metric")
    with holds("rounding does not make NaN"):
        rows = rng.normal(size=(200, 5))
        cosines_above_1 = "A cosine of 1.0000001 has no angle. What could you do before arccos?"
        expect.finite(answer(rows, 3 * rows), cosines_above_1)
        expect.finite(answer(rows.astype(np.float32), rows.astype(np.float32)), cosines_above_1)
    with holds("parallel rows are 0 apart, to six places"):
        apart = np.diagonal(answer(rows, 3 * rows))
        why = "Near a cosine of 1 the angle needs all digits. Is something computed in float32?"
        expect.between(apart, -1e-6, 1e-6, why)
