"""The question recall_against_exact."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, observed, reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions._shared import SEARCHES_AND_METRICS


def _found_and_true(rng):
    """Six queries of 24, 24, 18, 12, 1 and 24 true neighbours; more results, the last one none.

    One of the six comes twice. Of a gallery so large that neighbouring rows are one as float32,
    others in two bytes.
    """
    rows = 2**24 + np.add.outer([0, 2**16], np.arange(20)).ravel()
    true = np.array([rng.permutation(rows)[:24] for _ in range(6)])
    found = np.array([rng.permutation(rows)[:30] for _ in range(6)])
    found[0, rng.integers(30)] = true[0, rng.integers(24)] = 0  # row 0 is a row like any other
    for query, kept in zip(range(2, 5), (18, 12, 1), strict=True):
        true[query, kept:] = -1
    found[2, 2:] = found[4, 1:] = -1
    found[2, 0], found[4, 0] = true[2, 0], true[4, 0]
    found[2, 1] = 99
    found[5] = -1
    order = rng.permutation(6)
    found, true = rng.permuted(found[order], axis=1), rng.permuted(true[order], axis=1)
    again = [0, *range(6)]
    return found[again], true[again]


def _case(rng):
    return tuple(rng.permuted(np.tile(np.arange(20), (4, 1)), axis=1)[:, :k] for k in (7, 5))


@question(
    inputs=and_another(_found_and_true, _case),
    observe=and_as_before(observed(number), number),
    withheld=SEARCHES_AND_METRICS,
)
def recall_against_exact(answer, holds):
    answer = reading(answer, number)
    true = np.array([[1, 2, 3, 4], [5, 6, 7, 8]])
    with holds("all found is 1, nothing found is 0"):
        expect.close(answer(true, true), 1.0)
        expect.close(answer(true + 100, true), 0.0)
    with holds("the order does not matter"):
        why = "the same rows in another order are found all the same"
        expect.close(answer(true[:, ::-1], true), 1.0, why)
        shifted = "all but the first are found, one place further up. Are places compared?"
        expect.close(answer(true[:, [1, 2, 3, 3]] + [0, 0, 0, 90], true), 0.75, shifted)
    with holds("it is a share of the true neighbours, averaged over the queries"):
        found = answer(np.array([[1, 2, 90, 91], [5, 92, 93, 94]]), true)
        expect.unlike(found, 1.0, "one hit a query is enough here: that is the hit rate")
        expect.unlike(found, 3.0, "a number of hits, not a share")
        expect.unlike(found, 1.5, "a number of hits, not a share")
        expect.unlike(found, 37.5, "a percentage. A share lies between 0 and 1")
        expect.close(found, 0.375)
        middle = answer(np.array([[1, 2], [90, 91], [92, 93]]), np.array([[1, 2]] * 3))
        expect.unlike(middle, 0.0, "this is the median over the queries. Their mean is asked for")
        third = answer(np.array([[1, 90, 91]]), true[:1, :3])
        expect.close(third, 1 / 3, "one of three is found. Was it rounded?")
    with holds("only a query's own neighbours count"):
        swapped = "neighbours of another query counted as found. Compare row by row"
        expect.close(answer(true[::-1], true), 0.0, swapped)
    with holds("row 0 is a row like any other"):
        zero = "row 0 got lost. Which number stands for nothing?"
        expect.close(answer(np.array([[0, 9]]), np.array([[0, 1]])), 0.5, zero)
    with holds("a longer list of results is not punished, a shorter one is"):
        more = np.concatenate([true, true + 50], axis=1)
        why = "all true neighbours are found. What do you divide by?"
        expect.close(answer(more, true), 1.0, why)
        later = "what was found farther down is found, too. Is `found` cut?"
        expect.close(answer(more[:, ::-1], true), 1.0, later)
        expect.close(answer(true[:, :2], true), 0.5, "half of them are found")
        cut = "140 of 150 true neighbours are found, the nearest ten are not. Is a row cut?"
        rows = np.arange(150)[None]
        expect.close(answer(rows[:, :9:-1], rows), 140 / 150, cut)
    with holds("a -1 is nothing: not found, and not to be found"):
        found = answer(np.array([[1, 2, -1, -1]]), np.array([[1, 3, -1, -1]]))
        expect.unlike(found, 0.75, "-1 counts as found. An empty place is no neighbour")
        expect.unlike(found, 2 / 3, "-1 counts as found. An empty place is no neighbour")
        missing = "the empty places of `true` count as neighbours that were missed"
        expect.unlike(found, 0.25, missing)
        expect.unlike(found, 1 / 3, missing)
        expect.close(found, 0.5)
        between = "a -1 may stand before a row number: what comes after it counts"
        for one in ([-1, 3, 1, -1], [3, -1, 1, -1]):
            expect.close(answer(np.array([[-1, 2, -1, 1]]), np.array([one])), 0.5, between)
    with holds("a query that found nothing at all is one, too"):
        found = answer(np.array([[1, 2, 3], [-1, -1, -1]]), np.array([[1, 2], [3, 4]]))
        expect.unlike(found, 1.0, "nothing but -1 was found for one query: its share is 0")
        expect.close(found, 0.5)
    with holds("every query weighs alike"):
        found = answer(np.array([[1, 2, 8], [4, 9, 10]]), np.array([[1, 2, 3], [4, -1, -1]]))
        pooled = "all neighbours were pooled. First a share for each query, then their mean"
        expect.unlike(found, 0.75, pooled)
        first = "hits were divided by the neighbours of another query. Each has a number of its own"
        expect.unlike(found, 0.5, first)
        expect.close(found, 5 / 6)
        twice = "the first query came twice. It counts twice"
        same = np.array([[1, 2], [1, 2], [8, 9]])
        expect.close(answer(same, np.full((3, 2), [1, 2])), 2 / 3, twice)
    with holds("row numbers may be large"):
        one = "the rows next to it, and 65,536 away, are others. Is there room for all digits?"
        for other in (2 * 10**8 + 1, 2 * 10**8 + 2**16):
            expect.close(answer(np.array([[other, 7]]), np.array([[2 * 10**8, 7]])), 0.5, one)
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "found true")
