"""Nearest neighbours in more vectors than fit into memory, in one piece or in several."""

import os
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, positive_int, same_dim, same_rows

BLOCK = 65_536  # rows read at a time


def exact_search(
    vectors: np.ndarray, queries: ArrayLike, k: int, block: int = BLOCK
) -> tuple[np.ndarray, np.ndarray]:
    """The k rows of the greatest inner product: scores (q, k) float32 and rows (q, k) int64.

    `vectors` may be mapped from a file: only `block` rows are in memory at a time. Where there are
    fewer than k rows, the rest has score -inf and row -1. Raises ValueError for bad shapes.

    >>> exact_search(np.eye(3, dtype=np.float32), [[0.1, 0.9, 0.4]], k=2)[1]
    array([[1, 2]])
    """
    k, block, queries = (
        positive_int("k", k),
        positive_int("block", block),
        matrix("queries", queries),
    )
    scores, rows = np.empty((len(queries), 0), np.float32), np.empty((len(queries), 0), np.int64)
    for at in range(0, max(len(vectors), 1), block):
        part = matrix("vectors", vectors[at : at + block])
        same_dim("vectors", part, "queries", queries)
        found = queries @ part.T
        here = np.broadcast_to(np.arange(at, at + len(part)), found.shape)
        scores, rows = merge_top([scores, found], [rows, here], k)
    return scores, rows


def merge_top(
    scores: Sequence[np.ndarray], ids: Sequence[np.ndarray], k: int
) -> tuple[np.ndarray, np.ndarray]:
    """The k best of what several shards found: scores (q, k) float32, ids (q, k) int64.

    Each shard gives scores and ids of shape (q, any). Equal scores are ordered by their ids; an id
    below 0 is no hit. Where there are fewer than k hits, the rest has score -inf and id -1.

    >>> merge_top([[[0.9, 0.2]], [[0.5]]], [[[4, 7]], [[1]]], k=2)[1]
    array([[4, 1]])
    """
    k = positive_int("k", k)
    if len(scores) != len(ids) or not len(scores):
        raise ValueError(
            f"scores and ids must be lists of one length, one entry a shard, but have "
            f"{len(scores)} and {len(ids)}"
        )
    scores = np.concatenate([np.asarray(part, np.float32) for part in scores], axis=1)
    ids = np.concatenate([np.asarray(part, np.int64) for part in ids], axis=1)
    if scores.shape != ids.shape:
        raise ValueError(
            f"scores and ids must be of one shape, but have {scores.shape} and {ids.shape}"
        )
    scores = np.where(ids < 0, -np.inf, scores)
    lacking = max(k - scores.shape[1], 0)
    scores = np.pad(scores, ((0, 0), (0, lacking)), constant_values=-np.inf)
    ids = np.pad(np.where(ids < 0, -1, ids), ((0, 0), (0, lacking)), constant_values=-1)
    best = np.lexsort((ids, -scores), axis=1)[:, :k]
    return np.take_along_axis(scores, best, 1), np.take_along_axis(ids, best, 1)


def write_on_disk(
    folder: str | os.PathLike,
    vectors: np.ndarray,
    ids: ArrayLike,
    quantizer: faiss.Index,
) -> None:
    """Write an inverted file whose lists stay on disk: index.faiss and lists.bin in `folder`.

    `quantizer` is a flat index (inner product) of the cells' centres. Shards that share it have the
    same cells, so that their results are those of one index. Raises ValueError where ids and
    vectors do not pair up.
    """
    folder, ids = Path(folder), np.asarray(ids, np.int64)
    same_rows("vectors", vectors, "ids", ids)
    folder.mkdir(parents=True, exist_ok=True)
    index = faiss.IndexIVFFlat(quantizer, quantizer.d, quantizer.ntotal, faiss.METRIC_INNER_PRODUCT)
    lists = faiss.OnDiskInvertedLists(index.nlist, index.code_size, str(folder / "lists.bin"))
    index.replace_invlists(lists)
    for at in range(0, len(vectors), BLOCK):
        index.add_with_ids(matrix("vectors", vectors[at : at + BLOCK]), ids[at : at + BLOCK])
    faiss.write_index(index, str(folder / "index.faiss"))


def open_on_disk(folder: str | os.PathLike, n_probe: int = 16) -> faiss.IndexIVF:
    """The index of `write_on_disk`, its lists mapped: `search(queries, k)` as in FAISS."""
    index = faiss.read_index(str(Path(folder) / "index.faiss"), faiss.IO_FLAG_ONDISK_SAME_DIR)
    index.nprobe = positive_int("n_probe", n_probe)
    return index
