"""The question cosine_hits."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions.lesson_05._shared import _unit


def _hits(rng):
    gallery = rng.normal(size=(10, 6)) * rng.uniform(0.3, 4, size=(10, 1))
    return 2 * rng.normal(size=(2, 6)), gallery, 4


@question(inputs=_hits, withheld=("retrieval.VectorIndex",))
def cosine_hits(answer, holds):
    rng = np.random.default_rng(5)
    queries, gallery = rng.normal(size=(6, 8)), rng.normal(size=(12, 8))
    queries *= rng.uniform(0.5, 3, size=(6, 1))

    def right(queries, gallery, k):
        cosines = _unit(queries) @ _unit(gallery).T
        rows = np.argsort(-cosines, axis=1)[:, :k]
        return np.take_along_axis(cosines, rows, axis=1), rows

    def distances(queries, gallery, k):
        squared = np.square(queries[:, None] - gallery).sum(axis=2)
        return np.sort(squared, axis=1)[:, :k]

    def both(queries, gallery, k):
        found = answer(queries, gallery, k)
        two = isinstance(found, tuple | list) and len(found) == 2
        expect.that(two, "return scores and rows: two arrays")
        return [np.asarray(part) for part in found]

    long = gallery * rng.uniform(0.2, 5, size=(12, 1))
    with holds("on unit vectors the scores are cosines"):
        unit = _unit(queries), _unit(gallery)
        found = both(*unit, 3)[0]
        cosines, squared = right(*unit, 3)[0], distances(*unit, 3)
        expect.shape(found, (6, 3), "k scores for each query")
        rises = "they grow down the list, so the best is the smallest: what are they?"
        expect.unlike(found, squared, rises, 1e-4)
        expect.unlike(found, -squared, "a distance with a minus is no cosine yet", 1e-4)
        half = "close: on unit vectors |a - b|² is not 1 - cos. Work it out"
        expect.unlike(found, 1 - squared, half, 1e-4)
        expect.unlike(found, 1 - np.sqrt(squared), half, 1e-4)
        expect.that(np.allclose(found, cosines, atol=1e-4), "these are no cosines")
    with holds("the highest cosine comes first, whatever the lengths"):
        rows = both(queries, long, 3)[1]
        off = int((rows != right(queries, long, 3)[1]).sum())
        why = "Which vectors have to be normalized, and which metric has the index?"
        expect.that(off == 0, f"{off} of 18 rows are wrong. {why}")
    with holds("the scores are cosines, whatever the lengths"):
        found = both(queries, long, 3)[0]
        cosines = right(queries, long, 3)[0]
        above = "a cosine is at most 1. Are queries and gallery normalized?"
        expect.that((np.abs(found) <= 1 + 1e-4).all(), above)
        why = "doubling a query changed its scores, or they are no cosines. Normalize both sides"
        expect.that(np.allclose(found, cosines, atol=1e-4), why)
