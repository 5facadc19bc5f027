"""Typical wrong answers to exact_search. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _best(scores, k):
    rows = np.argsort(-scores, axis=1)[:, :k]
    return np.take_along_axis(scores, rows, axis=1), rows


def dot_products(queries, gallery, k):
    """Is the gallery normalized?"""
    return _best(queries @ gallery.T, k)


def queries_only(queries, gallery, k):
    """Is the gallery normalized?"""
    return _best(_unit(queries) @ gallery.T, k)


def gallery_only(queries, gallery, k):
    """these are cosines times the query's length"""
    return _best(queries @ _unit(gallery).T, k)


def lowest_first(queries, gallery, k):
    """Which way does it sort?"""
    scores = _unit(queries) @ _unit(gallery).T
    rows = np.argsort(scores, axis=1)[:, :k]
    return np.take_along_axis(scores, rows, axis=1), rows


def best_last(queries, gallery, k):
    """the best last"""
    scores = _unit(queries) @ _unit(gallery).T
    rows = np.argsort(scores, axis=1)[:, -k:]
    return np.take_along_axis(scores, rows, axis=1), rows


def scores_in_gallery_order(queries, gallery, k):
    """Each score belongs to the row in the same place"""
    scores = _unit(queries) @ _unit(gallery).T
    return scores[:, :k], np.argsort(-scores, axis=1)[:, :k]


def shortest_distance(queries, gallery, k):
    """these are the shortest distances"""
    distances = np.linalg.norm(queries[:, None] - gallery, axis=2)
    return _best(-distances, k)


def padded_to_k(queries, gallery, k):
    """as many columns as there are vectors"""
    scores, rows = _best(_unit(queries) @ _unit(gallery).T, k)
    missing = ((0, 0), (0, max(0, k - len(gallery))))
    return np.pad(scores, missing), np.pad(rows, missing, constant_values=-1)


def rows_only(queries, gallery, k):
    """return two arrays"""
    return _best(_unit(queries) @ _unit(gallery).T, k)[1]
