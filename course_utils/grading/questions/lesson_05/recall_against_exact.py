"""The question recall_against_exact."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _found_and_true(rng):
    true = np.array([rng.permutation(12)[:4] for _ in range(5)])
    found = np.array([rng.permutation(12)[:6] for _ in range(5)])
    found[rng.integers(5), 2:] = -1
    true[rng.integers(5), 3:] = -1
    return found, true


@question(inputs=_found_and_true)
def recall_against_exact(answer, holds):
    true = np.array([[1, 2, 3, 4], [5, 6, 7, 8]])
    with holds("all found is 1, nothing found is 0"):
        expect.close(answer(true, true), 1.0)
        expect.close(answer(true + 100, true), 0.0)
    with holds("the order does not matter"):
        why = "the same rows in another order are found all the same"
        expect.close(answer(true[:, ::-1], true), 1.0, why)
    with holds("it is a share of the true neighbours, averaged over the queries"):
        found = answer(np.array([[1, 2, 90, 91], [5, 92, 93, 94]]), true)
        expect.unlike(found, 1.0, "one hit a query is enough here: that is the hit rate")
        expect.unlike(found, 3.0, "a number of hits, not a share")
        expect.unlike(found, 1.5, "a number of hits, not a share")
        expect.close(found, 0.375)
    with holds("a longer list of results is not punished"):
        more = np.concatenate([true, true + 50], axis=1)
        why = "all true neighbours are found. What do you divide by?"
        expect.close(answer(more, true), 1.0, why)
    with holds("a -1 is nothing: not found, and not to be found"):
        found = answer(np.array([[1, 2, -1, -1]]), np.array([[1, 3, -1, -1]]))
        expect.unlike(found, 0.75, "-1 counts as found. An empty place is no neighbour")
        expect.unlike(found, 2 / 3, "-1 counts as found. An empty place is no neighbour")
        missing = "the empty places of `true` count as neighbours that were missed"
        expect.unlike(found, 0.25, missing)
        expect.close(found, 0.5)
