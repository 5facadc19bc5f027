"""The question index_plan."""

from functools import cache

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question

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
