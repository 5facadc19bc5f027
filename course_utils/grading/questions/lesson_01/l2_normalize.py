"""The question l2_normalize."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _rows_of_all_lengths(rng):
    x = rng.normal(size=(4, 3)) * np.array([[1.0], [30.0], [0.02], [0.0]])
    return (x[rng.permutation(4)],)


@question(inputs=_rows_of_all_lengths, withheld=("similarity.l2_normalize", "similarity.truncate"))
def l2_normalize(answer, holds):
    x = np.array([[3.0, 4.0], [0.0, -2.0], [0.5, 0.0]])
    known = np.array([[0.6, 0.8], [0.0, -1.0], [1.0, 0.0]])

    with holds("one row for every row"):
        expect.shape(answer(x), (3, 2), "the shape of x")
    with holds("each row is divided by its own length"):
        found = answer(x)
        expect.unlike(found, x / np.linalg.norm(x), "all rows are divided by one length")
        columns = "the columns have length 1 now. Which axis holds the numbers of one vector?"
        expect.unlike(found, x / np.linalg.norm(x, axis=0), columns)
        taxicab = "each row is divided by the sum of its numbers. The length squares them first"
        expect.unlike(found, x / np.abs(x).sum(axis=1, keepdims=True), taxicab)
        largest = "each row is divided by its largest number. What is its length?"
        expect.unlike(found, x / np.abs(x).max(axis=1, keepdims=True), largest)
        squared = "each row is divided by the square of its length. Where is the root?"
        expect.unlike(found, x / np.square(x).sum(axis=1, keepdims=True), squared)
        expect.close(found, known)
    with holds("short rows get length 1 too"):
        short = "a row of length 0.01 did not get length 1. What was added to its length?"
        expect.close(answer(x / 500), known, short, tolerance=1e-5)
    with holds("a zero row stays zero"):
        found = answer(np.array([[0.0, 0.0], [0.0, 2.0]]))
        expect.finite(found, "Dividing by a length of 0 has no result. What could you divide by?")
        expect.close(found, np.array([[0.0, 0.0], [0.0, 1.0]]))
