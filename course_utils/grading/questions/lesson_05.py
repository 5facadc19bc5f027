"""Exercise 05: finding neighbours among many."""

from functools import cache

import numpy as np

from course_utils.grading import expect
from course_utils.grading.questions import question


def _unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def _queries_and_gallery(rng):
    n = rng.choice([3, 6])  # three vectors are fewer than k
    lengths = rng.permutation([0.2, 0.5, 1.0, 2.0, 3.0, 8.0])[:n, None]
    return 4 * rng.normal(size=(2, 6)), rng.normal(size=(n, 6)) * lengths, 4


@question(inputs=_queries_and_gallery)
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


def _pieces(rng):
    codebooks = rng.normal(size=(3, 4, 2))
    return rng.normal(size=(2, 6)), codebooks, rng.integers(4, size=(5, 3))


@question(inputs=_pieces)
def pq_estimates(answer, holds):
    rng = np.random.default_rng(3)
    queries, codebooks, codes = rng.normal(size=(4, 15)), rng.normal(size=(5, 8, 3)), None
    codes = rng.integers(8, size=(30, 5))

    def decoded(codes, order=range(5)):
        return np.array([[x for m in order for x in codebooks[m][row[m]]] for row in codes])

    with holds("by hand: two pieces of one number, two entries each"):
        books = np.array([[[1.0], [2.0]], [[10.0], [20.0]]])
        found = answer(np.array([[3.0, 0.5]]), books, np.array([[0, 0], [0, 1], [1, 0]]))
        expect.shape(found, (1, 3), "an estimate for each query and each vector")
        mean = "these are means over the pieces. A dot product adds them up"
        expect.unlike(found, np.array([[4.0, 6.5, 5.5]]), mean)
        first = "every piece is looked up in the first codebook. Each piece has its own"
        expect.unlike(found, np.array([[3.5, 4.0, 6.5]]), first)
        expect.close(found, np.array([[8.0, 13.0, 11.0]]))
    with holds("one estimate for every pair: shape (n_queries, n)"):
        expect.shape(answer(queries, codebooks, codes), (4, 30), "a row for each query")
    with holds("it is the product with the decoded vector"):
        found = answer(queries, codebooks, codes)
        vectors = decoded(codes)
        distance = np.square(queries[:, None] - vectors).sum(axis=2)
        squared = "these are squared distances to the decoded vectors. Estimate the product"
        expect.unlike(found, distance, squared)
        expect.unlike(found, -distance, squared)
        cosine = "the decoded vectors were normalized. An estimate leaves them as they are"
        expect.unlike(found, queries @ _unit(vectors).T, cosine)
        expect.unlike(found, _unit(queries) @ _unit(vectors).T, cosine)
        strided = queries.reshape(4, 3, 5).transpose(0, 2, 1).reshape(4, 15)
        why = "piece m is made of every 5th number. Pieces are neighbours: the first 3, the next 3"
        expect.unlike(found, strided @ vectors.T, why)
        expect.close(found, queries @ vectors.T, "Decode one vector and check", tolerance=1e-5)
    with holds("vectors with one code get one estimate"):
        same = np.repeat(codes[:1], 3, axis=0)
        found = answer(queries, codebooks, same)
        expect.close(found, np.repeat(found[:, :1], 3, axis=1), tolerance=1e-5)


def _hits(rng):
    gallery = rng.normal(size=(10, 6)) * rng.uniform(0.3, 4, size=(10, 1))
    return 2 * rng.normal(size=(2, 6)), gallery, 4


@question(inputs=_hits)
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


def _padded(rng):
    rows = np.array([np.append(0, 1 + rng.permutation(5)[:3]) for _ in range(3)])
    for row, kept in zip(rows, rng.permutation([4, 2, 0]), strict=True):
        row[kept:] = -1
    return rows, [f"article {letter}" for letter in rng.permutation(list("abcdef"))]


@question(inputs=_padded)
def named_results(answer, holds):
    names = ["lamp", "violin", "umbrella", "zebra"]

    def lists(rows):
        found = answer(np.array(rows), names)
        expect.kind(found, [])
        several = "return a list of lists: one for each query, also where it has empty places"
        expect.that(len(found) == len(rows), several)
        expect.that(not any(isinstance(part, str) for part in found), several)
        return [list(part) for part in found]

    with holds("the names, best first"):
        right = [["umbrella", "violin"], ["zebra", "umbrella"]]
        expect.that(lists([[2, 1], [3, 2]]) == right, "some names are not those of the rows")
    with holds("an empty place is no article"):
        found = lists([[2, -1, -1], [1, 3, -1]])
        last = "the last article fills the empty places. What does names[-1] mean in Python?"
        expect.that("zebra" not in found[0], last)
        expect.that(len(found[0]) == 1, "an empty place should leave nothing behind, no blank")
        expect.that(found == [["umbrella"], ["violin", "zebra"]], "other names were expected")
    with holds("row 0 is an article like any other"):
        found = lists([[0, 3, -1]])
        lost = "the article in row 0 got lost. Which numbers are no row?"
        expect.that("lamp" in found[0], lost)
        expect.that(found == [["lamp", "zebra"]], "other names were expected")
    with holds("a query that found nothing has an empty list"):
        empty = "an empty list keeps the place of such a query"
        expect.that(lists([[-1, -1], [1, -1]]) == [[], ["violin"]], empty)


def _found_and_true(rng):
    true = np.array([rng.permutation(12)[:4] for _ in range(5)])
    found = np.array([rng.permutation(12)[:6] for _ in range(5)])
    found[rng.integers(5), 2:] = -1
    true[rng.integers(5), 3:] = -1
    return found, true


@question(inputs=_found_and_true)
def recall_against_exact(answer, holds):
    true = np.array([[1, 2, 3, 4], [5, 6, 7, 8]])
    with holds("all found is 1, nothing found is 0"):
        expect.close(answer(true, true), 1.0)
        expect.close(answer(true + 100, true), 0.0)
    with holds("the order does not matter"):
        why = "the same rows in another order are found all the same"
        expect.close(answer(true[:, ::-1], true), 1.0, why)
    with holds("it is a share of the true neighbours, averaged over the queries"):
        found = answer(np.array([[1, 2, 90, 91], [5, 92, 93, 94]]), true)
        expect.unlike(found, 1.0, "one hit a query is enough here: that is the hit rate")
        expect.unlike(found, 3.0, "a number of hits, not a share")
        expect.unlike(found, 1.5, "a number of hits, not a share")
        expect.close(found, 0.375)
    with holds("a longer list of results is not punished"):
        more = np.concatenate([true, true + 50], axis=1)
        why = "all true neighbours are found. What do you divide by?"
        expect.close(answer(more, true), 1.0, why)
    with holds("a -1 is nothing: not found, and not to be found"):
        found = answer(np.array([[1, 2, -1, -1]]), np.array([[1, 3, -1, -1]]))
        expect.unlike(found, 0.75, "-1 counts as found. An empty place is no neighbour")
        expect.unlike(found, 2 / 3, "-1 counts as found. An empty place is no neighbour")
        missing = "the empty places of `true` count as neighbours that were missed"
        expect.unlike(found, 0.25, missing)
        expect.close(found, 0.5)


PICTURES, MEMORY, READS, WANTED = 200_000_000, 16e9, 100, 0.95
KINDS = ("flat", "hnsw", "ivfpq", "refine")


@cache
def _estimated(m):
    """Row numbers of the 200 best estimates of PQ with m codes, for titles of clip art."""
    from course_utils.threads import load_faiss

    vectors, queries = _clipart()
    faiss = load_faiss()
    index = faiss.IndexPQ(384, m, 8, faiss.METRIC_INNER_PRODUCT)
    index.pq.cp.niter, index.pq.cp.min_points_per_centroid = 5, 1
    index.pq.cp.max_points_per_centroid = 16
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    index.train(vectors)
    index.add(vectors)
    candidates = index.search(queries, 200)[1]
    faiss.omp_set_num_threads(threads)
    return candidates


@cache
def _clipart():
    """Three quarters of the clip art, and the titles of the rest."""
    from course_utils.clip import pair_embeddings

    images, texts = pair_embeddings("clipart")
    asked = np.arange(len(images)) % 4 == 0
    return images[~asked], texts[asked]


def _refined_recall(m, candidates):
    """Recall@10 when so many of the best estimates are compared exactly."""
    vectors, queries = _clipart()
    scores = queries @ vectors.T
    true = np.argsort(-scores, axis=1)[:, :10]
    rows = _estimated(m)[:, :candidates]
    exact = np.take_along_axis(scores, rows, axis=1)
    best = np.take_along_axis(rows, np.argsort(-exact, axis=1)[:, :10], axis=1)
    return float(np.mean([len(set(a) & set(b)) / 10 for a, b in zip(best, true, strict=True)]))


def _bytes(kind, m):
    return {"flat": 4 * 384, "hnsw": 4 * 384 + 2 * 16 * 4}.get(kind, m + 8)


def _well_formed(plan):
    return (
        isinstance(plan, tuple | list)
        and len(plan) == 3
        and plan[0] in KINDS
        and all(isinstance(x, int | np.integer) and not isinstance(x, bool) for x in plan[1:])
        and (plan[0] in ("flat", "hnsw") or (plan[1] > 0 and 384 % plan[1] == 0 and plan[2] >= 10))
    )


def _found_by(kind, m, candidates):
    if kind in ("flat", "hnsw"):
        return 1.0
    return _refined_recall(int(m), 10 if kind == "ivfpq" else min(int(candidates), 200))


def _consequences(plan):
    kind, m, candidates = plan
    reads = candidates if kind == "refine" else 0
    return {
        "fits": _bytes(kind, m) * PICTURES <= MEMORY,
        "few reads": reads <= READS,
        "finds enough": _found_by(kind, m, candidates) >= WANTED,
    }


@question(kind="value", observe=_consequences)
def index_plan(value, holds):
    with holds("a kind, a number of codes, a number of candidates"):
        three = isinstance(value, tuple | list) and len(value) == 3
        expect.that(three, 'give three things, such as ("hnsw", 0, 0) or ("refine", 96, 200)')
        expect.one_of(value[0], KINDS)
        if value[0] in ("ivfpq", "refine"):
            divides = isinstance(value[1], int) and value[1] > 0 and 384 % value[1] == 0
            pieces = "M is the number of pieces, and 384 numbers must divide into them evenly"
            expect.that(divides, pieces)
        expect.that(_well_formed(value), "the second and third are whole numbers, candidates >= 10")
    with holds("200 million of them fit into 16 GB"):
        size = _bytes(value[0], value[1]) * PICTURES
        too_much = f"they take {size / 1e9:.0f} GB. How many bytes may one picture have?"
        expect.that(size <= MEMORY, too_much)
    with holds("at most 100 vectors are read from disk for a query"):
        reads = value[2] if value[0] == "refine" else 0
        expect.that(reads <= READS, f"{reads} reads. How far down do the true ten stand?")
    with holds("nineteen of twenty neighbours are found"):
        found = _found_by(*value)
        bound = "The codes bound it. What do large systems do with the best estimates?"
        refine = "More candidates, or longer codes?"
        why = bound if value[0] == "ivfpq" else refine
        expect.that(found >= WANTED, f"recall@10 is {found:.2f}. {why}")
