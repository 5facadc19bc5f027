"""The question mrr."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions._shared import METRICS


def _queries_of_each_kind(rng):
    """Found on top, twice, late, far down, not at all, nothing to find: shuffled, and two again."""
    ids = [[int(i) for i in 1 + rng.permutation(140)] for _ in range(6)]
    second, late = int(rng.integers(1, 3)), int(rng.integers(3, 5))
    ids[2][late] = 0  # an id like any other
    relevant = [
        {ids[0][0], ids[0][4]},
        {ids[1][second], ids[1][second + 2], 199},
        {0},
        {198, 199},
        set(),
        {ids[5][int(rng.integers(105, 140))]},
    ]
    order = [int(i) for i in rng.permutation(6)]
    order += order[:2]
    return [ids[i] for i in order], [relevant[i] for i in order]


def _with_and_without_k(answer, ranked, relevant):
    found = [number(answer(ranked, relevant)), number(answer(ranked, relevant, None))]
    found += [number(answer([ranked[i]], [relevant[i]])) for i in (0, relevant.index(set()))]
    return found + [number(answer(ranked, relevant, k)) for k in (1, 3, 4, 200)]


def _case(rng):
    ranked = [rng.permutation(8).tolist() for _ in range(3)]
    relevant = [set(rng.permutation(8)[:2].tolist()) for _ in range(3)]
    return ranked, relevant, int(rng.integers(1, 6))


@question(
    inputs=and_another(_queries_of_each_kind, _case),
    observe=and_as_before(_with_and_without_k, number),
    count=6,
    withheld=METRICS,
)
def mrr(answer, holds):
    answer = reading(answer, number)
    with holds("the first right item at ranks 1, 2 and 4"):
        found = answer([[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]], [{1}, {2}, {4}])
        expect.unlike(found, 3 / 7, "this is 1 / (mean rank). Which is taken first?", 1e-3)
        expect.unlike(found, 1.75, "this is the sum. A mean divides by the number of queries")
        expect.unlike(found, 7 / 3, "this is the mean rank. Take the reciprocals first", 1e-3)
        expect.unlike(found, 1.0, "every query that finds anything counts 1 here. At which rank?")
        expect.unlike(found, 0.5, "this is the median. The mean is asked for")
        zero = "ranks seem to count from 0. The first place is rank 1"
        expect.unlike(found, (1 / 2 + 1 / 3 + 1 / 5) / 3, zero)
        expect.that(found <= 1, zero)
        expect.close(found, (1 + 1 / 2 + 1 / 4) / 3, "1, 1/2 and 1/4 make the mean")
    with holds("with several right items the first one counts"):
        found = answer([[5, 6, 7, 8]], [{6, 8}])
        several = "two right items, at ranks 2 and 4. Do both add to it?"
        expect.unlike(found, 1 / 2 + 1 / 4, several)
        expect.unlike(found, (1 / 2 + 1 / 4) / 2, several)
        expect.unlike(found, 1 / 4, "the last right item counted. Which one does a reader meet?")
        one = "it was not found. Is the item compared with the set as a whole?"
        expect.unlike(found, 0.0, one)
        expect.close(found, 1 / 2)
        chosen = "one of the right items was looked for, whichever: the first in the list counts"
        for ranked in ([5, 6, 7, 8], [5, 8, 7, 6]):
            expect.close(answer([ranked], [{6, 8}]), 1 / 2, chosen)
        order = "the first in the list is right. Ids stand in the order in which they were found"
        expect.close(answer([[9, 7, 5]], [{9}]), 1.0, order)
        expect.close(answer([[7, 0]], [{0}]), 1 / 2, "id 0 got lost. It is an id like any other")
        expect.close(
            answer([[5, 6]], [{6, 99}]), 1 / 2, "one right item that is not found is no matter"
        )
    with holds("a query that finds nothing counts 0, and counts"):
        found = answer([[1, 2], [1, 2]], [{1}, {9}])
        expect.unlike(found, 1.0, "the query that found nothing was left out of the mean")
        behind = "what is not in the list got a rank behind its end. It counts 0"
        expect.unlike(found, (1 + 1 / 3) / 2, behind)
        expect.unlike(found, (1 + 1 / 2) / 2, behind)
        expect.close(found, 0.5)
        before = "the query that found nothing has the value of the query before it"
        expect.unlike(answer([[1, 2]] * 3, [{1}, {9}, {2}]), (1 + 1 + 1 / 2) / 3, before)
        expect.close(answer([[1, 2], [1, 2]], [{1}, set()]), 0.5, "nothing to find counts 0 too")
    with holds("with k only the first k places count"):
        for k in (2, 1):
            cut = f"k = {k}, and the right item is at rank 3"
            expect.close(answer([[1, 2, 3]], [{3}], k), 0.0, cut)
        last = "The right item is at rank 3, k is 3"
        for ranked in ([1, 2, 3], [1, 2, 3, 4]):
            expect.close(answer([ranked], [{3}], 3), 1 / 3, last)
        expect.close(answer([[1, 2, 3]], [{3}], 30), 1 / 3, "k may be larger than the list")
        expect.close(answer([[1, 2, 3]], [{3}], None), 1 / 3, "None stands for the whole list")
        short = "k may be larger than a list in which nothing is right"
        expect.close(answer([[1, 2]], [{9}], 5), 0.0, short)
        whole = "without k the whole list counts, however long it is"
        for last in (40, 130):
            expect.close(answer([list(range(1, last + 1))], [{last}]), 1 / last, whole)
    with holds("two queries alike are two"):
        twice = "one query came twice, or two found theirs at one rank. Each of them counts"
        for relevant in ([{1}, {1}, {9}], [{1}, {1, 2}, {9}]):
            expect.close(answer([[1, 2]] * 3, relevant), 2 / 3, twice)
    with holds("a query cut off by k stays in the mean"):
        for relevant in ([{3}, {1}], [{1}, {3}]):
            expect.close(answer([[1, 2, 3], [1, 2, 3]], relevant, 2), 0.5, "k is for every query")
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "ranked relevant k")
