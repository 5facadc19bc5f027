"""Right answers to filtered_top, differently written."""

import heapq

import numpy as np


def rows_first(scores, allowed, k):
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(-scores[rows], kind="stable")[:k]]


def hidden_ones(scores, allowed, k):
    order = np.argsort(-np.where(allowed, scores, -np.inf), kind="stable")
    return order[: min(k, int(allowed.sum()))]


def sorted_list(scores, allowed, k):
    rows = [row for row, kept in enumerate(allowed) if kept]
    return sorted(rows, key=lambda row: -scores[row])[:k]


def walked(scores, allowed, k):
    found = []
    for row in np.argsort(-scores, kind="stable"):
        if allowed[row] and len(found) < k:
            found.append(int(row))
    return np.array(found, dtype=int)


def lexsorted(scores, allowed, k):
    order = np.lexsort((np.arange(len(scores)), -scores))
    return order[allowed[order]][:k]


def with_a_heap(scores, allowed, k):
    rows = [int(row) for row in np.where(allowed)[0]]
    return tuple(heapq.nsmallest(k, rows, key=lambda row: (-scores[row], row)))


def in_torch(scores, allowed, k):
    import torch

    rows = torch.nonzero(torch.from_numpy(allowed.copy())).flatten()
    order = torch.sort(torch.from_numpy(scores.copy())[rows], descending=True, stable=True).indices
    return rows[order[:k]]


def masked(scores, allowed, k):
    order = np.ma.masked_array(-scores, ~allowed).argsort(kind="stable", fill_value=np.inf)
    return np.asarray(order)[: min(k, np.count_nonzero(allowed))]


def an_array_of_a_list(scores, allowed, k):
    """Where nothing is allowed, NumPy makes an empty array of floats."""
    rows = sorted(np.flatnonzero(allowed).tolist(), key=lambda row: -scores[row])
    return np.array(rows[:k])
