"""The question l2_normalize."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading


def _rows_of_all_lengths(rng):
    """Of length 1 or so, long, short, of numbers that cancel, and none; each draw has them all."""
    directions = rng.normal(size=(5, 3))
    directions[3] = rng.permutation([0, 1, -1])
    directions /= np.sqrt((directions**2).sum(axis=1))[:, None]
    x = directions * np.array([rng.uniform(0.5, 2), 3000, 1e-4, rng.uniform(0.5, 2), 0])[:, None]
    wide = rng.normal(size=(7, 7)).T  # a view: its rows do not lie one after the other
    wide[0] /= np.linalg.norm(wide[0])
    wide[rng.permutation(6)[:2] + 1] = 0
    short = 3e-7 * rng.permutation(wide)
    return x[rng.permutation(5)], wide, short


def _rows_and_one_row(answer, x, wide, short):
    """The rows, their first numbers, one alone, and which rows of seven numbers get length 1 or 0.

    Of those that are very short only roughly: 1e-9 may be added to a length.
    """
    found, one, last = (numbers(answer(rows)) for rows in (x, x[:1], wide[-1:]))
    signs = numbers(answer(x[:, :1]))
    every = numbers(answer(wide))
    lengths = np.linalg.norm(every, axis=1)
    kinds = [np.isclose(lengths, length, atol=1e-4) for length in (0, 1)]
    kinds.append(np.linalg.norm(numbers(answer(short)), axis=1) > 0.98)
    return found, signs, one.shape, np.allclose(last, every[-1:], atol=1e-4), *kinds


@question(
    inputs=_rows_of_all_lengths,
    observe=_rows_and_one_row,
    withheld=(
        "similarity.l2_normalize",
        "similarity._unit_rows",
        "similarity.truncate",
        "_tensors._normalize",
        "_tensors.unit_rows",
        "clip._unit",
    ),
)
def l2_normalize(answer, holds):
    answer = reading(answer, numbers)
    x = np.array([[3.0, 4.0], [0.0, -2.0], [0.5, 0.0]])
    known = np.array([[0.6, 0.8], [0.0, -1.0], [1.0, 0.0]])

    with holds("one row for every row"):
        expect.shape(answer(x), (3, 2), "the shape of x")
        found = answer(x[:1])
        expect.shape(found, (1, 2), "the shape of x, of one row too")
        expect.close(found, known[:1], "one row alone came out otherwise than among others", 1e-5)
    with holds("each row is divided by its own length"):
        found = answer(x)
        expect.unlike(found, x / np.linalg.norm(x), "all rows are divided by one length")
        columns = "the columns have length 1 now. Which axis holds the numbers of one vector?"
        expect.unlike(found, x / np.linalg.norm(x, axis=0), columns)
        taxicab = "each row is divided by the sum of its numbers. The length squares them first"
        expect.unlike(found, x / np.abs(x).sum(axis=1, keepdims=True), taxicab)
        expect.unlike(found, x / x.sum(axis=1, keepdims=True), taxicab)
        largest = "each row is divided by its largest number. What is its length?"
        expect.unlike(found, x / np.abs(x).max(axis=1, keepdims=True), largest)
        squared = "each row is divided by the square of its length. Where is the root?"
        expect.unlike(found, x / np.square(x).sum(axis=1, keepdims=True), squared)
        times = "each row is multiplied by its length. Which way does a row of length 5 become 1?"
        expect.unlike(found, x * np.linalg.norm(x, axis=1, keepdims=True), times)
        expect.unlike(found, np.abs(known), "the signs are lost. A direction keeps them")
        expect.unlike(found, np.linalg.norm(x, axis=1), "these are the lengths alone")
        expect.unlike(found, x, "the rows came back as they were")
        some = "a row with a 0 in it stayed as it was. Only a row of nothing else has no length"
        expect.unlike(found, np.array([[0.6, 0.8], [0.0, -2.0], [0.5, 0.0]]), some)
        short = "a row shorter than 1 stayed as it was. Every row but one of zeros gets length 1"
        expect.unlike(found, np.array([[0.6, 0.8], [0.0, -1.0], [0.5, 0.0]]), short)
        expect.close(found, known, tolerance=1e-5)
    with holds("a row whose numbers cancel is no row of zeros"):
        found = answer(np.array([[3.0, -3.0, 0.0], [2.0, 3.0, 6.0]]))
        cancel = "3 and -3 add up to 0, and their row is 4.24 long. What says that a row is zero?"
        expect.finite(found, cancel)
        root = 0.5**0.5
        expect.close(found, np.array([[root, -root, 0], [2 / 7, 3 / 7, 6 / 7]]), cancel, 1e-5)
    with holds("rows of any number of numbers"):
        wide = np.array([[0, 0, 0, 0, 1.0, 0, 0], [3, -4, 0, 0, 0, 12, 84], [1, 1, 1, 1, 0, 0, 0]])
        every = (
            "with seven numbers a row did not get length 1. Which of them does the length count?"
        )
        expect.close(
            answer(np.asfortranarray(wide)), wide / np.array([[1], [85], [2]]), every, 1e-5
        )
        signs = "a row of one number is 1 or -1 then, and still a row"
        expect.close(answer(np.array([[3.0], [-0.5], [0]])), np.array([[1.0], [-1], [0]]), signs)
    with holds("short rows get length 1 too"):
        found = answer(x / 5000)
        short = "a row of length 0.0001 did not get length 1. What was added to its length?"
        expect.unlike(found, x / 5000, "a short row stays as it was. Only a row of zeros may")
        expect.unlike(found, 0 * x, "a short row became zero. Only a row of zeros has no direction")
        expect.close(found, known, short, tolerance=2e-5)
        very_short = "a row of length 0.0000005 is no row of zeros: it gets length 1"
        expect.close(answer(x / 1e6), known, very_short, tolerance=0.01)
        found = answer(np.vstack([500 * x, x / 5000]))
        beside = "a short row beside long ones did not get length 1. Each is judged by itself"
        expect.close(found, np.vstack([known, known]), beside, tolerance=2e-5)
    with holds("a zero row stays zero"):
        found = answer(np.array([[0.0, 0.0], [3.0, 4.0]]))
        expect.finite(found, "Dividing by a length of 0 has no result. What could you divide by?")
        expect.shape(found, (2, 2), "a row for every row, zeros too")
        given = "the row of zeros got a direction. It has none: it stays as it is"
        expect.that(not found[0].any(), given)
        none = "because of one row of zeros no row was normalized. Each is judged by itself"
        expect.unlike(found, np.array([[0.0, 0.0], [3.0, 4.0]]), none)
        columns = "with as many rows as numbers, is each row still divided by its own length?"
        expect.close(found, np.array([[0.0, 0.0], [0.6, 0.8]]), columns, 1e-5)
        all_of_them = "of several rows of zeros one stayed, and not all"
        expect.close(answer(np.zeros((3, 2))), np.zeros((3, 2)), all_of_them)
