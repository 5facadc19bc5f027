"""The question unit_rows."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _rows(rng):
    return (rng.normal(size=(2, 4)),)


@question(inputs=_rows, withheld=("similarity.l2_normalize",))
def unit_rows(answer, holds):
    x = np.array([[3.0, 4.0], [0.0, -2.0]])
    with holds("one row for every row"):
        expect.shape(answer(x), (2, 2), "the shape of x")
    with holds("every row has length 1"):
        found = answer(x)
        expect.unlike(found, x / np.linalg.norm(x), "all is divided by one length. Which axis?")
        expect.close(found, np.array([[0.6, 0.8], [0.0, -1.0]]), "Is each row divided?")
