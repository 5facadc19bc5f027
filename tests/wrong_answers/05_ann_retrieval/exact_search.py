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
    """not of the best"""
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


def _unsorted(queries, gallery, k):
    scores = _unit(queries) @ _unit(gallery).T
    k = min(k, len(gallery))
    rows = np.argpartition(-scores, k - 1, axis=1)[:, :k]
    return np.take_along_axis(scores, rows, axis=1), rows


def partitioned_and_not_sorted(queries, gallery, k):
    """not in order"""
    return _unsorted(queries, gallery, k)


def partitioned_from_the_other_end(queries, gallery, k):
    """not in order"""
    scores = _unit(queries) @ _unit(gallery).T
    k = min(k, len(gallery))
    rows = np.argpartition(scores, -k, axis=1)[:, -k:][:, ::-1]
    return np.take_along_axis(scores, rows, axis=1), rows


def partition_fails_where_k_is_large(queries, gallery, k):
    """stopped by ValueError"""
    scores = _unit(queries) @ _unit(gallery).T
    some = np.argpartition(-scores, k, axis=1)[:, :k]
    order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1)
    rows = np.take_along_axis(some, order, axis=1)
    return np.take_along_axis(scores, rows, axis=1), rows


def largest_absolute_cosine(queries, gallery, k):
    """A cosine of -1 is the farthest"""
    scores = _unit(queries) @ _unit(gallery).T
    rows = np.argsort(-np.abs(scores), axis=1)[:, :k]
    return np.take_along_axis(scores, rows, axis=1), rows


def distances_for_cosines(queries, gallery, k):
    """1 minus the cosine"""
    scores, rows = _best(_unit(queries) @ _unit(gallery).T, k)
    return 1 - scores, rows


def the_first_query_only(queries, gallery, k):
    """k cosines for each query"""
    scores, rows = _best(_unit(queries) @ _unit(gallery).T, k)
    return scores[0], rows[0]


def rows_before_cosines(queries, gallery, k):
    """the two are exchanged"""
    return _best(_unit(queries) @ _unit(gallery).T, k)[::-1]


def columns_normalized(queries, gallery, k):
    """These cosines were worked out one by one"""
    return _best((queries / np.linalg.norm(queries, axis=0)) @ _unit(gallery).T, k)


def normalized_in_place(queries, gallery, k):
    """changed gallery"""
    gallery /= np.linalg.norm(gallery, axis=1, keepdims=True)
    return _best(_unit(queries) @ gallery.T, k)


def not_itself(queries, gallery, k):
    """its cosine with itself is 1"""
    cosines = _unit(queries) @ _unit(gallery).T
    cosines[cosines > 1 - 1e-6] = -2
    rows = np.argsort(-cosines, axis=1)[:, :k]
    return np.take_along_axis(cosines, rows, axis=1), rows


def cut_at_0(queries, gallery, k):
    """a cosine below 0 is one, too"""
    cosines = _unit(queries) @ _unit(gallery).T
    rows = np.argsort(-cosines, axis=1)[:, :k]
    return np.take_along_axis(cosines, rows, axis=1).clip(0), rows


def one_hit_without_its_axis(queries, gallery, k):
    """one column for k = 1"""
    cosines, rows = _best(_unit(queries) @ _unit(gallery).T, k)
    return (cosines[:, 0], rows[:, 0]) if k == 1 else (cosines, rows)


def each_direction_once(queries, gallery, k):
    """both have a cosine of 1 with the first query, and one got lost"""
    first = np.sort(np.unique(_unit(gallery).round(5), axis=0, return_index=True)[1])
    cosines, places = _best(_unit(queries) @ _unit(gallery[first]).T, k)
    return cosines, first[places]


def rows_unsorted_where_all_come(queries, gallery, k):
    """where k is larger than the gallery, all of it comes"""
    cosines, rows = _best(_unit(queries) @ _unit(gallery).T, k)
    return cosines, np.sort(rows, axis=1) if k > len(gallery) else rows


def equal_vectors_once(queries, gallery, k):
    """one got lost"""
    first = np.sort(np.unique(gallery, axis=0, return_index=True)[1])
    cosines, places = _best(_unit(queries) @ _unit(gallery[first]).T, k)
    return cosines, first[places]


def short_vectors_left_short(queries, gallery, k):
    """a short vector lost, even to itself"""
    queries, gallery = (
        x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1) for x in (queries, gallery)
    )
    return _best(queries @ gallery.T, k)


def a_cosine_of_1_left_out(queries, gallery, k):
    """a vector lost to itself"""
    cosines = _unit(queries) @ _unit(gallery).T
    return _best(np.where(cosines > 1 - 1e-9, -2, cosines), k)


_galleries = {}


def the_first_gallery_of_a_shape(queries, gallery, k):
    """or another gallery kept?"""
    unit = _galleries.setdefault(gallery.shape, _unit(gallery))
    return _best(_unit(queries) @ unit.T, k)
