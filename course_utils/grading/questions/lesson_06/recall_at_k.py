"""The question recall_at_k."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _what_an_index_found(rng):
    ids = [int(i) for i in rng.permutation(12)]
    ranked, case = ids[:6], rng.integers(3)
    if case == 0:  # the list repeats a right item
        ranked[1] = ranked[0]
        relevant, k = [ids[0], ids[5], ids[7]], int(rng.integers(2, 9))
    elif case == 1:
        relevant, k = [], int(rng.integers(1, 9))
    else:  # more right items than places
        relevant, k = [ids[0], ids[2], ids[3], ids[6], ids[7]], int(rng.integers(1, 5))
    if rng.random() < 0.5:
        ranked[4:] = [-1, -1]
        relevant.append(-1)
    return ranked, relevant, k


def _and_nothing_to_find(answer, ranked, relevant, k):
    return [answer(ranked, relevant, k), answer(ranked, [], k)]


@question(
    inputs=_what_an_index_found,
    observe=_and_nothing_to_find,
    count=12,
    withheld=("metrics.recall_at_k",),
)
def recall_at_k(answer, holds):
    with holds("one of five right items found is a recall of 0.2"):
        found = answer([7, 3, 9], [3, 10, 11, 12, 13], 3)
        hit = "found 1. One of five was found. Which metric is 1 as soon as anything is?"
        expect.unlike(found, 1.0, hit)
        expect.unlike(found, 1 / 3, "this is divided by k. Out of how many right items?")
        expect.close(found, 0.2)
    with holds("only the first k count"):
        expect.close(answer([7, 3, 9, 10], [3, 10], 3), 0.5, "What stands behind rank k?")
    with holds("k larger than the list is no problem"):
        expect.close(answer([3, 7], [3, 10], 10), 0.5, "The divisor is not k")
    with holds("an id that the list repeats counts once"):
        expect.close(answer([3, 3, 7], [3, 10], 3), 0.5, "3 is one item, shown twice")
    with holds("-1 is nothing, and never right"):
        pad = "padding of -1 met a -1 among the relevant. What stands for no id?"
        expect.close(answer([7, -1, -1], [3, -1], 3), 0.0, pad)
        below = "-1 was counted as one of the right items. How many are there to find?"
        expect.close(answer([3, 7], [3, -1], 2), 1.0, below)
    with holds("a query with nothing relevant has recall 0"):
        expect.close(answer([3, 7], [], 2), 0.0, "There is nothing to divide by")
        expect.close(answer([3, 7], [-1], 2), 0.0, "There is nothing to divide by")
