"""The question margin_loss."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading


def _triplets(rng):
    """Five triplets of any lengths: in one the margin is kept, in one the negative is nearer."""
    a, p, n = rng.normal(size=(3, 5, 5))
    p[0], n[0] = a[0] + 0.1 * p[0], 0.1 * n[0] - a[0]
    p[1], n[1] = 0.1 * p[1] - a[1], a[1] + 0.1 * n[1]
    a, p, n = (x * 10 ** rng.uniform(-2, 0.5, size=(5, 1)) for x in (a, p, n))
    return a, p, n, rng.uniform(0.1, 1.8)


def _five_and_three(answer, a, p, n, margin):
    """As many triplets as numbers, and fewer."""
    return [number(answer(a[:m], p[:m], n[:m], margin)) for m in (5, 3)]


@question(inputs=_triplets, observe=_five_and_three, withheld=("losses.triplet_loss",))
def margin_loss(answer, holds):
    answer = reading(answer, number)

    def slow(anchors, positives, negatives, margin):
        total = 0.0
        for a, p, n in zip(anchors, positives, negatives, strict=True):
            to_positive = 1 - a @ p / math.sqrt((a @ a) * (p @ p))
            to_negative = 1 - a @ n / math.sqrt((a @ a) * (n @ n))
            total += max(0.0, to_positive - to_negative + margin)
        return total / len(anchors)

    def unit(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    right = np.array([[1.0, 0.0]]), np.array([[0.8, 0.6]]), np.array([[0.6, 0.8]])
    rng = np.random.default_rng(9)
    a, p, n = rng.normal(size=(3, 6, 5))
    with holds("a collapsed encoder pays exactly the margin"):
        found = answer(np.ones((3, 2)), np.ones((3, 2)), np.ones((3, 2)), 0.3)
        expect.unlike(found, 0.0, "it pays nothing. Is the margin in the sum?")
        expect.unlike(found, 0.9, "this is the sum. Take the mean", 1e-5)
        expect.close(found, 0.3, tolerance=1e-5)
    with holds("cosines 0.8 and 0.6 differ by 0.2"):
        found = answer(*right, 0.5)
        squared = "squared distances of unit vectors are twice 1 - cos: your margin counts half"
        expect.unlike(found, 0.1, squared, 1e-5)
        straight = math.sqrt(0.4) - math.sqrt(0.8) + 0.5
        expect.unlike(found, straight, "these are straight lines. The distance is 1 - cos", 1e-5)
        swapped = "positive and negative are swapped: here the loss pushes the partner away"
        expect.unlike(found, 0.7, swapped, 1e-5)
        expect.unlike(found, 0.09, "what is left of the margin is squared", 1e-5)
        angles = (math.acos(0.8) - math.acos(0.6)) / math.pi + 0.5
        expect.unlike(found, angles, "these are angles. The distance is 1 - cos", 1e-5)
        expect.close(found, 0.3, tolerance=1e-5)
        kept = answer(*right, 0.1)
        expect.unlike(kept, -0.1, "-0.1 for a margin that is kept: nothing is cut at 0", 1e-5)
        expect.close(kept, 0.0, "A margin that is kept costs nothing", 1e-5)
        most = (
            "a positive behind and a negative at the anchor cost 2 and the margin. What cuts that?"
        )
        expect.close(answer(right[0], -right[0], right[0], 1.5), 3.5, most, 1e-5)
    with holds("lengths do not matter"):
        once, longer = answer(a, p, n, 0.4), np.array([[0.01], [0.1], [0.3], [1], [2], [4]])
        three = {"anchors": (a * longer, p, n), "positives": (a, p * longer, n)}
        three["negatives"] = (a, p, n * longer)
        for name, vectors in three.items():
            why = (
                f"longer or shorter {name} changed the loss. Is every one of the three normalized?"
            )
            expect.close(answer(*vectors, 0.4), once, why, 1e-4)
    with holds("each triplet is cut at 0, then they are averaged"):
        found = answer(a, p, n, 0.4)
        gaps = np.sum(unit(a) * (unit(n) - unit(p)), axis=1) + 0.4
        late = "good triplets pay for bad ones: the cut at 0 comes after the mean"
        expect.unlike(found, max(0.0, gaps.mean()), late, 1e-5)
        expect.unlike(found, np.maximum(0, gaps).sum(), "this is the sum. Take the mean", 1e-5)
        some = "this is the mean of the triplets that cost something. All count"
        expect.unlike(found, gaps[gaps > 0].mean(), some, 1e-5)
        expect.close(found, slow(a, p, n, 0.4), "max(0, d(a, p) - d(a, n) + margin)", 1e-5)
        turned, square = (a[::-1], p, n, 0.4), (a[:5], p[:5], n[:5], 0.4)
        order = "for the anchors in another order it is wrong"
        expect.close(answer(*turned), slow(*turned), order, 1e-5)
        five = "with five triplets of five numbers it is wrong. Which axis is which there?"
        expect.close(answer(*square), slow(*square), five, 1e-5)
