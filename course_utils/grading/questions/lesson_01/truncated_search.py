"""The question truncated_search."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _a_search(rng):
    gallery = rng.normal(size=(8, 6)) * rng.uniform(0.3, 3, size=(8, 1))
    gallery[:, 2:] *= rng.uniform(0.1, 4, size=(8, 1))  # what is cut off weighs differently
    return rng.normal(size=(5, 6)), gallery, 2


@question(inputs=_a_search, withheld=("similarity.truncate",))
def truncated_search(answer, holds):
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
        expect.shape(answer(queries, gallery, 4), (40,), "one row of the gallery for each query")
    with holds("with all numbers kept it is the ordinary search"):
        found = answer(queries, 5 * gallery, 12)
        farthest = "these are the lowest cosines. Is the highest one the best?"
        expect.unlike(found, slow(queries, -gallery, 12), farthest)
        same(found, slow(queries, gallery, 12), "The highest cosine wins")
    with holds("the numbers that are cut off change nothing"):
        other = gallery.copy()
        other[::2, 4:] *= 5
        when = "When is the length measured, before or after the cut?"
        same(answer(queries, other, 4), answer(queries, gallery, 4), when)
    with holds("the length of a row changes nothing"):
        longer = gallery * rng.uniform(0.2, 5, size=(60, 1))
        why = "Which side has to be normalized for a ranking?"
        same(answer(queries, longer, 4), answer(queries, gallery, 4), why)
    with holds("it is the highest cosine of the first dim numbers"):
        last = "these are the last dim numbers. Where does truncation keep the important ones?"
        found = answer(queries, gallery, 4)
        expect.unlike(found, slow(queries[:, ::-1], gallery[:, ::-1], 4), last)
        same(found, slow(queries, gallery, 4), "These cosines were worked out one by one")
