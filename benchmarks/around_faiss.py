"""What VectorIndex adds around one search of faiss, and what a filter costs beside a scan."""

import time
from statistics import median

import numpy as np

from benchmarks.vectors import vectors_and_queries
from course_utils.retrieval import VectorIndex
from course_utils.retrieval.kinds import search
from course_utils.threads import OneThread, load_faiss

DIM, SINGLE, ROUNDS = 128, 200, 7
ALLOWED = (0.001, 0.01, 0.1, 0.5)


def seconds(work, queries) -> float:
    """CPU seconds of one call for each of the queries."""
    start = time.process_time()
    for query in queries:
        work(query)
    return (time.process_time() - start) / len(queries)


def paired(ours, bare, queries) -> tuple[float, float]:
    """Medians of both, in µs, taken in turn so that other work on the machine meets both."""
    times = [(seconds(ours, queries), seconds(bare, queries)) for _ in range(ROUNDS)]
    return tuple(1e6 * median(each) for each in zip(*times, strict=True))


def wrapper(n: int) -> str:
    """One query at a time through VectorIndex, and through faiss with the same width."""
    vectors, queries = vectors_and_queries(n, SINGLE, DIM, seed=4)
    lines = ["| kind | VectorIndex, µs | faiss, µs | difference, µs |", "|---|---|---|---|"]
    for kind in ("flat", "ivf", "hnsw", "refine"):
        index = VectorIndex(DIM, kind)
        index.add(vectors)
        inside, options = index.faiss_index, index.options
        with OneThread():
            one, bare = paired(
                lambda q, index=index: index.search(q, 10),
                lambda q, i=inside, k=kind, o=options: search(i, k, o, q, 10),
                queries[:, None],
            )
        lines.append(f"| {kind} | {one:.0f} | {bare:.0f} | {one - bare:.1f} |")
    return "\n".join(lines)


def filtered(n: int) -> str:
    """Search among some, beside a scan of those alone: gathered, multiplied, sorted in part."""
    faiss = load_faiss()
    vectors, queries = vectors_and_queries(n, SINGLE, DIM, seed=4)
    rng = np.random.default_rng(0)
    lines = [
        "| kind | allowed | queries | among, µs | scan, µs | ratio |",
        "|---|---|---|---|---|---|",
    ]
    for kind in ("flat", "ivf", "hnsw", "refine"):
        index = VectorIndex(DIM, kind)
        index.add(vectors)
        for share in ALLOWED:
            mask = rng.random(n) < share
            for asked in (queries[:20, None], queries[None]):
                with OneThread():
                    ours, scan = paired(
                        lambda q, index=index, mask=mask: index.search(q, 10, among=mask),
                        lambda q, mask=mask: faiss.knn(
                            q, vectors[mask], 10, faiss.METRIC_INNER_PRODUCT
                        ),
                        asked,
                    )
                lines.append(
                    f"| {kind} | {share:.1%} | {asked.shape[1]} | {ours:.0f} | {scan:.0f} "
                    f"| {ours / scan:.2f} |"
                )
    return "\n".join(lines)
