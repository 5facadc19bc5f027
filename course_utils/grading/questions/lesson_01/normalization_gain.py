"""The question normalization_gain."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading
from course_utils.grading.questions._shared import METRICS

# Partners in a plane: where gallery items and queries point, in degrees, and the items' lengths.
# The cosine finds both in the first and the dot product one; in the second it is the other way
# round; in the third one long item draws three queries. EVEN: both find both, though item 1
# is nearer to query 0 than to its own: the gallery, looking for queries, finds one. BEHIND: both
# find both, and item 1 is so far behind query 0 that its cosine without its sign is the largest.
GAINED = (0, 50), (10, 60), (1, 4)
LOST = (0, 50), (30, 90), (3, 1)
DRAWN = (0, 60, 120), (5, 60, 115), (1, 5, 1)
EVEN = (0, 50), (20, 90), (1, 1)
BEHIND = (0, 195), (40, 265), (1.5, 1)


def _pairs(rng, cases):
    """Partners in planes of their own, one a case, the whole turned at random."""
    n = sum(len(lengths) for *_, lengths in cases)
    queries, gallery = np.zeros((2, n, n + 3))
    row = 0
    for items, askers, lengths in cases:
        here = slice(row, row + len(lengths))
        for side, degrees in ((gallery, items), (queries, askers)):
            angles = np.radians(np.array(degrees) + rng.uniform(-2, 2, size=len(lengths)))
            side[here, row], side[here, row + 1] = np.cos(angles), np.sin(angles)
        gallery[here] *= np.array(lengths)[:, None]
        row += len(lengths)
    queries *= rng.uniform(0.3, 3, size=(n, 1))
    turn = np.linalg.qr(rng.normal(size=(n + 3, n + 3)))[0]
    order = rng.permutation(n)
    return (queries @ turn)[order], (gallery @ turn)[order]


def _gains_losses_and_neither(rng):
    return (
        *_pairs(rng, [GAINED] * int(rng.integers(25, 30)) + [DRAWN, LOST, EVEN]),
        *_pairs(rng, [LOST] * int(rng.integers(2, 4)) + [GAINED, EVEN]),
        *_pairs(rng, [GAINED, LOST, EVEN, BEHIND]),
        *_noisy(rng),
        *_facing_away(rng),
    )


def _noisy(rng):
    """Twenty partners seen through noise, those of the gallery of many lengths, and two alike."""
    queries, gallery = rng.normal(size=(20, 6)) + 0.5 * rng.normal(size=(2, 20, 6))
    gallery[:2] = 3 * np.eye(2, 6)[[0, 0]]
    gallery[1, 1], queries[1] = 0.04, [3, 0.04, 0, 0, 0, 0]
    return queries, gallery * rng.lognormal(sigma=0.5, size=(20, 1)) / 100


def _facing_away(rng):
    """Six partners, and each query faces away from the whole gallery, from its own the least."""
    queries = -rng.uniform(0.8, 1.2, size=(6, 6))
    np.fill_diagonal(queries, -0.1)
    lengths = rng.permutation([1, 1, 1, 30, 30, rng.choice([1, 30])])
    turn = np.linalg.qr(rng.normal(size=(6, 6)))[0]
    return queries @ turn, lengths[:, None] * turn


def _five_gains(answer, *sides):
    return [number(answer(*sides[i : i + 2])) for i in range(0, len(sides), 2)]


@question(
    inputs=_gains_losses_and_neither,
    observe=_five_gains,
    withheld=METRICS,
)
def normalization_gain(answer, holds):
    answer = reading(answer, number)
    queries, gallery = _noisy(np.random.default_rng(3))

    def first(queries, gallery):
        """Percent of queries whose partner has the highest dot product, one at a time."""
        hits = 0
        for i, q in enumerate(queries):
            scores = [float(q @ g) for g in gallery]
            hits += scores.index(max(scores)) == i
        return 100 * hits / len(queries)

    def unit(x):
        return np.array([row / math.sqrt(row @ row) for row in x])

    with holds("by hand: the cosine finds both partners, the dot product one"):
        found = answer(np.array([[1.0, 0.2], [0.2, 1.0]]), np.array([[1.0, 0.0], [4.0, 9.0]]))
        expect.unlike(found, 0.5, "this is a share. Points are hundredths: multiply by 100")
        turned = "the sign is turned round: from the cosine's R@1 the dot product's is subtracted"
        expect.unlike(found, -50.0, turned)
        expect.unlike(found, 100.0, "that is a recall, or a ratio. Points gained are a difference")
        expect.unlike(found, 1.0, "these are queries. Points are hundredths of all queries")
        expect.unlike(found, 0.0, "no gain found. For a ranking, whose lengths have to go?")
        expect.close(found, 50.0, "Count the queries whose partner comes first")
    with holds("a gain can be negative: here a length helped by luck"):
        found = answer(np.array([[1.0, 0.6], [0.0, 1.0]]), np.array([[4.0, 0.0], [1.0, 1.0]]))
        expect.unlike(
            found, 50.0, "the sign is lost or turned: the cosine finds one partner less here"
        )
        expect.unlike(found, 0.0, "a loss was taken for no gain")
        expect.close(found, -50.0, "The cosine finds one partner of two, the dot product both")
    with holds("a partner may come first with a cosine below 0"):
        found = answer(0.9 * np.eye(3) - 1, np.diag([50.0, 1, 1]))
        cut = "all products are negative, and the highest comes first still. Are they cut at 0?"
        expect.close(found, 100 / 3, cut)
    with holds("a little nearer is nearer"):
        two = np.array([[4.0, 0.18], [1.0, 0.06]])
        near = "two partners are nearly alike here. Are cosines rounded, or compared roughly?"
        for second, gain in ((0.06, 50.0), (0.05, 0.0)):
            found = answer(np.array([[1.0, 0.045], [1.0, second]]), two)
            expect.close(found, gain, near)
    with holds("each query looks for its partner in the gallery"):
        found = answer(queries, gallery)
        dot, cosine = first(queries, gallery), first(unit(queries), unit(gallery))
        turned = first(unit(gallery), unit(queries)) - first(gallery, queries)
        other_way = "here the gallery looks for queries. Along which axis is the best one?"
        expect.unlike(found, turned, other_way)
        expect.unlike(found, 100 * (cosine / dot - 1), "this is relative: points are a difference")
        both = queries @ gallery.T, unit(queries) @ unit(gallery).T
        raw, scaled = (100 * np.mean(np.abs(s).argmax(axis=1) == np.arange(20)) for s in both)
        sign = "the signs of the products are lost: what points away is not near"
        expect.unlike(found, scaled - raw, sign)
        expect.close(found, cosine - dot, "Count the queries whose partner comes first")
        few = queries[:7], gallery[:7]
        dot, cosine = first(*few), first(*map(unit, few))
        rounded = "each R@1 was rounded. Leave all their digits"
        for whole in (round(cosine) - round(dot), round(cosine - dot)):
            expect.unlike(answer(*few), float(whole), rounded)
        expect.close(answer(*few), cosine - dot, rounded)
        many = _pairs(np.random.default_rng(4), [GAINED] * 60 + [LOST])
        all_of_them = "of 122 queries it is another gain. Are all of them asked?"
        expect.close(answer(*many), 100 * 59 / 122, all_of_them)
    with holds("nothing is gained where all rows are unit already"):
        expect.close(answer(unit(queries), unit(gallery)), 0.0)
