"""The question mrr."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _lists_with_several_targets(rng):
    ranked, relevant = [], []
    for _ in range(4):
        ids = rng.permutation(20)
        ranked.append([int(i) for i in ids[:7]])
        relevant.append({int(i) for i in ids[rng.integers(1, 6) :][: rng.integers(2, 4)]})
    relevant[int(rng.integers(4))] = {98, 99}  # not in any list
    return ranked, relevant, [None, 3, 5][int(rng.integers(3))]


@question(inputs=_lists_with_several_targets, withheld=("metrics.mean_reciprocal_rank",))
def mrr(answer, holds):
    with holds("the first right item at ranks 1, 2 and 4"):
        found = answer([[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]], [{1}, {2}, {4}])
        expect.unlike(found, 3 / 7, "this is 1 / (mean rank). Which is taken first?", 1e-3)
        zero = "ranks seem to count from 0. The first place is rank 1"
        expect.unlike(found, 1.75, "this is the sum. A mean divides by the number of queries")
        expect.between(found, 0, 1, zero)
        expect.close(found, (1 + 1 / 2 + 1 / 4) / 3, zero)
    with holds("with several right items the first one counts"):
        found = answer([[5, 6, 7, 8]], [{6, 8}])
        several = "two right items, at ranks 2 and 4. Do both add to it?"
        expect.unlike(found, 1 / 2 + 1 / 4, several)
        expect.unlike(found, (1 / 2 + 1 / 4) / 2, several)
        expect.unlike(found, 1 / 4, "the last right item counted. Which one does a reader meet?")
        one = "it was not found. Is the item compared with the set as a whole?"
        expect.unlike(found, 0.0, one)
        expect.close(found, 1 / 2)
    with holds("a query that finds nothing counts 0, and counts"):
        found = answer([[1, 2], [1, 2]], [{1}, {9}])
        expect.unlike(found, 1.0, "the query that found nothing was left out of the mean")
        expect.close(found, 0.5)
    with holds("with k only the first k places count"):
        cut = "k = 2, and the right item is at rank 3"
        expect.close(answer([[1, 2, 3]], [{3}], 2), 0.0, cut)
        expect.close(answer([[1, 2, 3]], [{3}], 3), 1 / 3, "The right item is at rank 3, k is 3")
