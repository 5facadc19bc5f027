"""The question exact_search."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _queries_and_gallery(rng):
    n = rng.choice([3, 6])  # three vectors are fewer than k
    lengths = rng.permutation([0.2, 0.5, 1.0, 2.0, 3.0, 8.0])[:n, None]
    return 4 * rng.normal(size=(2, 6)), rng.normal(size=(n, 6)) * lengths, 4


@question(inputs=_queries_and_gallery, withheld=("similarity.top_k", "retrieval.VectorIndex"))
def exact_search(answer, holds):
    def slow(queries, gallery, k):
        """One cosine at a time."""
        found = []
        for q in queries:
            cosines = [float(q @ g) / float(np.sqrt((q @ q) * (g @ g))) for g in gallery]
            best = sorted(range(len(gallery)), key=lambda row: -cosines[row])[:k]
            found.append([(cosines[row], row) for row in best])
        table = np.array(found)
        return table[:, :, 0], table[:, :, 1].astype(int)

    def both(queries, gallery, k):
        found = answer(queries, gallery, k)
        two = isinstance(found, tuple) and len(found) == 2
        expect.that(two, "return two arrays: `return cosines, rows`")
        return found

    rng = np.random.default_rng(1)
    queries, gallery = rng.normal(size=(3, 8)), rng.normal(size=(20, 8))
    gallery *= rng.uniform(0.2, 5, size=(20, 1))
    cosines, rows = slow(queries, gallery, 4)
    with holds("two arrays, k columns for each query"):
        found = both(queries, gallery, 4)
        expect.shape(found[0], (3, 4), "k cosines for each query")
        expect.shape(found[1], (3, 4), "k rows of the gallery for each query")
    with holds("the highest cosine comes first"):
        found = both(queries, gallery, 4)[1]
        lowest = "these have the lowest cosines. Which way does it sort?"
        expect.unlike(found, slow(queries, -gallery, 4)[1], lowest)
        upwards = "the right rows, the best last. Search results begin with the best"
        expect.unlike(found, rows[:, ::-1], upwards)
        lengths = "a long vector has an advantage here. Is the gallery normalized?"
        by_product = np.argsort(-queries @ gallery.T, axis=1)[:, :4]
        expect.unlike(found, by_product, lengths)
        by_distance = np.linalg.norm(queries[:, None] - gallery, axis=2).argsort(axis=1)[:, :4]
        expect.unlike(found, by_distance, "these are the shortest distances. " + lengths)
        expect.equal(found, rows, "These cosines were worked out one by one")
    with holds("the scores are cosines, in the order of the rows"):
        found = both(queries, gallery, 4)[0]
        queries_left = "these are cosines times the query's length. Are both sides normalized?"
        lengths = np.linalg.norm(queries, axis=1, keepdims=True)
        expect.unlike(found, cosines * lengths, queries_left)
        expect.close(found, cosines, "Each score belongs to the row in the same place", 1e-5)
    with holds("where k is larger than the gallery, all of it comes"):
        found = both(queries, gallery[:3], 9)
        expect.shape(found[1], (3, 3), "as many columns as there are vectors")
        expect.equal(found[1], slow(queries, gallery[:3], 3)[1])
