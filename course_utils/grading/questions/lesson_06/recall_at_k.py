"""The question recall_at_k."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, observed_each, reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions._shared import METRICS


def _queries(rng):
    """Each case of the text once: what an index returned, what is right, and k."""
    a, b, c, d, f, g, h = (int(i) for i in rng.permutation(40)[:7])
    e = b + 2**24  # the same as b where an id has one, two or three bytes
    return (
        [
            ([a, a, b, c, d], [a, c, e], 3),  # a right item twice; another right behind rank k
            ([a, b, c, d], {a, b, e, f, g}, 2),  # more right items than places
            ([b, a, c], [a, f, g, h], 9),  # k larger than the list
            ([a, c, -1, -1], [a, -1, e, -1], 4),  # padding, and a stray -1 or two
            ([a, -1, -1], {b, -1}, 3),
            ([a, b, -1, -1], [b], 2),  # padding behind the k
            ([0, 50], [60, 0], 2),  # id 0 is an id
            ([a, b], [b], 2),  # the only right item is found
            (list(range(100, 300)), [100 + a, 250 + b, 300 + c], 200),  # many places
            ([a, b, c], [], 2),
            ([a, b, -1], {-1}, 3),
            ([d, e], set(), 1),
        ],
    )


def _case(rng):
    ranked, relevant = rng.permutation(12)[:8].tolist(), rng.permutation(12)[:4].tolist()
    return ranked, relevant, int(rng.integers(1, 8))


@question(
    inputs=and_another(_queries, _case),
    observe=and_as_before(observed_each(number), number),
    count=6,
    withheld=METRICS,
)
def recall_at_k(answer, holds):
    answer = reading(answer, number)
    with holds("one of five right items found is a recall of 0.2"):
        found = answer([7, 3, 9], [3, 10, 11, 12, 13], 3)
        hit = "found 1. One of five was found. Which metric is 1 as soon as anything is?"
        expect.unlike(found, 1.0, hit)
        expect.unlike(found, 1 / 3, "this is divided by k. Out of how many right items?")
        expect.close(found, 0.2)
        third = "one of three was found, which is 1 / 3 and not rounded"
        expect.close(answer([7, 3, 9], [3, 10, 11], 3), 1 / 3, third)
    with holds("a set of right ids is as good as a list"):
        found = answer([7, 3, 9, 10], {3, 10, 11, 12}, 4)
        expect.unlike(found, 0.25, "rank k itself still counts")
        expect.close(found, 0.5)
    with holds("only the first k count"):
        found = answer([7, 3, 9, 10], [3, 10, 12, 13], 3)
        expect.unlike(found, 0.5, "What stands behind rank k? It counts nothing")
        expect.unlike(found, 1 / 3, "this is divided by k. Out of how many right items?")
        early = "rank k itself still counts"
        expect.unlike(answer([7, 3], [3, 10], 2), 0.0, early)
        expect.close(found, 0.25)
    with holds("more right items than places: 2 of 5 can be no more than 0.4"):
        smaller = "this is divided by k. Out of how many right items?"
        expect.unlike(answer([3, 10], [3, 10, 11, 12, 13], 2), 1.0, smaller)
        expect.close(answer([3, 10], [3, 10, 11, 12, 13], 2), 0.4)
    with holds("k larger than the list is no problem"):
        expect.close(answer([3, 7], [3, 10], 10), 0.5, "The divisor is neither k nor the length")
        places = "k = 200, and the right item is at rank 150. Do all places count?"
        expect.close(answer(list(range(1, 201)), [150], 200), 1.0, places)
    with holds("an id that the list repeats counts once"):
        expect.close(answer([3, 3, 7], [3, 10], 3), 0.5, "3 is one item, shown twice")
        places = "a repeated id takes two places of the k. Cut first, then count"
        expect.unlike(answer([3, 3, 7, 10], [3, 10], 3), 1.0, places)
    with holds("-1 is nothing, and never right"):
        some = "one of two was found. Padding behind it changes nothing"
        expect.close(answer([3, -1, -1], [3, 10], 3), 0.5, some)
        pad = "padding of -1 met a -1 among the relevant. What stands for no id?"
        expect.close(answer([7, -1, -1], [3, -1], 3), 0.0, pad)
        below = "-1 was counted as one of the right items. How many are there to find?"
        expect.close(answer([3, 7], [3, -1], 2), 1.0, below)
        expect.close(answer([3, 7], [-1, 3, -1], 2), 1.0, below)
        behind = "3 is among the first two. Padding behind them changes nothing"
        expect.close(answer([7, 3, -1, -1], [3], 2), 1.0, behind)
    with holds("ids may be large"):
        digits = "the ids differ by 256 or 65,536, and were taken for one. Is any digit cut?"
        expect.close(answer([3, 7], [3, 7 + 2**8, 7 + 2**16, 9], 2), 0.25, digits)
    with holds("0 is an id like any other"):
        lost = "id 0 got lost. Which number stands for no id?"
        expect.close(answer([0, 7], [10, 0], 2), 0.5, lost)
    with holds("a query with nothing relevant has recall 0"):
        nothing = "There is nothing to find, and nothing to divide by"
        expect.close(answer([3, 7], [], 2), 0.0, nothing)
        expect.close(answer([3, 7], [-1], 2), 0.0, nothing)
        expect.close(answer([3, -1], [-1], 2), 0.0, nothing)
        expect.close(answer([3, 7], set(), 2), 0.0, nothing)
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "ranked relevant k")
