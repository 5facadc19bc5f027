"""The question margin_loss."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _triplets(rng):
    return *rng.normal(size=(3, 5, 4)) * rng.uniform(0.3, 3, size=(3, 5, 1)), rng.uniform(0.1, 0.8)


@question(inputs=_triplets, withheld=("losses.triplet_loss",))
def margin_loss(answer, holds):
    def slow(anchors, positives, negatives, margin):
        total = 0.0
        for a, p, n in zip(anchors, positives, negatives, strict=True):
            to_positive = 1 - a @ p / math.sqrt((a @ a) * (p @ p))
            to_negative = 1 - a @ n / math.sqrt((a @ a) * (n @ n))
            total += max(0.0, to_positive - to_negative + margin)
        return total / len(anchors)

    right = np.array([[1.0, 0.0]]), np.array([[0.8, 0.6]]), np.array([[0.6, 0.8]])
    rng = np.random.default_rng(9)
    a, p, n = rng.normal(size=(3, 6, 5))
    with holds("a collapsed encoder pays exactly the margin"):
        expect.close(answer(np.ones((3, 2)), np.ones((3, 2)), np.ones((3, 2)), 0.3), 0.3)
    with holds("cosines 0.8 and 0.6 differ by 0.2"):
        found = answer(*right, 0.5)
        squared = "squared distances of unit vectors are twice 1 - cos: your margin counts half"
        expect.unlike(found, 0.1, squared)
        straight = math.sqrt(0.4) - math.sqrt(0.8) + 0.5
        expect.unlike(found, straight, "these are straight lines. The distance is 1 - cos")
        swapped = "positive and negative are swapped: here the loss pushes the partner away"
        expect.unlike(found, 0.7, swapped)
        expect.close(found, 0.3)
        expect.close(answer(*right, 0.1), 0.0, "A margin that is kept costs nothing")
    with holds("lengths do not matter"):
        found = answer(2 * a, p * rng.uniform(0.2, 4, size=(6, 1)), n, 0.4)
        why = "a longer vector changed the loss. Is every one of the three normalized?"
        expect.close(found, slow(a, p, n, 0.4), why)
    with holds("each triplet is cut at 0, then they are averaged"):
        found = answer(a, p, n, 0.4)
        gaps = np.sum(_unit(a) * (_unit(n) - _unit(p)), axis=1) + 0.4
        late = "good triplets pay for bad ones: the cut at 0 comes after the mean"
        expect.unlike(found, max(0.0, gaps.mean()), late)
        expect.unlike(found, np.maximum(0, gaps).sum(), "this is the sum. Take the mean")
        expect.close(found, slow(a, p, n, 0.4))
