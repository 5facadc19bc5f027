"""Right answers to ivf_search, written in different ways."""

import heapq

import numpy as np
import torch


def rows_of_the_probed_cells(query, vectors, centroids, cell_of, nprobe, k):
    probed = np.argsort(-centroids @ query)[:nprobe]
    rows = np.flatnonzero(np.isin(cell_of, probed))
    return rows[np.argsort(-vectors[rows] @ query)[:k]]


def all_scores_with_the_others_cut(query, vectors, centroids, cell_of, nprobe, k):
    rank = np.argsort(np.argsort(-(centroids @ query)))
    allowed = rank[cell_of] < nprobe
    order = np.argsort(-(vectors @ query), kind="stable")
    return order[allowed[order]][:k]


def list_by_list(query, vectors, centroids, cell_of, nprobe, k):
    found = []
    for cell in np.argsort(centroids @ query)[::-1][:nprobe]:
        for row in np.flatnonzero(cell_of == cell):
            found.append((-float(vectors[row] @ query), row))
    return np.array([row for _, row in sorted(found)[:k]], dtype=int)


def vectors_by_distance(query, vectors, centroids, cell_of, nprobe, k):
    nearest = (-(centroids @ query)).argsort()[:nprobe]
    rows = np.where([cell in nearest for cell in cell_of])[0]
    return rows[np.linalg.norm(vectors[rows] - query, axis=1).argsort()][:k]


def a_heap_of_rows(query, vectors, centroids, cell_of, nprobe, k):
    near = sorted(range(len(centroids)), key=lambda cell: -(centroids[cell] @ query))[:nprobe]
    rows = (row for row, cell in enumerate(cell_of) if cell in near)
    return heapq.nlargest(k, rows, key=lambda row: vectors[row] @ query)


def others_pushed_away(query, vectors, centroids, cell_of, nprobe, k):
    scores = vectors @ query
    scores[~np.isin(cell_of, np.argpartition(-centroids @ query, nprobe - 1)[:nprobe])] = -np.inf
    order = np.argsort(-scores)[:k]
    return order[np.isfinite(scores[order])]


def with_torch(query, vectors, centroids, cell_of, nprobe, k):
    query, vectors = torch.from_numpy(query), torch.from_numpy(vectors)
    probed = torch.topk(torch.from_numpy(centroids) @ query, nprobe).indices
    rows = torch.isin(torch.from_numpy(cell_of), probed).nonzero()[:, 0]
    return rows[torch.argsort(vectors[rows] @ query, descending=True)[:k]]


def in_float32(query, vectors, centroids, cell_of, nprobe, k):
    query, vectors, centroids = (x.astype(np.float32) for x in (query, vectors, centroids))
    chosen = np.zeros(len(centroids), dtype=bool)
    chosen[np.argsort(centroids @ query)[-nprobe:]] = True
    (rows,) = np.nonzero(chosen[cell_of])
    return rows[np.argsort(vectors[rows] @ query)[::-1]][:k].astype(np.int32)


def inverted_lists(query, vectors, centroids, cell_of, nprobe, k):
    lists = {}
    for row, cell in enumerate(cell_of):
        lists.setdefault(int(cell), []).append(row)
    near = np.einsum("cd,d->c", centroids, query).argsort()[::-1][:nprobe]
    rows = [row for cell in near for row in lists.get(int(cell), [])]
    return tuple(sorted(rows, key=lambda row: vectors[row] @ query, reverse=True)[:k])
