"""Measure what exercise 05 judges index plans by, and write it to course_utils/assets.

    python tools/measure_index_plans.py

For four galleries, each M and each number of candidates: the share of the true ten neighbours
that are found where so many of the best estimates are compared exactly. Stored, since a judge that
measures again takes seconds for each submission, and k-means differs a little between processors.
"""

import json
from pathlib import Path

import numpy as np

from course_utils.clip import pair_embeddings
from course_utils.retrieval import realistic_vectors
from course_utils.threads import load_faiss

TARGET = Path(__file__).parents[1] / "course_utils/assets/index_plans.json"
LARGEST, CANDIDATES, NEIGHBOURS = 100_000, 100, 10
PIECES = [m for m in range(1, 65) if 384 % m == 0]


def clip_art() -> tuple[np.ndarray, np.ndarray]:
    """Three quarters of the clip art, and the titles of the rest."""
    images, texts = pair_embeddings("clipart")
    asked = np.arange(len(images)) % 4 == 0
    return images[~asked], texts[asked]


def galleries() -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Vectors of each gallery by its name, and the titles that are searched with."""
    searched, titles = clip_art()
    every = np.concatenate([searched, *(pair_embeddings(name)[0] for name in ("photos", "emoji"))])
    # The control: as many made vectors as there are real ones, each real one serving as often as
    # among the 100,000.
    few = np.random.default_rng(0).permutation(len(every))[: len(every) ** 2 // LARGEST]
    found = {
        "clip art": searched,
        "all pictures": every,
        "made": realistic_vectors(every[few], len(every), seed=0),
        "many made": realistic_vectors(every, LARGEST, seed=0),
    }
    return found, titles


def found_by_candidates(vectors: np.ndarray, queries: np.ndarray, pieces: int) -> list[float]:
    """Recall@10 with 10, 11, ... 100 of the best estimates compared exactly."""
    faiss = load_faiss()
    index = faiss.IndexPQ(384, pieces, 8, faiss.METRIC_INNER_PRODUCT)
    index.pq.cp.niter, index.pq.cp.min_points_per_centroid = 5, 1
    index.pq.cp.max_points_per_centroid = 16
    index.train(vectors)
    index.add(vectors)
    estimated = index.search(queries, CANDIDATES)[1]
    true = exact(vectors, queries)
    hits = (estimated[:, :, None] == true[:, None, :]).any(
        axis=2
    )  # a true one among the best is kept
    return (hits.cumsum(axis=1).mean(axis=0) / NEIGHBOURS)[NEIGHBOURS - 1 :].round(4).tolist()


def exact(vectors: np.ndarray, queries: np.ndarray) -> np.ndarray:
    """Rows of the true ten."""
    index = load_faiss().IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return index.search(queries, NEIGHBOURS)[1]


def main() -> None:
    load_faiss().omp_set_num_threads(1)
    vectors, queries = galleries()
    found = {
        name: {"n": len(part), "recall": {m: found_by_candidates(part, queries, m) for m in PIECES}}
        for name, part in vectors.items()
    }
    TARGET.write_text(json.dumps(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
