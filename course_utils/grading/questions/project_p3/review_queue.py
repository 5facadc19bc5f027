"""The question review_queue."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading, rows


def _scores(rng):
    """24 scores near a threshold below 0, in 65,536ths: many are equally near; and k."""
    middle = rng.choice([-2, -1])
    scores = (middle + rng.permutation(np.repeat(np.arange(-4, 4), 3))) / 65536
    return scores, float(middle / 65536), int(rng.integers(1, 18))


def _short_and_long(answer, scores, threshold, k):
    """A queue of k, of one and of none, one that is longer than the sample; other thresholds."""
    cases = [(scores, threshold, many) for many in (k, 1, 0)] + [(scores[:4], threshold, k)]
    cases += [(scores - threshold, 0.0, k), (scores, threshold + 2 / 65536, k)]
    return [rows(answer(*case)) for case in cases]


@question(inputs=_scores, observe=_short_and_long)
def review_queue(answer, holds):
    answer = reading(answer, rows)

    def nearest(scores, threshold, k):
        far = [(abs(float(s) - threshold), row) for row, s in enumerate(scores)]
        return np.array([row for _, row in sorted(far)[:k]])

    scores = np.array([0.9, 0.48, 0.1, 0.55, 0.4, 0.7])
    with holds("k row numbers, each once"):
        found = answer(scores, 0.5, 3)
        expect.shape(found, (3,), "k rows")
        expect.that(len(set(found.tolist())) == 3, "a picture is in the queue twice")
        expect.shape(answer(scores, 0.5, 1), (1,), "one row, in an array all the same")
        expect.shape(answer(scores, 0.5, 0), (0,), "no time, no row")
    with holds("first what the threshold decides by least"):
        found = answer(scores, 0.5, 3)
        highest = "these score highest: the machine is surest of them. Where can a person help?"
        expect.unlike(found, np.array([0, 5, 3]), highest)
        expect.unlike(found, np.array([0, 2, 5]), "farthest from the threshold first")
        flagged = "only flagged pictures are in it: what was let through is never looked at"
        expect.unlike(found, np.array([3, 5, 0]), flagged)
        passed = "only pictures let through are in it. Who flagged wrongly cannot appeal"
        expect.unlike(found, np.array([1, 4, 2]), passed)
        expect.equal(found, np.array([1, 3, 4]), "The distance to the threshold, on either side")
        kept = "other scores at the same threshold. Was something kept from an earlier call?"
        expect.equal(answer(scores[::-1].copy(), 0.5, 3), np.array([4, 2, 1]), kept)
        other = "the scores are the same, and the threshold is another one"
        expect.equal(answer(scores, 0.72, 3), np.array([5, 3, 0]), other)
        zero = "the threshold is 0 here, and a threshold like any other"
        expect.equal(answer(scores - 0.5, 0.0, 3), np.array([1, 3, 4]), zero)
    with holds("of equals, the first row"):
        for seed in range(5):
            scores, threshold, k = _scores(np.random.default_rng(seed))
            found = answer(scores, threshold, k)
            given = "these are nearest to 0.5. What is the threshold?"
            expect.unlike(found, nearest(scores, 0.5, k), given)
            expect.shape(found, (k,), "k rows")
            rounded = "all were as near as each other. Is a distance of 0.00002 rounded to 0?"
            expect.unlike(found, np.arange(k), rounded)
            order = "The nearest first; of two as near, the one with the lower number"
            expect.equal(found, nearest(scores, threshold, k), order)
    with holds("a queue longer than the sample ends with it"):
        found = answer(np.array([0.1, 0.2, 0.6]), 0.5, 5)
        expect.shape(found, (3,), "all there are")
        expect.equal(found, np.array([2, 1, 0]), "The nearest comes first here, too")
