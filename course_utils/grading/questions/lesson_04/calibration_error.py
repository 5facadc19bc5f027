"""The question calibration_error."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading


def _claims(rng):
    """Claims inside the bins, and claims at their edges, 1 among them: (confidence, right, bins).

    Edges are whole eighths, which every way to write the bins meets exactly. The last claims come
    again in more bins than a byte can number.
    """
    places = np.concatenate([[3, 3, 3], rng.integers(2, 10, size=9)])
    inside = (places + rng.uniform(0.1, 0.9, size=12)) / 10
    bins = int(rng.choice([4, 8]))
    edges = [1, 1, 0.95, 0.5001, 3 / 4, 1 / 2, 1 / 4, 1 / 8, 0.501]
    edges = np.concatenate([edges, rng.integers(3, 7, 6) / 8, rng.uniform(0.3, 0.74, size=4)])
    kept = rng.random(19) < 0.4
    kept[:4] = False, False, True, True  # gaps of different sign
    kept[5] = True  # at 1/2, whose bin of 512 has in a byte the number of the last one
    order = rng.permutation(19)
    return (
        (inside, rng.random(12) < inside - 0.2, int(rng.choice([5, 10]))),
        (edges[order], kept[order], bins),
        (edges[order], kept[order], 512),
    )


def _each(answer, *claims):
    return [number(answer(*claim)) for claim in claims]


@question(inputs=_claims, observe=_each, withheld=("calibration.expected_calibration_error",))
def calibration_error(answer, holds):
    answer = reading(answer, number)

    def slow(confidence, right, bins, closed="right"):
        total = 0.0
        for b in range(bins):
            low, high = b / bins, (b + 1) / bins
            if closed == "right":
                inside = [low < c <= high for c in confidence]
            else:
                inside = [low <= c < high or c == high == 1 for c in confidence]
            total += abs(sum(c - r for c, r, i in zip(confidence, right, inside, strict=True) if i))
        return total / len(confidence)

    sure = np.array([0.9, 0.9, 0.9, 0.9])
    half = np.array([True, False, True, False])
    with holds("by hand: 90 % claimed, half of it right, off by 0.4"):
        found = answer(sure, half, 10)
        expect.unlike(found, 0.16, "this is a square. ECE is a mean of absolute gaps")
        expect.unlike(found, 40.0, "these are points. ECE is a share")
        expect.unlike(found, 1.6, "this is a sum over pictures. ECE is their mean")
        expect.unlike(found, 0.04, "divided by the number of bins. Over what is the mean?")
        middle = "the middle of the bin stands for its claims. Take their mean"
        expect.unlike(found, 0.35, middle)
        empty = "an empty bin has no mean, and nothing to add"
        expect.finite(found, empty)
        expect.close(found, 0.4, "The gap of the one bin that holds anything")
    with holds("no error where each claim is kept on average"):
        found = answer(np.array([0.5, 0.5]), np.array([True, False]), 10)
        each = "each picture is compared with 0 or 1 by itself. First average within its bin"
        expect.unlike(found, 0.5, each)
        expect.unlike(found, 0.25, each)
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
        root = "this is a root of a mean of squares. ECE is a mean of absolute gaps"
        expect.unlike(found, np.sqrt((3 * gaps[0] ** 2 + gaps[1] ** 2) / 4), root)
        modest = "only the bins that are too sure count. Too modest is off as well"
        expect.unlike(found, 3 * gaps[0] / 4, modest)
        expect.close(found, 1.4 / 4, "3 pictures lie 0.2833 off, 1 picture 0.55")
    with holds("empty bins count nothing, and the width of the bins matters"):
        found = answer(confidence, right, 20)
        expect.finite(found, "A bin without pictures has no mean")
        expect.close(found, slow(confidence, right, 20))
        one, ten = answer(confidence, right, 1), slow(confidence, right, 10)
        expect.unlike(one, ten, "One bin holds everything: is `bins` used?")
        expect.unlike(one, 0.0, "the first bin got lost. Its number is 1")
        expect.close(one, slow(confidence, right, 1), "One bin holds everything")
    with holds("a confidence of 1 lies in the last bin"):
        found = answer(np.array([1.0, 1.0, 0.92]), np.array([True, False, True]), 10)
        lost = "where did the claims of exactly 1 go?"
        expect.unlike(found, 0.08 / 3, lost)
        expect.unlike(found, 1.08 / 3, lost)
        expect.close(found, abs(2.92 - 2) / 3)
    with holds("a confidence at an edge lies in the bin below"):
        edges, kept = np.array([0.5, 0.5, 0.7]), np.array([True, True, False])
        left = "0.5 of two bins went up. Which of its two edges belongs to a bin?"
        found = answer(edges, kept, 2)
        expect.unlike(found, slow(edges, kept, 2, "left"), left)
        expect.close(found, slow(edges, kept, 2))
        beyond, kept = np.array([0.5001, 0.5001, 0.3]), np.array([False, False, True])
        rounded = "0.5001 of two bins went down. Was it rounded?"
        expect.close(answer(beyond, kept, 2), slow(beyond, kept, 2), rounded)
        near, kept = np.array([0.3333, 0.3333, 0.5]), np.array([False, False, True])
        third = "0.3333 of three bins went up. Was the edge rounded?"
        expect.close(answer(near, kept, 3), slow(near, kept, 3), third)
    with holds("each claim keeps its own picture, in any order"):
        mixed = np.array([0.9, 0.3, 0.8, 0.2, 0.85, 0.35])
        kept = np.array([True, False, False, False, True, False])
        found = answer(mixed, kept, 4)
        runs = "a bin was begun anew after a claim of another bin. A bin is one, in any order"
        expect.unlike(found, np.abs(mixed - kept).mean(), runs)
        own = "claims and pictures were paired anew. Is one of them sorted alone?"
        expect.close(found, slow(mixed, kept, 4), own)
    with holds("there may be hundreds of bins"):
        apart, kept = np.array([0.9, 0.4, 0.05, 0.88]), np.array([False, True, True, True])
        many = "512 bins, and claims of different bins met in one. What can count to 512?"
        expect.close(answer(apart, kept, 512), slow(apart, kept, 512), many)
    with holds("bins are of equal width, not of equal number"):
        spread = np.array([0.3, 0.35, 0.4, 0.45, 0.47, 0.9])
        kept = np.array([True, False, False, True, True, False])
        expect.close(answer(spread, kept, 2), slow(spread, kept, 2), "Where is the edge of two?")
