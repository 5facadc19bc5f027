"""The question named_results."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _padded(rng):
    rows = np.array([np.append(0, 1 + rng.permutation(5)[:3]) for _ in range(3)])
    for row, kept in zip(rows, rng.permutation([4, 2, 0]), strict=True):
        row[kept:] = -1
    return rows, [f"article {letter}" for letter in rng.permutation(list("abcdef"))]


@question(inputs=_padded)
def named_results(answer, holds):
    names = ["lamp", "violin", "umbrella", "zebra"]

    def lists(rows):
        found = answer(np.array(rows), names)
        expect.kind(found, [])
        several = "return a list of lists: one for each query, also where it has empty places"
        expect.that(len(found) == len(rows), several)
        expect.that(not any(isinstance(part, str) for part in found), several)
        return [list(part) for part in found]

    with holds("the names, best first"):
        right = [["umbrella", "violin"], ["zebra", "umbrella"]]
        expect.that(lists([[2, 1], [3, 2]]) == right, "some names are not those of the rows")
    with holds("an empty place is no article"):
        found = lists([[2, -1, -1], [1, 3, -1]])
        last = "the last article fills the empty places. What does names[-1] mean in Python?"
        expect.that("zebra" not in found[0], last)
        expect.that(len(found[0]) == 1, "an empty place should leave nothing behind, no blank")
        expect.that(found == [["umbrella"], ["violin", "zebra"]], "other names were expected")
    with holds("row 0 is an article like any other"):
        found = lists([[0, 3, -1]])
        lost = "the article in row 0 got lost. Which numbers are no row?"
        expect.that("lamp" in found[0], lost)
        expect.that(found == [["lamp", "zebra"]], "other names were expected")
    with holds("a query that found nothing has an empty list"):
        empty = "an empty list keeps the place of such a query"
        expect.that(lists([[-1, -1], [1, -1]]) == [[], ["violin"]], empty)
