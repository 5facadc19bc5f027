"""The question average_precision."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _one_list(rng):
    ids = rng.permutation(30)
    ranked = [int(i) for i in ids[:8]]
    found, missed = rng.permutation(ids[:8])[: rng.integers(1, 5)], ids[8 : 8 + rng.integers(0, 4)]
    relevant = {int(i) for i in (*found, *missed)} if rng.random() < 0.9 else set()
    return ranked, relevant


@question(inputs=_one_list, withheld=("metrics.mean_average_precision",))
def average_precision(answer, holds):
    def slow(ranked, relevant):
        at = [r for r in range(1, len(ranked) + 1) if ranked[r - 1] in relevant]
        return math.fsum(sum(q <= r for q in at) / r for r in at) / max(len(relevant), 1)

    with holds("the umbrellas of question 1"):
        found = answer(["kite", "u2", "u1", "tent", "u3"], {"u1", "u2", "u3", "u4", "u5"})
        of_found = "divided by the right items found. How many are there to find?"
        expect.unlike(found, (1 / 2 + 2 / 3 + 3 / 5) / 3, of_found)
        every = "the precision of every rank was added. At which ranks does it count?"
        expect.unlike(found, (1 / 2 + 2 / 3 + 2 / 4 + 3 / 5) / 5, every)
        inverse = "these are reciprocal ranks. How many right ones are there so far at each?"
        expect.unlike(found, (1 / 2 + 1 / 3 + 1 / 5) / 5, inverse)
        expect.unlike(found, 3 / 5, "this is the precision of the list. Where is the order?")
        expect.close(found, 53 / 150, "Divide by all right items", 1e-6)
    with holds("1 for all right items on top, in any order"):
        expect.close(answer([2, 1, 8, 9], {1, 2}), 1.0)
    with holds("what was not found counts below the line"):
        missed = "one of four was found, on top. Is that perfect?"
        expect.close(answer([1], {1, 2, 3, 4}), 0.25, missed)
    with holds("nothing found, or nothing to find, is 0"):
        expect.close(answer([8, 9], {1, 2}), 0.0)
        expect.close(answer([8, 9], set()), 0.0, "There is nothing to divide by")
    with holds("many random lists"):
        rng = np.random.default_rng(6)
        for _ in range(20):
            ranked, relevant = _one_list(rng)
            expect.close(answer(ranked, relevant), slow(ranked, relevant), "", 1e-6)
