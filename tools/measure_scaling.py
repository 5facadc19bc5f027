"""Measure search on disk at growing sizes, for lesson 10: course_utils/assets/scaling.json.

    .venv/bin/python tools/measure_scaling.py 10000 30000 100000 300000 1000000 \\
        --out course_utils/assets/scaling.json

Three engines: every row compared (exact), lists on disk (ivf), and the same lists in SHARDS parts
with one set of centres, searched one after another and merged (shards). Each searches in a process
of its own, which reports CPU milliseconds a query (the least of REPEATS), recall at 10 against the
exact search, and the private memory that its search left behind (RssAnon of Linux, after less
before: pages of a mapped file are not in it, nor what was freed on the way).
Vectors are the pictures' of `realistic_vectors`, 64 numbers each.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import faiss
import numpy as np

from course_utils._files import write_atomically
from course_utils.clip import pair_embeddings
from course_utils.retrieval import realistic_vectors
from course_utils.scaling import exact_search, merge_top, open_on_disk, write_on_disk

DIM, QUERIES, K, N_PROBE, SHARDS, REPEATS = 64, 500, 10, 4, 4, 7


def made(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Vectors (n, DIM) and queries (QUERIES, DIM), unit rows, of one recipe."""
    pictures, _ = pair_embeddings("photos")
    _, _, axes = np.linalg.svd(pictures - pictures.mean(axis=0), full_matrices=False)
    low = pictures @ axes[:DIM].T
    low /= np.linalg.norm(low, axis=1, keepdims=True)
    both = realistic_vectors(low, n + QUERIES, seed=0)
    return both[:n], both[n:]


def private_mb() -> float:
    """What this process holds and could not read from a file again."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def search(folder: Path, engine: str) -> dict:
    """One engine over what lies in `folder`: its figures, and the rows that it found."""
    faiss.omp_set_num_threads(1)
    queries = np.load(folder / "queries.npy")
    before = private_mb()
    run = {"exact": exact_engine, "ivf": ivf_engine, "shards": shards_engine}[engine](folder)
    run(queries[:1])
    spent = []
    for _ in range(REPEATS):
        start = time.process_time()
        rows = run(queries)
        spent.append(time.process_time() - start)
    ms = 1000 * min(spent) / len(queries)
    return {"ms": ms, "private_mb": private_mb() - before, "rows": rows.tolist()}


def exact_engine(folder: Path):
    vectors = np.load(folder / "vectors.npy", mmap_mode="r")
    return lambda queries: exact_search(vectors, queries, K)[1]


def ivf_engine(folder: Path):
    index = open_on_disk(folder / "ivf", N_PROBE)
    return lambda queries: index.search(queries, K)[1]


def shards_engine(folder: Path):
    shards = [open_on_disk(folder / f"shard{number}", N_PROBE) for number in range(SHARDS)]

    def run(queries):
        found = [shard.search(queries, K) for shard in shards]
        return merge_top([scores for scores, _ in found], [ids for _, ids in found], K)[1]

    return run


def measure(n: int, folder: Path) -> dict:
    vectors, queries = made(n)
    np.save(folder / "vectors.npy", vectors)
    np.save(folder / "queries.npy", queries)
    start = time.process_time()
    n_cells = round(2 * n**0.5)
    centres = faiss.Kmeans(DIM, n_cells, niter=10, seed=0, spherical=True)
    centres.train(vectors)
    quantizer = faiss.IndexFlatIP(DIM)
    quantizer.add(centres.centroids)
    write_on_disk(folder / "ivf", vectors, np.arange(n), quantizer)
    build = time.process_time() - start
    for number, ids in enumerate(np.array_split(np.arange(n), SHARDS)):
        write_on_disk(folder / f"shard{number}", vectors[ids], ids, quantizer)
    del vectors
    found = {}
    for engine in ("exact", "ivf", "shards"):
        command = [sys.executable, __file__, "--search", engine, "--folder", str(folder)]
        found[engine] = json.loads(subprocess.check_output(command, text=True).splitlines()[-1])
    truth = found["exact"].pop("rows")
    for engine in ("ivf", "shards"):
        pairs = zip(truth, found[engine].pop("rows"), strict=True)
        found[engine]["recall"] = np.mean([len(set(a) & set(b)) / K for a, b in pairs])
    found["ivf"]["build_s"] = build
    return {"n": n, **found}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--search")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    if given.search:
        print(json.dumps(search(given.folder, given.search)))
    else:
        faiss.omp_set_num_threads(1)
        rows = []
        for n in given.sizes:
            with tempfile.TemporaryDirectory() as folder:
                rows.append(measure(n, Path(folder)))
            print(rows[-1], flush=True)
        if given.out:
            facts = {"dim": DIM, "k": K, "n_probe": N_PROBE, "shards": SHARDS, "rows": rows}
            write_atomically(given.out, json.dumps(facts, indent=1).encode())
