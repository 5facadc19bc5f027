"""The question ndcg."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions._shared import METRICS

EXACT = 1e-13  # of one item, which is divided by itself: no sum is rounded


def _graded_lists(rng):
    """Each case of the text once, as (ranked, grades, k); the last two are perfect."""
    ids = [f"i{i}" for i in rng.permutation(12)]
    drawn = rng.permutation([0, 1, 3, 3, *rng.integers(1, 4, size=2), rng.integers(4, 7)])
    grades = {i: int(g) for i, g in zip(ids[3:10], drawn, strict=True)}
    ranked = [str(i) for i in rng.permutation(ids[:8])]
    best_first = sorted(grades, key=grades.get, reverse=True)
    many = {f"m{i}": int(g) for i, g in enumerate(rng.permutation([*range(1, 4)] * 40))}
    low, high = int(rng.integers(8, 10)), int(rng.integers(10, 12))
    return (
        [
            (ranked, grades, 5),
            (ranked, grades, 12),  # k larger than both lists
            ([ids[0], best_first[3], best_first[1]], grades, 6),  # a list that is too short
            ([best_first[4]], grades, 1),  # one poor item alone
            (ranked, dict.fromkeys(grades, 0), 4),
            (ranked, {}, 4),
            (["none", "such"], grades, 3),  # nothing found
            (list(many), many, 114),  # many places
            (["low", "high"], {"low": low, "high": high}, 2),  # grades that no byte holds
            (best_first, grades, int(rng.integers(2, 5))),
            ([ids[3], ids[0]], {ids[3]: 1}, 3),
        ],
    )


def _case(rng):
    ids = rng.permutation(9).tolist()
    return ids[:6], dict(zip(range(9), rng.permutation(9).tolist(), strict=True)), ids[8] % 5 + 1


def _each(answer, lists):
    """The numbers; of the two perfect lists, whether they are 1 beyond four places."""
    *found, long, single = [number(answer(*graded)) for graded in lists]
    return [*found, bool(abs(long - 1) < 1e-5), bool(abs(single - 1) < EXACT)]


@question(
    inputs=and_another(_graded_lists, _case),
    observe=and_as_before(_each, number),
    withheld=METRICS,
)
def ndcg(answer, holds):
    answer = reading(answer, number)
    grades = {"a": 1, "b": 3, "c": 2, "d": 3}

    def slow(ranked, k, gain, ideal_from, discount=lambda r: math.log2(r + 1)):
        def dcg(values):
            return math.fsum(gain(g) / discount(r) for r, g in enumerate(values[:k], 1))

        found = [grades.get(i, 0) for i in ranked]
        return dcg(found) / dcg(sorted(ideal_from or found[:k], reverse=True))

    def exponential(grade):
        return 2**grade - 1

    every = list(grades.values())
    ranked = ["x", "a", "y", "b", "c"]
    with holds("the best of all grades is what a list is measured against"):
        own = "1 for a list that misses the best items. What is the ideal made of?"
        expect.that(not answer(["a", "x"], grades, 2) > 0.9, own)
        for gain in (exponential, float):
            expect.unlike(answer(ranked, grades, 5), slow(ranked, 5, gain, None), own, 1e-3)
    with holds("the gain is exponential"):
        linear = "this is linear gain: the grade itself. What is 2 ** grade - 1?"
        found = answer(ranked, grades, 5)
        expect.unlike(found, slow(ranked, 5, float, every), linear, 1e-3)
        expect.unlike(found, slow(ranked, 5, lambda g: 2**g, every), "grade 0 gains nothing", 1e-3)
        for discount in (lambda r: math.log2(r + 2), lambda r: r, lambda r: max(math.log2(r), 1)):
            other = "the discount at rank r is log2(r + 1): 1 at the first place"
            expect.unlike(found, slow(ranked, 5, exponential, every, discount), other, 1e-4)
        expect.unlike(found, slow(ranked, 5, exponential, every, lambda r: 1), "where is the rank?")
        up = slow(["a", "b", "c"], 5, exponential, every)
        expect.unlike(
            found, up, "an id without a grade takes a place. Do the others move up?", 1e-4
        )
        best = sum(exponential(g) / math.log2(r) for r, g in enumerate(sorted(every)[::-1], 2))
        below = slow(ranked, 5, exponential, every) * best / (best + 1e-3)
        expect.unlike(found, below, "What was added below the line?")
        expect.close(found, slow(ranked, 5, exponential, every), "Is the discount log2(rank + 1)?")
        for low, high in ((3, 5), (8, 9)):
            turned, perfect = (
                exponential(one) + exponential(other) / math.log2(3)
                for one, other in ((low, high), (high, low))
            )
            found = answer(["a", "b"], {"a": low, "b": high}, 2)
            expect.close(found, turned / perfect, f"A grade may be {high}")
    with holds("a perfect list is exactly 1"):
        small = "a perfect list is below 1. What was added below the line?"
        expect.close(answer(["d", "b", "c", "a"], grades, 4), 1.0, small, 1e-5)
        expect.close(answer(["a", "x"], {"a": 1}, 1), 1.0, small, EXACT)
    with holds("both lists are cut at k"):
        cut = "two of the best at k = 2 is perfect. How long is the ideal list?"
        expect.close(answer(["d", "b", "x"], grades, 2), 1.0, cut, 1e-5)
        behind = "what stands behind rank k changed the result"
        expect.close(answer(["x", "d", "b"], grades, 2), answer(["x", "d", "c"], grades, 2), behind)
        last = "rank k itself still counts"
        expect.unlike(answer(["x", "d"], grades, 2), 0.0, last)
    with holds("a list shorter than k loses what it lacks"):
        expected = slow(["b"], 4, exponential, every)
        short = "the ideal list is not as short as the one retrieved"
        expect.close(answer(["b"], grades, 4), expected, short)
        long = {i: 1 + i % 3 for i in range(150)}
        best = sorted(long, key=long.get)[::-1]
        for k in (12, 120):
            places = f"k = {k}, and {k} of the best are there. Do all {k} places count?"
            expect.close(answer(best, long, k), 1.0, places, 1e-5)
            expect.that(answer([*best[: k - 1], "x"], long, k) < 1 - 1e-5, places)
    with holds("a list with nothing graded is 0"):
        expect.close(answer(["x", "y"], grades, 2), 0.0, "nothing graded was found")
    with holds("without any grade above 0 it is 0"):
        nothing = "There is nothing to divide by"
        expect.close(answer(["a", "b"], {"a": 0}, 2), 0.0, nothing)
        expect.close(answer(["a", "b"], {}, 2), 0.0, nothing)
    with holds("random lists"):
        rng = np.random.default_rng(5)
        for ranked, grades, k in [case for _ in range(9) for case in _graded_lists(rng)[0]]:
            if any(grades.values()):
                right = slow(ranked, k, exponential, list(grades.values()))
                expect.close(answer(ranked, grades, k), right)
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "ranked grades k")
