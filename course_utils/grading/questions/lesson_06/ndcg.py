"""The question ndcg."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _graded_list(rng):
    ids = [f"i{i}" for i in rng.permutation(12)]
    grades = {i: int(g) for i, g in zip(ids[3:10], rng.integers(0, 4, size=7), strict=True)}
    return [str(i) for i in rng.permutation(ids)[:7]], grades, int(rng.integers(2, 10))


def _and_the_extremes(answer, ranked, grades, k):
    best_first = sorted(grades, key=grades.get, reverse=True)
    return [
        answer(ranked, grades, k),
        answer(best_first, grades, k),
        answer(ranked, dict.fromkeys(grades, 0), k),
    ]


@question(inputs=_graded_list, observe=_and_the_extremes, withheld=("metrics.ndcg_at_k",))
def ndcg(answer, holds):
    grades = {"a": 1, "b": 3, "c": 2, "d": 3}

    def slow(ranked, k, gain, ideal_from):
        def dcg(values):
            return math.fsum(gain(g) / math.log2(r + 2) for r, g in enumerate(values[:k]))

        found = [grades.get(i, 0) for i in ranked]
        return dcg(found) / dcg(sorted(ideal_from or found[:k], reverse=True))

    def exponential(grade):
        return 2**grade - 1

    every = list(grades.values())
    ranked = ["x", "a", "y", "b", "c"]
    with holds("the best of all grades is what a list is measured against"):
        own = "1 for a list that misses the best items. What is the ideal made of?"
        found = answer(["a", "x"], grades, 2)
        expect.that(not (np.isreal(found) and found > 0.9), own)
        for gain in (exponential, float):
            expect.unlike(answer(ranked, grades, 5), slow(ranked, 5, gain, None), own, 1e-3)
    with holds("the gain is exponential"):
        linear = "this is linear gain: the grade itself. What is 2 ** grade - 1?"
        found = answer(ranked, grades, 5)
        expect.unlike(found, slow(ranked, 5, float, every), linear, 1e-3)
        expect.unlike(found, slow(ranked, 5, lambda g: 2**g, every), "grade 0 gains nothing", 1e-3)
        expect.close(found, slow(ranked, 5, exponential, every), "Is the discount log2(rank + 1)?")
    with holds("a perfect list is exactly 1"):
        small = "a perfect list is below 1. What was added below the line?"
        expect.close(answer(["d", "b", "c", "a"], grades, 4), 1.0, small, 1e-9)
    with holds("both lists are cut at k"):
        cut = "two of the best at k = 2 is perfect. How long is the ideal list?"
        expect.close(answer(["d", "b", "x"], grades, 2), 1.0, cut, 1e-3)
        behind = "what stands behind rank k changed the result"
        expect.close(answer(["x", "d", "b"], grades, 2), answer(["x", "d", "c"], grades, 2), behind)
    with holds("a list shorter than k loses what it lacks"):
        expected = slow(["b"], 4, exponential, every)
        short = "the ideal list is not as short as the one retrieved"
        expect.close(answer(["b"], grades, 4), expected, short)
    with holds("without any grade above 0 it is 0"):
        expect.close(answer(["a", "b"], {"a": 0}, 2), 0.0, "There is nothing to divide by")
        expect.close(answer(["a", "b"], {}, 2), 0.0, "There is nothing to divide by")
