"""The question exact_search."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions._shared import SEARCHES_AND_METRICS
from course_utils.grading.questions.lesson_05._shared import _around, _scores_and_rows, _unit

TWO = "return two arrays: `return cosines, rows`"
# What is looked at of a long list of results. So long that a partial sort leaves it in disorder.
LONG, PLACES = 600, (0, 1, 299, 598)


def _searches(rng):
    """A few of many; fewer vectors than k, two of them equal; and many results.

    So many that their order tells a sort.
    """
    lengths = rng.permutation([0.2, 0.5, 1.0, 2.0, 3.0, 8.0] * 5)[:, None]
    few = 4 * rng.normal(size=(2, 6)), rng.normal(size=(30, 6)) * lengths, 3
    few[1][rng.integers(30)] = few[0][1] / 3  # what is asked is in the gallery
    two = rng.normal(size=(2, 6)) * lengths[:2]
    short = 4 * rng.normal(size=(1, 6)), np.concatenate([two, two[:1]]), 4
    query = _unit(rng.normal(size=6))
    many = 3 * query[None], _around(rng, query, 2000) * rng.uniform(0.2, 5, size=(2000, 1)), LONG
    return tuple(
        (queries.astype(np.float32), gallery.astype(np.float32), k)
        for queries, gallery, k in (few, short, many)
    )


def _case(rng):
    queries, gallery = rng.normal(size=(2, 6)), rng.normal(size=(30, 6))
    return queries.astype(np.float32), gallery.astype(np.float32), int(rng.integers(2, 9))


def _read(found):
    return _scores_and_rows(found, TWO)


def _each(answer, few, short, many):
    """Of the short list, where 0 and 2 are equal, its rows as a set, and which of them are 1.

    Of one hit for each vector of the gallery, which is itself, the shapes and the rows.
    """
    found = [_read(answer(*search)) for search in (few, short, many)]
    cosines, itself = _read(answer(few[1], few[1], 1))
    one = cosines.shape, itself
    in_short, (cosines, rows) = found[1], found[2]
    all_rows = in_short[0], np.sort(in_short[1]), in_short[1] == 1
    return [found[0], *all_rows, one, rows.shape, cosines[:, PLACES], rows[:, PLACES]]


@question(
    inputs=and_another(_searches, _case),
    observe=and_as_before(_each, _read),
    withheld=SEARCHES_AND_METRICS,
)
def exact_search(answer, holds):
    answer = reading(answer, _read)

    def right(queries, gallery, k):
        cosines = _unit(queries.astype(float)) @ _unit(gallery.astype(float)).T
        rows = np.argsort(-cosines, axis=1)[:, :k]
        return np.take_along_axis(cosines, rows, axis=1), rows

    rng = np.random.default_rng(1)
    queries, gallery = rng.normal(size=(3, 8)), rng.normal(size=(20, 8))
    gallery *= rng.uniform(0.2, 5, size=(20, 1))
    queries, gallery = queries.astype(np.float32), gallery.astype(np.float32)
    cosines, rows = right(queries, gallery, 4)
    unsorted = "the right rows, and not in order. The k best still have to be sorted"
    with holds("two arrays, k columns for each query"):
        found = answer(queries, gallery, 4)
        expect.shape(found[0], (3, 4), "k cosines for each query")
        expect.shape(found[1], (3, 4), "k rows of the gallery for each query")
        for part in answer(queries, gallery, 1):
            expect.shape(part, (3, 1), "one column for k = 1")
    with holds("two vectors of one direction are two"):
        once = "both have a cosine of 1 with the first query, and one got lost"
        for two in ([[2, 4], [1, 2]], [[1, 2], [1, 2]]):
            found = answer(*np.array([[[1, 2], [5, 5]], two], dtype=np.float32), 2)
            expect.shape(found[1], (2, 2), once)
            expect.that(set(found[1][0]) == {0, 1}, once)
    with holds("the highest cosine comes first"):
        found = answer(queries, gallery, 4)[1]
        expect.shape(found, rows.shape, "k rows of the gallery for each query")
        lowest = "these have the lowest cosines. Which way does it sort?"
        expect.unlike(found, right(queries, -gallery, 4)[1], lowest)
        upwards = "the right rows, the best last. Search results begin with the best"
        expect.unlike(found, rows[:, ::-1], upwards)
        lengths = "a long vector has an advantage here. Is the gallery normalized?"
        by_product = np.argsort(-queries @ gallery.T, axis=1)[:, :4]
        expect.unlike(found, by_product, lengths)
        by_distance = np.linalg.norm(queries[:, None] - gallery, axis=2).argsort(axis=1)[:, :4]
        expect.unlike(found, by_distance, "these are the shortest distances. " + lengths)
        sizes = "the largest absolute values. A cosine of -1 is the farthest, not the nearest"
        by_size = np.abs(right(queries, gallery, 20)[0]).argsort(axis=1)[:, ::-1][:, :4]
        by_size = np.take_along_axis(right(queries, gallery, 20)[1], by_size, axis=1)
        expect.unlike(found, by_size, sizes)
        expect.that((found == rows).all() or not _same_sets(found, rows), unsorted)
        expect.equal(found, rows, "These cosines were worked out one by one")
    with holds("the best first, among 600 too"):
        query = _unit(rng.normal(size=6))
        many = _around(rng, query, 2000).astype(np.float32)
        found = answer(query[None].astype(np.float32), many, LONG)[1]
        wanted = right(query[None], many, LONG)[1]
        expect.shape(found, wanted.shape)
        expect.that((found == wanted).all() or not _same_sets(found, wanted), unsorted)
        expect.equal(found, wanted)
    with holds("the scores are cosines, in the order of the rows"):
        found = answer(queries, gallery, 4)[0]
        queries_left = "these are cosines times the query's length. Are both sides normalized?"
        lengths = np.linalg.norm(queries, axis=1, keepdims=True)
        expect.unlike(found, cosines * lengths, queries_left, 1e-4)
        far = "these are distances, 1 minus the cosine. Cosines are asked for"
        expect.unlike(found, 1 - cosines, far, 1e-4)
        places = "these are the cosines of the first rows, not of the best"
        expect.unlike(found, (_unit(queries) @ _unit(gallery).T)[:, :4], places, 1e-4)
        expect.close(found, cosines, "Each score belongs to the row in the same place", 2e-5)
    with holds("where k is larger than the gallery, all of it comes"):
        found = answer(queries, gallery[:3], 9)
        expect.shape(found[1], (3, 3), "as many columns as there are vectors")
        all_three = right(queries, gallery[:3], 3)
        expect.equal(found[1], all_three[1])
        below = "a cosine below 0 is one, too"
        expect.close(found[0], all_three[0], below, 2e-5)
    with holds("a vector of the gallery finds itself first"):
        three = np.array([[3, 1, 0], [0, 5, 0], [0, 1, 1]], dtype=np.float32)
        found = answer(2 * three[1:2], three, 2)[1]
        expect.equal(found, np.array([[1, 2]]), "its cosine with itself is 1, the highest of all")
        three[2] *= 0.1
        short = "a short vector lost, even to itself. Are all of them normalized?"
        expect.equal(answer(three[2:], three, 2)[1], np.array([[2, 1]]), short)
        others = np.roll(gallery, 1, axis=0)
        itself = "a vector lost to itself. Is a cosine of 1 left out, or another gallery kept?"
        expect.equal(answer(2 * others, others, 1)[1], np.arange(20)[:, None], itself)
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "queries gallery k")


def _same_sets(found, rows):
    return found.shape == rows.shape and (np.sort(found, axis=1) == np.sort(rows, axis=1)).all()
