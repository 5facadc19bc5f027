"""One engine over the vectors in a folder, in a process of its own: prints its figures as JSON.

    python -m benchmarks.index_run refine FOLDER [default]

Widths are chosen by some of the queries, for each recall that is wanted the one that costs least;
recall and time are reported of the others. Times are CPU seconds of one thread, medians of three.
Only from MANY vectors on do the peers build with all cores, whose CPU seconds are added up.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.vectors import recall

K, GOALS, ROUNDS, SINGLE = 10, (0.95, 0.97), 3, 300
LISTS = (10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, 160, 192, 256, 384, 512)
CELLS = (4, 8, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 192, 256)
MANY = 1_000_000
WIDTHS = {
    "refine": [{"nprobe": a, "k_factor": b} for a, b in product(CELLS, (2, 3, 4, 5, 6, 8, 10))],
    "ivf": [{"nprobe": a} for a in CELLS],
    "hnsw": [{"efSearch": a} for a in LISTS],
    "flat": [{}],
}


def vector_index(kind: str, vectors: np.ndarray):
    """A search of `VectorIndex`, and its widths."""
    from course_utils.retrieval import VectorIndex
    from course_utils.threads import load_faiss

    load_faiss().omp_set_num_threads(1)
    index = VectorIndex(vectors.shape[1], kind)
    yield "ready"
    index.add(vectors)
    for options in [{}, *WIDTHS[kind]]:  # first as it is by default
        if options.get("nprobe", 1) <= index.options.get("nlist", 1):
            index.set_options(**options)
            yield index.options, lambda queries: index.search(queries, K)[1]


def hnswlib(vectors: np.ndarray):
    """M and efConstruction as its README has them, times two in links."""
    import hnswlib as peer

    index = peer.Index(space="ip", dim=vectors.shape[1])
    index.init_index(max_elements=len(vectors), M=16, ef_construction=100)
    index.set_num_threads(1)
    yield "ready"
    index.add_items(vectors, num_threads=builders(vectors))
    for width in LISTS:
        index.set_ef(width)
        yield {"ef": width}, lambda queries: index.knn_query(queries, K, num_threads=1)[0]


def usearch(vectors: np.ndarray):
    """Its defaults, with numbers of 32 bits."""
    from usearch.index import Index

    index = Index(ndim=vectors.shape[1], metric="ip", dtype="f32")
    yield "ready"
    index.add(np.arange(len(vectors)), vectors, threads=builders(vectors))
    for width in LISTS:
        index.expansion_search = width
        yield {"expansion": width}, lambda q: index.search(q, K, threads=1).keys.reshape(-1, K)


def builders(vectors: np.ndarray) -> int:
    """Threads that a peer builds with: as many as there are, or nobody would wait for it."""
    return (os.cpu_count() or 1) if len(vectors) >= MANY else 1


def cpu_seconds(work: Callable) -> float:
    """Of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def private_mb() -> float:
    """What this process holds (RssAnon of Linux); NaN elsewhere."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    lines = status.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def run(engine: str, folder: Path, only_default: bool = False) -> dict:
    """Build time, memory, and what each recall costs."""
    names = ("vectors", "choosing", "reporting", "true_choosing", "true_reporting")
    vectors, choosing, reporting, true_c, true_r = (np.load(folder / f"{n}.npy") for n in names)
    peers = {"hnswlib": hnswlib, "usearch": usearch}
    steps: Iterator = peers[engine](vectors) if engine in peers else vector_index(engine, vectors)
    next(steps)
    before, start = private_mb(), time.process_time()
    best, build = {}, None
    for options, search in steps:
        is_default = build is None and engine not in peers
        if build is None:
            build = time.process_time() - start
            memory = (private_mb() - before) * 2**20 / len(vectors)
        found = recall(search(choosing), true_c)
        goals = ["default"] if is_default else [goal for goal in GOALS if found >= goal]
        if goals:
            cost = median(cpu_seconds(lambda s=search: s(choosing)) for _ in range(ROUNDS))
            for goal in goals:
                if goal not in best or cost < best[goal]["chosen_at"]:
                    point = reported(search, reporting, true_r)
                    best[goal] = {"options": options, "chosen_at": cost, **point}
        if only_default:
            break
    return {
        "engine": engine, "build": build, "bytes": memory,
        "at": {str(goal): point for goal, point in best.items()},
    }  # fmt: skip


def reported(search: Callable, queries: np.ndarray, true: np.ndarray) -> dict:
    """Of queries that had no say in the width: recall, many at once, and one at a time."""
    seconds = median(cpu_seconds(lambda: search(queries)) for _ in range(ROUNDS))
    one = [queries[row : row + 1] for row in range(SINGLE)]
    alone = cpu_seconds(lambda: [search(query) for query in one]) / SINGLE
    return {
        "recall": recall(search(queries), true),
        "per_second": len(queries) / seconds,
        "single_us": 1e6 * alone,
    }


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], Path(sys.argv[2]), "default" in sys.argv[3:])))
