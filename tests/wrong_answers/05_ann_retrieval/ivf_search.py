"""Typical wrong answers to ivf_search. A docstring: words of the line that rejects it."""

import numpy as np


def _search(query, vectors, rows, k):
    return rows[np.argsort(-vectors[rows] @ query)[:k]]


def every_cell(query, vectors, centroids, cell_of, nprobe, k):
    """What does nprobe do?"""
    return np.argsort(-vectors @ query)[:k]


def farthest_cells(query, vectors, centroids, cell_of, nprobe, k):
    """the cell with the farthest centroid was searched"""
    probed = np.argsort(centroids @ query)[:nprobe]
    return _search(query, vectors, np.flatnonzero(np.isin(cell_of, probed)), k)


def the_first_cells(query, vectors, centroids, cell_of, nprobe, k):
    """the cell with the farthest centroid was searched"""
    return _search(query, vectors, np.flatnonzero(cell_of < nprobe), k)


def one_cell_only(query, vectors, centroids, cell_of, nprobe, k):
    """with every cell it is the exact search"""
    probed = np.argmax(centroids @ query)
    return _search(query, vectors, np.flatnonzero(cell_of == probed), k)


def the_nprobe_th_cell(query, vectors, centroids, cell_of, nprobe, k):
    """Are vectors of all three nearest cells compared?"""
    probed = np.argsort(-centroids @ query)[nprobe - 1]
    return _search(query, vectors, np.flatnonzero(cell_of == probed), k)


def places_in_the_shorter_list(query, vectors, centroids, cell_of, nprobe, k):
    """places in the shorter list"""
    probed = np.argsort(-centroids @ query)[:nprobe]
    rows = np.flatnonzero(np.isin(cell_of, probed))
    return np.argsort(-vectors[rows] @ query)[:k]


def farthest_vectors(query, vectors, centroids, cell_of, nprobe, k):
    """the farthest come first"""
    probed = np.argsort(-centroids @ query)[:nprobe]
    rows = np.flatnonzero(np.isin(cell_of, probed))
    return rows[np.argsort(vectors[rows] @ query)[:k]]


def in_the_order_of_rows(query, vectors, centroids, cell_of, nprobe, k):
    """Row numbers of vectors, best first"""
    probed = np.argsort(-centroids @ query)[:nprobe]
    return np.sort(_search(query, vectors, np.flatnonzero(np.isin(cell_of, probed)), k))


def filled_up_with_minus_one(query, vectors, centroids, cell_of, nprobe, k):
    """a -1 is no row"""
    probed = np.argsort(-centroids @ query)[:nprobe]
    found = _search(query, vectors, np.flatnonzero(np.isin(cell_of, probed)), k)
    return np.append(found, np.full(k - len(found), -1))
