"""The question ivf_search."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions.lesson_05._shared import _unit


def _cells(rng, n):
    vectors = _unit(rng.normal(size=(n, 4)))
    centroids = vectors[:6]  # so that no cell is empty
    return vectors, centroids, (vectors @ centroids.T).argmax(axis=1)


def _a_probe(rng):
    # Two cells hold fewer than six vectors about as often as more.
    return _unit(rng.normal(size=4)), *_cells(rng, 14), int(rng.choice([2, 3])), 6


@question(inputs=_a_probe)
def ivf_search(answer, holds):
    rng = np.random.default_rng(2)
    vectors, centroids, cell_of = _cells(rng, 40)
    asked = _unit(rng.normal(size=(30, 4)))

    def slow(query, vectors, centroids, cell_of, nprobe, k):
        near = sorted(range(len(centroids)), key=lambda cell: -float(centroids[cell] @ query))
        probed = near[:nprobe]
        inside = [row for row in range(len(vectors)) if cell_of[row] in probed]
        best = sorted(inside, key=lambda row: -float(vectors[row] @ query))
        return np.array(best[:k], dtype=int)

    def compare(nprobe, k, why, centroids=centroids, cell_of=cell_of):
        for query in asked:
            found = answer(query, vectors, centroids, cell_of, nprobe, k)
            right = slow(query, vectors, centroids, cell_of, nprobe, k)
            expect.shape(found, right.shape, "one row number for each neighbour found")
            expect.equal(found, right, why)

    with holds("with every cell it is the exact search"):
        exact = vectors @ asked[0]
        found = answer(asked[0], vectors, centroids, cell_of, len(centroids), 5)
        expect.that(isinstance(found, np.ndarray), "return an array of row numbers")
        expect.unlike(found, np.argsort(exact)[:5], "the farthest come first. Which way is best?")
        expect.equal(found, np.argsort(-exact)[:5], "Row numbers of vectors, best first")
    with holds("nothing outside the probed cell is found"):
        for query in asked:
            found = answer(query, vectors, centroids, cell_of, 1, 40)
            expect.that((found >= 0).all(), "a -1 is no row. Return fewer where there are fewer")
            expect.that(len(found) < 40, "vectors of all cells came back. What does nprobe do?")
            cells = np.unique(cell_of[found])
            several = "rows of several cells for nprobe = 1. Are these row numbers of vectors, "
            expect.that(len(cells) < 2, several + "or places in the shorter list?")
    with holds("the probed cells are those whose centroids are nearest to the query"):
        for query in asked:
            found = answer(query, vectors, centroids, cell_of, 1, 3)
            worst = (centroids @ query).argmin()
            why = "the cell with the farthest centroid was searched. Which product is best?"
            expect.that(len(found) == 0 or cell_of[found[0]] != worst, why)
        compare(1, 3, "Rank the centroids by their inner product with the query")
    with holds("nprobe cells are searched, not one"):
        compare(3, 6, "Are vectors of all three nearest cells compared?")
    with holds("fewer than k come where the cells hold fewer, in the end none"):
        lonely = np.where(cell_of == 0, 1, cell_of)  # cell 0 is empty now
        towards = centroids[0]
        found = answer(towards, vectors, centroids, lonely, 1, 3)
        expect.shape(found, (0,), "an empty cell gives an empty array")
        compare(1, 40, "All vectors of one cell, best first")
