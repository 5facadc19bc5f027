"""Right answers to ivf_search, written in different ways."""

import numpy as np


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


def nearest_by_distance(query, vectors, centroids, cell_of, nprobe, k):
    nearest = np.linalg.norm(centroids - query, axis=1).argsort()[:nprobe]
    rows = np.where([cell in nearest for cell in cell_of])[0]
    return rows[np.linalg.norm(vectors[rows] - query, axis=1).argsort()][:k]
