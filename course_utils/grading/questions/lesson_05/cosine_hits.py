"""The question cosine_hits."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions._shared import SEARCHES_AND_METRICS
from course_utils.grading.questions.lesson_05._shared import _scores_and_rows, _unit

TWO = "return scores and rows: two arrays"


def _hits(rng):
    """Two queries, one of them in the gallery but for its length."""
    gallery = rng.normal(size=(20, 6)) * rng.permutation(np.geomspace(0.3, 4, 20))[:, None]
    queries = 2 * np.stack([rng.normal(size=6), gallery[rng.integers(20)]])
    return rng.permutation(queries).astype(np.float32), gallery.astype(np.float32), 4


def _case(rng):
    queries, gallery = rng.normal(size=(2, 6)), rng.normal(size=(20, 6))
    return queries.astype(np.float32), gallery.astype(np.float32), int(rng.integers(2, 9))


def _read(found):
    return _scores_and_rows(found, TWO)


def _all_and_one(answer, queries, gallery, k):
    """For both queries; of more, some below 0, the rows and the last; for one alone the shapes."""
    one, best = ([part.shape for part in _read(answer(queries[:1], gallery, n))] for n in (k, 1))
    cosines, rows = _read(answer(queries, gallery, 16))
    return *_read(answer(queries, gallery, k)), cosines[:, -1], rows, one, best


@question(
    inputs=and_another(_hits, _case),
    observe=and_as_before(_all_and_one, _read),
    withheld=SEARCHES_AND_METRICS,
)
def cosine_hits(answer, holds):
    answer = reading(answer, _read)
    rng = np.random.default_rng(5)
    queries, gallery = rng.normal(size=(6, 8)), rng.normal(size=(12, 8))
    queries *= rng.uniform(0.5, 3, size=(6, 1))
    long = gallery * rng.uniform(0.2, 5, size=(12, 1))
    queries, gallery, long = (x.astype(np.float32) for x in (queries, gallery, long))

    def right(queries, gallery, k):
        cosines = _unit(queries) @ _unit(gallery).T
        rows = np.argsort(-cosines, axis=1)[:, :k]
        return np.take_along_axis(cosines, rows, axis=1), rows

    def distances(queries, gallery, k):
        squared = np.square(queries[:, None] - gallery).sum(axis=2)
        return np.sort(squared, axis=1)[:, :k]

    with holds("on unit vectors the scores are cosines"):
        unit = _unit(queries), _unit(gallery)
        found = answer(*unit, 3)[0]
        cosines, squared = right(*unit, 3)[0], distances(*unit, 3)
        expect.shape(found, (6, 3), "k scores for each query")
        rises = "they grow down the list, so the best is the smallest: what are they?"
        expect.unlike(found, squared, rises, 1e-4)
        expect.unlike(found, np.sqrt(squared), rises, 1e-4)
        expect.unlike(found, 1 - cosines, "these are 1 minus the cosine: 0 for the best", 1e-4)
        expect.unlike(found, -squared, "a distance with a minus is no cosine yet", 1e-4)
        half = "close: on unit vectors |a - b|² is not 1 - cos. Work it out"
        for turned in (1 - squared, 1 - np.sqrt(squared), 1 - np.sqrt(squared) / 2):
            expect.unlike(found, turned, half, 1e-4)
        expect.unlike(
            found, 1 / (1 + squared), "this falls with the distance, and is no cosine", 1e-4
        )
        expect.unlike(found, cosines[:, ::-1], "the best comes last", 1e-4)
        expect.close(found, cosines, "These are no cosines", 1e-4)
    with holds("the highest cosine comes first, whatever the lengths"):
        rows = answer(queries, long, 3)[1]
        expect.shape(rows, (6, 3), "k rows for each query")
        wanted = right(queries, long, 3)[1]
        last = "the right rows, the best last"
        expect.unlike(rows, wanted[:, ::-1], last)
        metric = "Which vectors have to be normalized, and which metric has the index?"
        off = int((rows != wanted).sum())
        expect.that(off == 0, f"{off} of 18 rows are wrong. {metric}")
    with holds("the scores are cosines, whatever the lengths"):
        found = answer(queries, long, 3)[0]
        cosines, rows = right(queries, long, 3)
        above = "a cosine is at most 1. Are queries and gallery normalized?"
        expect.that(not (np.abs(found) > 1 + 1e-4).any(), above)
        expect.close(found, cosines, "These are no cosines in the order of the rows", 1e-4)
        expect.shape(answer(queries, long, 5)[0], (6, 5), "k scores for each query, for any k")
        one = answer(queries[:1], long, 5)[1]
        expect.shape(one, (1, 5), "a row of results for one query, too")
        expect.shape(answer(queries, long, 1)[1], (6, 1), "a column for k = 1, too")
        more = answer(queries, long, 12)[1]
        expect.shape(more, (6, 12), "k rows for each query, for k = 12, too")
        expect.equal(more, right(queries, long, 12)[1], "All twelve vectors, in order")
        itself = "these vectors are in the gallery: the first score of each is 1, with itself"
        found = answer(2 * long, long, 1)
        expect.equal(found[1], np.arange(12)[:, None], itself)
        expect.close(found[0], np.ones((12, 1)), itself, 1e-4)
        behind = -np.abs(queries), np.abs(long)
        negative = "every cosine is below 0 here, and is one all the same"
        expect.close(answer(*behind, 3)[0], right(*behind, 3)[0], negative, 1e-4)
    with holds("doubling a query changes no score"):
        twice = "doubling a query changed its scores. Normalize both sides"
        expect.close(answer(2 * queries, long, 3)[0], answer(queries, long, 3)[0], twice, 1e-4)
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "queries gallery k")
