"""The question ivf_search."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading, whole
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions._shared import SEARCHES_AND_METRICS
from course_utils.grading.questions.lesson_05._shared import _around, _unit

MANY, LONG, PLACES = 2400, 500, (0, 1, 249, 498)


def _nearest(query, centroids):
    """Cells from near to far by product, by cosine and by distance."""
    products = centroids @ query
    cosines = products / np.linalg.norm(centroids, axis=1)
    return [np.argsort(x) for x in (-products, -cosines, np.linalg.norm(centroids - query, axis=1))]


def _cells(rng, query, n):
    """Vectors in six cells whose centroids are means, of which the three rankings differ."""
    while True:
        lengths = rng.permutation([0.35, 0.5, 0.65, 0.75, 0.9, 1.0])[:, None]
        centroids = lengths * _unit(rng.normal(size=(6, 4)))
        product, *others = _nearest(query, centroids)
        if all(product[0] != o[0] and set(product[:2]) != set(o[:2]) for o in others):
            break
    return _around(rng, query, n), centroids, rng.permutation(np.arange(n) % 6)


def _probes(rng):
    """Enough, too few, none in the nearest cells; every cell; one; a vector of the gallery, in
    cells of one vector each; three equal; many in order.
    """
    query = _unit(rng.normal(size=4))
    vectors, centroids, cell_of = _cells(rng, query, 24)
    best = _nearest(query, centroids)[0]
    cell_of[0] = best[0]  # row 0 is a row like any other
    emptied = np.where(cell_of == best[0], best[-1], cell_of)
    many, of_many = _around(rng, query, MANY), rng.permutation(np.arange(MANY) % 6)
    return (
        (query, vectors, centroids, cell_of, 2, 5),
        (query, vectors, centroids, cell_of, 1, 9),
        (query, vectors, centroids, emptied, 1, 3),
        (query, vectors, centroids, cell_of, 6, 3),
        (query, vectors, centroids, cell_of, 2, 1),
        (vectors[3], vectors, vectors, np.arange(24), 20, 20),
        (query, vectors[[0, 0, 0]], centroids, best[[0, 0, 0]], 1, 5),
        (query, many, centroids, of_many, 2, LONG),
    )


def _case(rng):
    query = _unit(rng.normal(size=4))
    return query, *_cells(rng, query, 42), int(rng.integers(1, 5)), int(rng.integers(2, 6))


def _each(answer, *probes):
    *found, equal, many = [whole(answer(*probe)) for probe in probes]
    return [*found, np.sort(equal), many.shape, many[list(PLACES)]]


@question(
    inputs=and_another(_probes, _case),
    observe=and_as_before(_each, whole),
    count=4,
    withheld=SEARCHES_AND_METRICS,
)
def ivf_search(answer, holds):
    answer = reading(answer, whole)
    rng = np.random.default_rng(2)
    asked = _unit(rng.normal(size=(12, 4)))
    worlds = [_cells(rng, query, 42) for query in asked]

    def slow(query, vectors, centroids, cell_of, nprobe, k, nearest=None):
        near = _nearest(query, centroids)[0] if nearest is None else nearest
        inside = [row for row in range(len(vectors)) if cell_of[row] in near[:nprobe]]
        best = sorted(inside, key=lambda row: -float(vectors[row] @ query))
        return np.array(best[:k], dtype=int)

    def compare(nprobe, k, why):
        for query, world in zip(asked, worlds, strict=True):
            found, right = answer(query, *world, nprobe, k), slow(query, *world, nprobe, k)
            expect.that(not (found < 0).any(), "a -1 is no row. Return fewer where there are fewer")
            others = [slow(query, *world, nprobe, k, near) for near in _nearest(query, world[1])]
            lengths = "the cells nearest by cosine or distance. Centroids have other lengths than 1"
            for other in others[1:]:
                expect.that(_same(other, right) or not _same(found, other), lengths)
            first = slow(query, *world, nprobe, k, np.arange(6))
            which = "these are the first cells, whatever the query. Which are near?"
            expect.that(_same(first, right) or not _same(found, first), which)
            missing = len(right) - len(found) if found.ndim == 1 else 0
            expect.that(missing <= 0, f"{missing} neighbours too few. {why}")
            expect.shape(found, right.shape, "one row number for each neighbour found")
            order = "the right rows, not in order. The best comes first"
            expect.that(set(found) != set(right) or (found == right).all(), order)
            expect.equal(found, right, why)

    query, (vectors, centroids, cell_of) = asked[0], worlds[0]
    with holds("with every cell it is the exact search"):
        exact = vectors @ query
        found = answer(query, vectors, centroids, cell_of, len(centroids), 5)
        expect.unlike(found, np.argsort(exact)[:5], "the farthest come first. Which way is best?")
        expect.equal(found, np.argsort(-exact)[:5], "Row numbers of vectors, best first")
        alone = "42 cells of one vector each, one of them asked for. Is each of them found?"
        found = answer(vectors[7], vectors, vectors, np.arange(42), 42, 42)
        expect.shape(found, (42,), alone)
        expect.equal(found, np.argsort(-(vectors @ vectors[7])), alone)
    with holds("nothing outside the probed cell is found"):
        found = answer(query, vectors, centroids, cell_of, 1, 40)
        expect.that((found >= 0).all(), "a -1 is no row. Return fewer where there are fewer")
        expect.that(found.ndim == 1, "return one row of numbers")
        expect.that((found < len(vectors)).all(), "no vector has such a row number")
        expect.that(len(found) < 40, "vectors of all cells came back. What does nprobe do?")
        several = "rows of several cells for nprobe = 1. Are these row numbers of vectors, "
        cells = np.unique(cell_of[found])
        expect.that(len(cells) < 2, several + "or places in the shorter list?")
        worst = _nearest(query, centroids)[0][-1]
        why = "the cell with the farthest centroid was searched. Which product is best?"
        expect.that(len(found) == 0 or cell_of[found[0]] != worst, why)
    with holds("the probed cells have the largest products with the query"):
        compare(1, 3, "Rank the centroids by their inner product with the query")
        compare(1, 1, "For k = 1 an array of one row number")
    with holds("nprobe cells are searched, not one"):
        compare(3, 9, "Are vectors of all three nearest cells compared?")
    with holds("fewer than k come where the cells hold fewer, in the end none"):
        best = _nearest(query, centroids)[0][0]
        lonely = np.where(cell_of == best, (best + 1) % 6, cell_of)
        found = answer(query, vectors, centroids, lonely, 1, 3)
        expect.shape(found, (0,), "an empty cell gives an empty array")
        compare(1, 40, "All vectors of one cell, best first")
    with holds("equal vectors are found, each of them"):
        found = answer(query, vectors[[5, 5, 8, 8]], centroids, cell_of[[5, 5, 5, 5]], 6, 9)
        lost = "of two vectors that are the same one got lost"
        expect.that(sorted(found.tolist()) == [0, 1, 2, 3], lost)
    with holds("the best first, among 500 too"):
        many, of_many = _around(rng, query, MANY), rng.permutation(np.arange(MANY) % 6)
        found = answer(query, many, centroids, of_many, 2, LONG)
        order = "not in order. The best comes first"
        expect.equal(found, slow(query, many, centroids, of_many, 2, LONG), order)
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "query vectors centroids cell_of nprobe k")


def _same(a, b):
    return a.shape == b.shape and (a == b).all()
