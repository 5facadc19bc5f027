"""What VectorIndex adds around one search of faiss, and what a filter costs beside a scan."""

import time
from collections.abc import Callable
from itertools import cycle, islice
from statistics import median

import numpy as np

from benchmarks.vectors import unit, vectors_and_queries
from course_utils.retrieval import VectorIndex
from course_utils.threads import OneThread, load_faiss

DIM, K, SINGLE, CALLS = 128, 10, 200, 600
ALLOWED = (0.001, 0.01, 0.1, 0.5)
KINDS = ("flat", "ivf", "hnsw", "refine")


def paired(ours: Callable, theirs: Callable, queries: np.ndarray, calls: int) -> tuple:
    """Medians of both, in CPU µs: call by call in turn, so that other work meets both alike."""
    times = {ours: [], theirs: []}
    for turn, query in enumerate(islice(cycle(queries), calls)):
        for work in (ours, theirs) if turn % 2 else (theirs, ours):
            start = time.process_time_ns()
            work(query)
            times[work].append(time.process_time_ns() - start)
    return tuple(median(found) / 1000 for found in times.values())


def bare(index: VectorIndex) -> Callable:
    """The search of faiss alone, as wide, its parameters made beforehand."""
    faiss, options, inside = load_faiss(), index.options, index.faiss_index
    params = None
    if index.kind == "hnsw":
        params = faiss.SearchParametersHNSW(efSearch=options["efSearch"])
    if "nprobe" in options:
        params = faiss.SearchParametersIVF(nprobe=options["nprobe"])
    if index.kind == "refine":
        params = faiss.IndexRefineSearchParameters(
            k_factor=options["k_factor"], base_index_params=params
        )
    return lambda queries: inside.search(queries, K, params=params)


def wrapper(n: int) -> str:
    """One query at a time through VectorIndex, and through faiss with the same width."""
    vectors, queries = vectors_and_queries(n, SINGLE, DIM, seed=4)
    lines = [
        "| kind | VectorIndex, µs | faiss, µs | difference, µs | goal |",
        "|---|---|---|---|---|",
    ]
    for kind in KINDS:
        index = VectorIndex(DIM, kind)
        index.add(vectors)
        one, inside = paired(
            lambda q, index=index: index.search(q, K), bare(index), queries[:, None], CALLS
        )
        more = one - inside
        goal = "met" if more < 10 else "missed"
        lines.append(f"| {kind} | {one:.0f} | {inside:.0f} | {more:.1f} | {goal} |")
    return "\n".join(lines)


def scan(vectors: np.ndarray, ids: np.ndarray, mask: np.ndarray) -> Callable:
    """The same questions answered by hand: no check, no index."""
    faiss = load_faiss()

    def answer(queries: np.ndarray):
        """Unit queries against the vectors allowed, then places into ids."""
        allowed = vectors[mask]
        scores, found = faiss.knn(unit(queries), allowed, K, faiss.METRIC_INNER_PRODUCT)
        return scores, ids[mask][found]

    return answer


def filtered(n: int) -> str:
    """Search among some, beside a scan of those alone."""
    vectors, queries = vectors_and_queries(n, SINGLE, DIM, seed=4)
    rng = np.random.default_rng(0)
    lines = [
        "| kind | allowed | queries | among, µs | scan, µs | ratio |",
        "|---|---|---|---|---|---|",
    ]
    ratios = []
    for kind in KINDS:
        index = VectorIndex(DIM, kind)
        index.add(vectors)
        for share in ALLOWED:
            mask = rng.random(n) < share
            for asked in (queries[:, None], queries[None]):
                with OneThread():
                    ours, slow = paired(
                        lambda q, index=index, mask=mask: index.search(q, K, among=mask),
                        scan(vectors, index.ids, mask),
                        asked,
                        CALLS // (20 if asked.shape[1] > 1 else 2),
                    )
                ratios.append(ours / slow)
                lines.append(
                    f"| {kind} | {share:.1%} | {asked.shape[1]} | {ours:.0f} | {slow:.0f} "
                    f"| {ours / slow:.2f} |"
                )
    within, beyond = (sum(r <= limit for r in ratios) for limit in (1, 1.05))
    lines += [
        "",
        f"Not slower in {within} of {len(ratios)} cases, within 5 % of it in {beyond}, at worst "
        f"{max(ratios):.2f} times its time; median {median(ratios):.2f}.",
    ]
    return "\n".join(lines)
