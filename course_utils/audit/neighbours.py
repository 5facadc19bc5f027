"""The nearest rows of a gallery that is read a block at a time."""

from collections.abc import Callable

import numpy as np

from course_utils.audit.rows import Rows

Told = Callable[[int], object]  # how many rows were read just now


def nearest(
    queries: np.ndarray,
    gallery: Rows,
    k: int,
    but_not: np.ndarray | None = None,
    told: Told = lambda rows: None,
) -> tuple[np.ndarray, np.ndarray]:
    """The k greatest cosines of unit queries (q, dim), best first, and their rows: both (q, k).

    `but_not` is a row of the gallery for each query that does not count: the query itself.
    """
    k = min(k, len(gallery) - (but_not is not None))
    best = np.full((len(queries), k), -np.inf, np.float32)
    rows = np.zeros((len(queries), k), np.int64)
    for block in gallery.blocks():
        cosines = queries @ gallery.unit(block).T
        if but_not is not None:
            here = np.flatnonzero((but_not >= block.start) & (but_not < block.stop))
            cosines[here, but_not[here] - block.start] = -np.inf
        least = best[:, -1:]
        if cosines.shape[1] > k and np.isneginf(least).any():  # the first block: all would do
            least = np.nextafter(np.partition(cosines, -k, axis=1)[:, [-k]], np.float32(-np.inf))
        query, column = np.nonzero(cosines > least)  # few, once some are known
        merged = np.concatenate([best.ravel(), cosines[query, column]])
        owner = np.concatenate([np.repeat(np.arange(len(queries)), k), query])
        row = np.concatenate([rows.ravel(), column + block.start])
        order = np.lexsort((row, -merged, owner))  # the last key counts first
        starts = np.searchsorted(owner[order], np.arange(len(queries)))
        first = order[starts[:, None] + np.arange(k)]
        best, rows = merged[first], row[first]
        told(block.stop - block.start)
    return best, rows
