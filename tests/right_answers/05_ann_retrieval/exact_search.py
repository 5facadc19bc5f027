"""Right answers to exact_search, written in different ways."""

import numpy as np


def sorted_whole(queries, gallery, k):
    queries = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    gallery = gallery / np.linalg.norm(gallery, axis=1, keepdims=True)
    cosines = queries @ gallery.T
    rows = np.argsort(-cosines, axis=1)[:, :k]
    return np.take_along_axis(cosines, rows, axis=1), rows


def partitioned_first(queries, gallery, k):
    lengths = np.linalg.norm(queries, axis=1)[:, None] * np.linalg.norm(gallery, axis=1)
    cosines = queries @ gallery.T / lengths
    k = min(k, len(gallery))
    some = np.argpartition(cosines, -k, axis=1)[:, -k:]
    order = np.argsort(-np.take_along_axis(cosines, some, axis=1), axis=1)
    rows = np.take_along_axis(some, order, axis=1)
    return np.take_along_axis(cosines, rows, axis=1), rows


def a_query_at_a_time(queries, gallery, k):
    found = []
    for query in queries:
        cosines = gallery @ query / (np.linalg.norm(gallery, axis=1) * np.linalg.norm(query))
        rows = cosines.argsort()[::-1][:k]
        found.append((cosines[rows], rows))
    return np.array([c for c, _ in found]), np.array([r for _, r in found])
