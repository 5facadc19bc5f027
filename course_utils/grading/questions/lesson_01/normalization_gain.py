"""The question normalization_gain."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _pairs_with_hubs(rng):
    shown = rng.normal(size=(20, 6))
    queries = shown + 0.5 * rng.normal(size=(20, 6))
    gallery = shown + 0.5 * rng.normal(size=(20, 6))
    return queries, gallery * rng.lognormal(sigma=0.5, size=(20, 1))


@question(inputs=_pairs_with_hubs)
def normalization_gain(answer, holds):
    queries, gallery = _pairs_with_hubs(np.random.default_rng(3))

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
        expect.unlike(found, -50.0, "the sign is turned round: a gain is positive")
        expect.unlike(found, 100.0, "that is a recall, or a ratio. Points gained are a difference")
        expect.unlike(found, 0.0, "no gain found. For a ranking, whose lengths have to go?")
        expect.close(found, 50.0, "Count the queries whose partner comes first")
    with holds("each query looks for its partner in the gallery"):
        found = answer(queries, gallery)
        dot, cosine = first(queries, gallery), first(unit(queries), unit(gallery))
        turned = first(unit(gallery), unit(queries)) - first(gallery, queries)
        other_way = "here the gallery looks for queries. Along which axis is the best one?"
        expect.unlike(found, turned, other_way)
        expect.close(found, cosine - dot)
    with holds("nothing is gained where all rows are unit already"):
        expect.close(answer(unit(queries), unit(gallery)), 0.0)
