"""Typical wrong answers to ivf_search. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils.similarity import top_k


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
    """these are the first cells"""
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


def cells_by_distance(query, vectors, centroids, cell_of, nprobe, k):
    """Centroids have other lengths than 1"""
    probed = np.linalg.norm(centroids - query, axis=1).argsort()[:nprobe]
    return _search(query, vectors, np.flatnonzero(np.isin(cell_of, probed)), k)


def cells_by_cosine(query, vectors, centroids, cell_of, nprobe, k):
    """Centroids have other lengths than 1"""
    unit = centroids / np.linalg.norm(centroids, axis=1, keepdims=True)
    probed = np.argsort(-unit @ query)[:nprobe]
    return _search(query, vectors, np.flatnonzero(np.isin(cell_of, probed)), k)


def cell_after_cell(query, vectors, centroids, cell_of, nprobe, k):
    """the right rows, not in order"""
    found = []
    for cell in np.argsort(-centroids @ query)[:nprobe]:
        found += _search(query, vectors, np.flatnonzero(cell_of == cell), k).tolist()
    best = _search(query, vectors, np.array(found, dtype=int), k)
    return np.array([row for row in found if row in set(best)], dtype=int)


def partitioned_and_not_sorted(query, vectors, centroids, cell_of, nprobe, k):
    """not in order"""
    probed = np.argsort(-centroids @ query)[:nprobe]
    rows = np.flatnonzero(np.isin(cell_of, probed))
    if len(rows) <= k:
        return rows[np.argsort(-vectors[rows] @ query)]
    return rows[np.argpartition(-vectors[rows] @ query, k - 1)[:k]]


def k_of_each_cell(query, vectors, centroids, cell_of, nprobe, k):
    """with every cell it is the exact search"""
    found = []
    for cell in np.argsort(-centroids @ query)[:nprobe]:
        found += _search(query, vectors, np.flatnonzero(cell_of == cell), k).tolist()
    return np.array(found, dtype=int)


def cells_until_there_are_k(query, vectors, centroids, cell_of, nprobe, k):
    """vectors of all cells came back"""
    near = np.argsort(-centroids @ query)
    while np.isin(cell_of, near[:nprobe]).sum() < k and nprobe < len(near):
        nprobe += 1
    return _search(query, vectors, np.flatnonzero(np.isin(cell_of, near[:nprobe])), k)


def an_empty_cell_fails(query, vectors, centroids, cell_of, nprobe, k):
    """stopped by IndexError"""
    probed = np.argsort(-centroids @ query)[:nprobe]
    rows = np.flatnonzero(np.isin(cell_of, probed))
    assert rows[0] >= 0
    return _search(query, vectors, rows, k)


def vectors_for_rows(query, vectors, centroids, cell_of, nprobe, k):
    """expected whole numbers"""
    probed = np.argsort(-centroids @ query)[:nprobe]
    rows = np.flatnonzero(np.isin(cell_of, probed))
    return vectors[_search(query, vectors, rows, k)]


def squeezed(query, vectors, centroids, cell_of, nprobe, k):
    """found a number, expected an array"""
    cells = np.argsort(-(centroids @ query))[:nprobe]
    rows = np.flatnonzero(np.isin(cell_of, cells))
    return rows[np.argsort(-(vectors[rows] @ query))[:k]].squeeze()


def never_row_0(query, vectors, centroids, cell_of, nprobe, k):
    """neighbours too few"""
    near = np.argsort(-(centroids @ query))[:nprobe]
    rows = [row for row in np.flatnonzero(np.isin(cell_of, near)) if row]
    return np.array(sorted(rows, key=lambda row: -(vectors[row] @ query))[:k], dtype=int)


def equal_vectors_once(query, vectors, centroids, cell_of, nprobe, k):
    """one got lost"""
    probed = np.argsort(-centroids @ query)[:nprobe]
    rows = np.flatnonzero(np.isin(cell_of, probed))
    rows = rows[np.unique(vectors[rows], axis=0, return_index=True)[1]]
    return rows[np.argsort(-vectors[rows] @ query)[:k]]


def _of_cells(query, vectors, cell_of, cells):
    rows = np.flatnonzero(np.isin(cell_of, cells))
    return rows[np.argsort(-(vectors[rows] @ query))]


def eight_cells_at_most(query, vectors, centroids, cell_of, nprobe, k):
    """Is each of them found?"""
    cells = np.argsort(-(centroids @ query))[: min(nprobe, 8)]
    return _of_cells(query, vectors, cell_of, cells)[:k]


def the_query_itself_left_out(query, vectors, centroids, cell_of, nprobe, k):
    """Is each of them found?"""
    rows = _of_cells(query, vectors, cell_of, np.argsort(-(centroids @ query))[:nprobe])
    return rows[vectors[rows] @ query < 1 - 1e-6][:k]


def the_courses_own_search(query, vectors, centroids, cell_of, nprobe, k):
    """your answer calls the course's own top_k"""
    probed = np.argsort(-centroids @ query)[:nprobe]
    rows = np.flatnonzero(np.isin(cell_of, probed))
    return rows[top_k((vectors[rows] @ query)[None], k)[1][0]] if len(rows) else rows
