"""Pick a kind of index for these vectors, by what it finds of them: kind "auto".

Below MANY vectors comparing with all of them is cheap, and exact. Above, refine was the cheapest
kind at every size that was measured: of its widths the cheapest is taken that finds what is wanted
of a sample. Where whole vectors do not fit, the longest codes that fit are tried.
"""

from itertools import product
from typing import NamedTuple

import numpy as np

from course_utils.retrieval import kinds
from course_utils.retrieval.options import FAST_BITS, MANY, choose_options
from course_utils.threads import load_faiss

K = 10
SAMPLE = 400  # queries: half of them to choose by, half to report of
LEAST = 40  # fewer tell too little
AN_EXACT_ONE = 90  # codes are scanned in the time that one whole vector takes
PROBED = (4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512)
FACTORS = (4, 10, 20)


class Choice(NamedTuple):
    """A kind with its options, built, and the recall@10 of queries that it was not chosen by."""

    kind: str
    options: dict[str, int]
    index: object
    recall: float
    interval: tuple[float, float]


class _Sample:
    """Queries with their true ten; where they are vectors of the index, without themselves."""

    def __init__(self, vectors: np.ndarray, queries: np.ndarray | None):
        rng = np.random.default_rng(0)
        n = len(vectors) if queries is None else len(queries)
        rows = rng.permutation(n)[:SAMPLE]
        self.own = rows if queries is None else np.full(len(rows), -1)
        self.queries = (vectors if queries is None else queries)[rows]
        faiss = load_faiss()
        wanted = min(K + 1, len(vectors))
        true = faiss.knn(self.queries, vectors, wanted, faiss.METRIC_INNER_PRODUCT)[1]
        self.true = self._others(true)

    def _others(self, rows: np.ndarray) -> np.ndarray:
        last = np.argsort(rows == self.own[:, None], axis=1, kind="stable")
        return np.take_along_axis(rows, last, axis=1)[:, :K]

    def recalls(self, index, kind: str, options: dict[str, int]) -> np.ndarray:
        """For each query, the share of its true ones that this finds."""
        wanted = min(K + 1, index.ntotal)
        found = self._others(kinds.search(index, kind, options, self.queries, wanted)[1])
        return (self.true[:, :, None] == found[:, None, :]).any(axis=2).mean(axis=1)


def choose(
    vectors: np.ndarray, recall: float, memory: int | None, queries: np.ndarray | None
) -> Choice:
    """The cheapest kind for unit vectors (n, dim) that finds `recall` in `memory` bytes.

    ValueError where codes that fit do not find as much.
    """
    n, dim = vectors.shape
    sample = _Sample(vectors, queries)
    if memory is None or n * 4 * dim <= memory:
        room = memory is None or n * (4 * dim + dim // 4 + 8) <= memory
        if n >= MANY and recall < 1 and room:
            options = choose_options("refine", dim, n, {"nbits": FAST_BITS})
            found = _narrowest(sample, vectors, options, recall)
            if found:
                return found
        return _built(sample, "flat", {}, vectors)
    best = 0.0
    for kind, options in _codes(dim, memory // n):
        found = _built(sample, kind, choose_options(kind, dim, n, options), vectors)
        if found.recall >= recall:
            return found
        best = max(best, found.recall)
    raise ValueError(
        f"memory must hold codes that find {recall:.2f} of the nearest, but what fits into "
        f"{memory} bytes, {memory // n} a vector, finds {best:.2f}"
    )


def _codes(dim: int, room: int):
    """Kinds of codes that take at most so many bytes a vector, the longest first."""
    if dim <= room:
        yield "sq8", {}
    if pieces := [m for m in range(1, min(dim, room) + 1) if dim % m == 0]:
        yield "pq", {"M": pieces[-1]}


def _narrowest(sample: _Sample, vectors: np.ndarray, options: dict, recall: float):
    """A refined index, searched as narrowly as the half of the sample to choose by allows."""
    n = len(vectors)
    index = kinds.build("refine", vectors.shape[1], options, vectors)
    per_cell = n / options["nlist"]

    def cost(width: tuple[int, int]) -> float:
        return width[0] * per_cell + AN_EXACT_ONE * K * width[1]

    probed = [nprobe for nprobe in PROBED if nprobe <= options["nlist"]]
    for nprobe, k_factor in sorted(product(probed, FACTORS), key=cost):
        width = options | {"nprobe": nprobe, "k_factor": k_factor}
        shares = sample.recalls(index, "refine", width)
        chosen_by, reported = shares[::2], shares[1::2]
        if _bounds(chosen_by, 1.64)[0] >= recall:  # so that luck with the sample is not enough
            return Choice("refine", width, index, reported.mean(), _bounds(reported))
    return None


def _built(sample: _Sample, kind: str, options: dict, vectors: np.ndarray) -> Choice:
    index = kinds.build(kind, vectors.shape[1], options, vectors)
    shares = sample.recalls(index, kind, options)
    return Choice(kind, options, index, shares.mean(), _bounds(shares))


def _bounds(shares: np.ndarray, z: float = 1.96) -> tuple[float, float]:
    """Normal bounds of the mean over queries."""
    error = z * shares.std() / max(len(shares), 1) ** 0.5
    return max(0.0, shares.mean() - error), min(1.0, shares.mean() + error)
