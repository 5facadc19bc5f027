"""The question calibration_error."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _claims(rng):
    # Away from the edges of all bins, so that rounding moves no claim into another one.
    places = np.concatenate([[3, 3, 3], rng.integers(2, 10, size=9)])
    confidence = (places + rng.uniform(0.1, 0.9, size=12)) / 10
    return confidence, rng.random(12) < confidence - 0.2, int(rng.choice([5, 10]))


@question(inputs=_claims, withheld=("calibration.expected_calibration_error",))
def calibration_error(answer, holds):
    def slow(confidence, right, bins):
        total = 0.0
        for b in range(bins):
            inside = [b / bins < c <= (b + 1) / bins for c in confidence]
            total += abs(sum(c - r for c, r, i in zip(confidence, right, inside, strict=True) if i))
        return total / len(confidence)

    sure = np.array([0.9, 0.9, 0.9, 0.9])
    half = np.array([True, False, True, False])
    with holds("by hand: 90 % claimed, half of it right, off by 0.4"):
        found = answer(sure, half, 10)
        expect.unlike(found, 0.16, "this is a square. ECE is a mean of absolute gaps")
        expect.unlike(found, 40.0, "these are points. ECE is a share")
        expect.close(found, 0.4, "The gap of the one bin that holds anything")
    with holds("no error where each claim is kept on average"):
        found = answer(np.array([0.5, 0.5]), np.array([True, False]), 10)
        each = "each picture is compared with 0 or 1 by itself. First average within its bin"
        expect.unlike(found, 0.5, each)
        expect.close(found, 0.0)
    confidence = np.array([0.95, 0.95, 0.95, 0.45])
    right = np.array([True, True, False, True])
    gaps = np.array([0.95 - 2 / 3, 0.45 - 1])
    with holds("too sure in one bin does not make up for too modest in another"):
        found = answer(confidence, right, 10)
        cancel = "gaps of different sign cancel out. Of what do you add up the absolute value?"
        expect.unlike(found, abs(3 * gaps[0] + gaps[1]) / 4, cancel)
        expect.unlike(found, (3 * gaps[0] + gaps[1]) / 4, cancel)
        plain = "every bin counts alike. How many pictures stand behind each?"
        expect.unlike(found, np.abs(gaps).mean(), plain)
        expect.unlike(found, np.abs(gaps).sum(), plain)
        expect.unlike(found, np.abs(gaps).sum() / 10, plain)
        expect.unlike(found, np.abs(gaps).max(), "this is the largest gap. ECE averages them")
        expect.close(found, 1.4 / 4, "3 pictures lie 0.2833 off, 1 picture 0.55")
    with holds("empty bins count nothing, and the width of the bins matters"):
        found = answer(confidence, right, 20)
        expect.finite(found, "A bin without pictures has no mean")
        expect.close(found, slow(confidence, right, 20))
        one = answer(confidence, right, 1)
        expect.close(one, slow(confidence, right, 1), "One bin holds everything: is `bins` used?")
    with holds("a confidence of 1 lies in the last bin"):
        found = answer(np.array([1.0, 1.0, 0.92]), np.array([True, False, True]), 10)
        lost = "where did the claims of exactly 1 go?"
        expect.close(found, abs(2.92 - 2) / 3, lost)
