"""The question truncated_search."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading, whole


def _a_search(rng):
    gallery = rng.normal(size=(8, 6)) * 10 ** rng.uniform(-3, 0.5, size=(8, 1))
    gallery[:, 3:] *= rng.uniform(0.1, 4, size=(8, 1))  # what is cut off weighs differently
    behind = rng.normal(size=(8, 6))
    behind[:, 0] = -9
    dim = int(rng.integers(2, 4))
    return rng.normal(size=(12, 6)), gallery, dim, behind, _a_long_gallery(rng, dim)


def _a_long_gallery(rng, dim):
    """A query for each kept number, and 300 rows: its best one is like it up to the cut alone.

    The row before that one is nearly as good.
    """
    queries, gallery = np.full((dim, dim + 3), 3.0), -rng.uniform(0.5, 1, size=(300, dim + 3))
    gallery[:, dim:] = 3
    queries[:, :dim] = np.eye(dim)
    places = rng.integers([270, 100, 200, 20][:dim], [300, 120, 250, 50][:dim])
    gallery[places] = np.eye(dim, dim + 3)
    gallery[places - 1] = gallery[places] + 0.02 * np.roll(gallery[places], 1, axis=0)
    gallery[places, dim:] = -3
    return queries, gallery


def _all_and_one(answer, queries, gallery, dim, behind, long):
    """For all queries, the first alone, some with a gallery behind them, and other galleries.

    One is long, and one has as many rows as numbers are kept.
    """
    ahead = gallery.copy()
    ahead[:, 0] = np.abs(ahead[:, 0]) + 1
    ahead[:, 1:dim] /= 2
    asked = (queries, gallery), (queries[:1], gallery), (behind, ahead), long
    asked += ((queries[:dim], gallery[:dim]),)
    return [whole(answer(*sides, dim)) for sides in asked]


@question(inputs=_a_search, observe=_all_and_one, withheld=("similarity.truncate",))
def truncated_search(answer, holds):
    answer = reading(answer, whole)
    rng = np.random.default_rng(4)
    queries, gallery = rng.normal(size=(40, 12)), rng.normal(size=(60, 12))

    def slow(queries, gallery, dim):
        best = []
        for q in queries[:, :dim]:
            cosines = [q @ g / math.sqrt((q @ q) * (g @ g)) for g in gallery[:, :dim]]
            best.append(cosines.index(max(cosines)))
        return np.array(best)

    def same(found, right, why):
        expect.shape(found, (40,), "one row of the gallery for each query")
        off = int(np.sum(found != right))
        expect.that(off == 0, f"{off} of 40 queries get another row. {why}")

    with holds("one row number for each query"):
        found = answer(queries, gallery, 4)
        turned = (
            "one row for each of the gallery: it looks for queries. Which axis is the best along?"
        )
        expect.that(found.shape != (60,), turned)
        expect.shape(found, (40,), "one row of the gallery for each query")
        expect.shape(answer(queries[:1], gallery, 4), (1,), "one row for one query, in an array")
    with holds("with all numbers kept it is the ordinary search"):
        found = answer(queries, 5 * gallery, 12)
        farthest = "these are the lowest cosines. Is the highest one the best?"
        expect.unlike(found, slow(queries, -gallery, 12), farthest)
        off_by_one = "rows are counted from 0, as Python does"
        expect.unlike(found, slow(queries, gallery, 12) + 1, off_by_one)
        dots = (queries @ gallery.T).argmax(axis=1)
        expect.unlike(found, dots, "Which side has to be normalized for a ranking?")
        fewer = "one number too few is kept: dim = 12 are all twelve"
        expect.unlike(found, slow(queries, gallery, 11), fewer)
        cosines = queries @ (gallery / np.linalg.norm(gallery, axis=1, keepdims=True)).T
        sign = "the largest cosine without its sign won. -1 is the farthest"
        expect.unlike(found, np.abs(cosines).argmax(axis=1), sign)
        ends = np.square(queries[:, None] - 5 * gallery).sum(axis=2).argmin(axis=1)
        expect.unlike(found, ends, "these are nearest end to end, whatever the direction")
        same(found, slow(queries, gallery, 12), "The highest cosine wins")
    with holds("the highest cosine may lie below 0"):
        found = answer(
            np.array([[9.0, 0, 7]]), np.array([[-3.0, 0.1, 5], [-1, 2, -5], [-1, 1, 0]]), 2
        )
        below = (
            "all cosines are below 0 here, and one is still the highest. Where does yours start?"
        )
        expect.equal(found, np.array([1]), below)
    with holds("every row of the gallery is looked at"):
        itself = "a query that stands in the gallery is the nearest to itself. Was it left out?"
        expect.equal(answer(gallery[:6], gallery[:6], 4), np.arange(6), itself)
        far, long = _a_long_gallery(rng, 4)
        turned = "with the rows in another order it is another one"
        backwards = 59 - answer(queries[::-1], gallery[::-1], 4)[::-1]
        expect.equal(backwards, answer(queries, gallery, 4), turned)
        square = "with as many rows as numbers it is another one. Which axis is which there?"
        few = queries[:4], gallery[:4]
        expect.equal(answer(*few, 4), slow(*few, 4), square)
        why = "of 300 rows it is another one. Do blocks or a short list leave some out?"
        expect.equal(answer(far, long, 4), slow(far, long, 4), why)
    with holds("the numbers that are cut off change nothing"):
        other = gallery.copy()
        other[::2, 4:] *= 5
        when = "When is the length measured, before or after the cut?"
        same(answer(queries, other, 4), answer(queries, gallery, 4), when)
    with holds("the length of a row changes nothing"):
        longer = gallery * 10 ** rng.uniform(-3, 1, size=(60, 1))
        why = "Which side has to be normalized for a ranking?"
        same(answer(queries, longer, 4), answer(queries, gallery, 4), why)
    with holds("it is the highest cosine of the first dim numbers"):
        last = "these are the last dim numbers. Where does truncation keep the important ones?"
        found = answer(queries, gallery, 4)
        expect.unlike(found, slow(queries[:, ::-1], gallery[:, ::-1], 4), last)
        whole_rows = "all numbers are used: nothing is cut off"
        expect.unlike(found, slow(queries, gallery, 12), whole_rows)
        one_more = "one number too many is kept: dim = 4 are four"
        expect.unlike(found, slow(queries, gallery, 5), one_more)
        expect.unlike(found, slow(queries, gallery, 3), "one number too few is kept")
        odd = "dim = 3 are the first three"
        expect.equal(answer(queries, gallery, 3), slow(queries, gallery, 3), odd)
        cut = queries[:, :4], gallery[:, :4]
        nearest = ((cut[0][:, None] - cut[1]) ** 2).sum(axis=2).argmin(axis=1)
        expect.unlike(found, nearest, "these are nearest end to end, whatever the direction")
        same(found, slow(queries, gallery, 4), "These cosines were worked out one by one")
