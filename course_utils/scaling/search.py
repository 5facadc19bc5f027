"""Nearest neighbours in more vectors than fit into memory, in one piece or in several."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from course_utils._arrays import as_array
from course_utils._checks import id_matrix, matrix, positive_int, same_dim

BLOCK = 65_536  # rows read at a time
QUERIES = 256  # compared with a block at a time: their scores take 64 MB


def exact_search(
    vectors: np.ndarray, queries: ArrayLike, k: int, block: int = BLOCK
) -> tuple[np.ndarray, np.ndarray]:
    """The k rows of the greatest inner product: scores (q, k) float32 and rows (q, k) int64.

    `vectors` may be mapped from a file: only `block` rows are in memory at a time. Equal scores are
    ordered by their rows. Where there are fewer than k rows, the rest has score -inf and row -1.
    Raises ValueError for bad shapes.

    >>> exact_search(np.eye(3, dtype=np.float32), [[0.1, 0.9, 0.4]], k=2)[1]
    array([[1, 2]])
    """
    k, block, queries = (
        positive_int("k", k),
        positive_int("block", block),
        matrix("queries", queries),
    )
    vectors = np.atleast_1d(as_array("vectors", vectors))  # each block is looked at below
    scores = np.full((len(queries), k), -np.inf, np.float32)
    rows = np.full((len(queries), k), -1, np.int64)
    for at in range(0, max(len(vectors), 1), block):
        part = matrix("vectors", vectors[at : at + block])
        same_dim("vectors", part, "queries", queries)
        for first in range(0, len(queries), QUERIES):
            some = slice(first, first + QUERIES)
            found = queries[some] @ part.T
            columns = _best_columns(found, k)
            here = np.where(columns < 0, -1, columns + at)
            found = np.take_along_axis(found, columns, 1)
            scores[some], rows[some] = merge_top([scores[some], found], [rows[some], here], k)
    return scores, rows


def _best_columns(scores: np.ndarray, k: int) -> np.ndarray:
    """Columns of each row's k best and of what equals the k-th: (q, k or more) int64, -1 fills up.

    A selection, not a sort: only the few columns that it leaves are sorted later. Ties with the
    k-th stay in, because their order is decided by ids.
    """
    if k >= scores.shape[1]:
        return np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    kth = np.partition(scores, -k, axis=1)[:, -k, None]
    row, column = np.nonzero(scores >= kth)
    counts = np.bincount(row, minlength=len(scores))
    best = np.full((len(scores), counts.max(initial=0)), -1)
    best[np.arange(best.shape[1]) < counts[:, None]] = column
    return best


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
    scores = np.concatenate([matrix("scores", part, finite=False) for part in scores], axis=1)
    ids = np.concatenate([id_matrix("ids", part) for part in ids], axis=1)
    if np.isnan(scores).any():
        raise ValueError("scores must be numbers, but hold NaN: it has no place in an order")
    if scores.shape != ids.shape:
        raise ValueError(
            f"scores and ids must be of one shape, but have {scores.shape} and {ids.shape}"
        )
    scores = np.where(ids < 0, -np.inf, scores)
    lacking = max(k - scores.shape[1], 0)
    scores = np.pad(scores, ((0, 0), (0, lacking)), constant_values=-np.inf)
    ids = np.pad(np.where(ids < 0, -1, ids), ((0, 0), (0, lacking)), constant_values=-1)
    columns = _best_columns(scores, k)
    scores = np.where(columns < 0, -np.inf, np.take_along_axis(scores, columns, 1))
    ids = np.where(columns < 0, -1, np.take_along_axis(ids, columns, 1))
    best = np.lexsort((ids, -scores), axis=1)[:, :k]
    return np.take_along_axis(scores, best, 1), np.take_along_axis(ids, best, 1)
