"""Typical wrong answers to cosine_hits. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils.similarity import top_k
from course_utils.threads import load_faiss


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _search(queries, gallery, k, *metric):
    index = load_faiss().IndexHNSWFlat(gallery.shape[1], 16, *metric)
    index.add(np.ascontiguousarray(gallery, dtype=np.float32))
    return index.search(np.ascontiguousarray(queries, dtype=np.float32), k)


def as_it_was(queries, gallery, k):
    """the best is the smallest: what are they?"""
    return _search(queries, gallery, k)


def normalized_but_still_distances(queries, gallery, k):
    """the best is the smallest: what are they?"""
    return _search(_unit(queries), _unit(gallery), k)


def distance_with_a_minus(queries, gallery, k):
    """a distance with a minus is no cosine yet"""
    distances, rows = _search(_unit(queries), _unit(gallery), k)
    return -distances, rows


def one_minus_the_squared_distance(queries, gallery, k):
    """is not 1 - cos"""
    distances, rows = _search(_unit(queries), _unit(gallery), k)
    return 1 - distances, rows


def converted_but_not_normalized(queries, gallery, k):
    """Which vectors have to be normalized"""
    distances, rows = _search(queries, gallery, k)
    return 1 - distances / 2, rows


def inner_product_without_normalizing(queries, gallery, k):
    """Which vectors have to be normalized"""
    return _search(queries, gallery, k, load_faiss().METRIC_INNER_PRODUCT)


def queries_only(queries, gallery, k):
    """Which vectors have to be normalized"""
    return _search(_unit(queries), gallery, k, load_faiss().METRIC_INNER_PRODUCT)


def gallery_only(queries, gallery, k):
    """a cosine is at most 1"""
    return _search(queries, _unit(gallery), k, load_faiss().METRIC_INNER_PRODUCT)


def distances_themselves(queries, gallery, k):
    """the best is the smallest: what are they?"""
    distances, rows = _search(_unit(queries), _unit(gallery), k)
    return np.sqrt(distances), rows


def one_minus_the_distance(queries, gallery, k):
    """is not 1 - cos"""
    distances, rows = _search(_unit(queries), _unit(gallery), k)
    return 1 - np.sqrt(distances), rows


def one_over_the_distance(queries, gallery, k):
    """falls with the distance, and is no cosine"""
    distances, rows = _search(_unit(queries), _unit(gallery), k)
    return 1 / (1 + distances), rows


def cosine_distances(queries, gallery, k):
    """1 minus the cosine"""
    distances, rows = _search(_unit(queries), _unit(gallery), k)
    return distances / 2, rows


def best_last(queries, gallery, k):
    """the right rows, the best last"""
    found = _search(_unit(queries), _unit(gallery), k, load_faiss().METRIC_INNER_PRODUCT)
    return found[0][:, ::-1], found[1][:, ::-1]


def scores_alone(queries, gallery, k):
    """return scores and rows"""
    return _search(_unit(queries), _unit(gallery), k, load_faiss().METRIC_INNER_PRODUCT)[0][:, :3]


def cut_off_at_1(queries, gallery, k):
    """Which vectors have to be normalized"""
    scores, rows = _search(queries, gallery, k, load_faiss().METRIC_INNER_PRODUCT)
    return np.minimum(scores, 1), rows


def normalized_in_place(queries, gallery, k):
    """changed gallery"""
    faiss = load_faiss()
    faiss.normalize_L2(gallery)
    return _search(_unit(queries), gallery, k, faiss.METRIC_INNER_PRODUCT)


def always_three(queries, gallery, k):
    """k scores for each query, for any k"""
    queries, gallery = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (queries, gallery))
    rows = np.argsort(-queries @ gallery.T, axis=1)[:, :3]
    return np.take_along_axis(queries @ gallery.T, rows, axis=1), rows


def squeezed(queries, gallery, k):
    """a row of results for one query, too"""
    queries, gallery = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (queries, gallery))
    cosines = queries @ gallery.T
    rows = np.argsort(-cosines, axis=1)[:, :k]
    return np.take_along_axis(cosines, rows, axis=1).squeeze(), rows.squeeze()


def rows_first(queries, gallery, k):
    """the two are exchanged"""
    cosines = _unit(queries) @ _unit(gallery).T
    rows = np.argsort(-cosines, axis=1)[:, :k]
    return rows, np.take_along_axis(cosines, rows, axis=1)


def cut_off_at_0(queries, gallery, k):
    """every cosine is below 0 here"""
    scores, rows = _search(_unit(queries), _unit(gallery), k, load_faiss().METRIC_INNER_PRODUCT)
    return np.maximum(scores, 0), rows


def one_hit_without_its_axis(queries, gallery, k):
    """a column for k = 1, too"""
    scores, rows = _search(_unit(queries), _unit(gallery), k, load_faiss().METRIC_INNER_PRODUCT)
    return (scores[:, 0], rows[:, 0]) if k == 1 else (scores, rows)


def _by_product(queries, gallery, k):
    return _search(_unit(queries), _unit(gallery), k, load_faiss().METRIC_INNER_PRODUCT)


def five_hits_at_most(queries, gallery, k):
    """k rows for each query, for k = 12, too"""
    return _by_product(queries, gallery, min(k, 5))


def never_quite_1(queries, gallery, k):
    """the first score of each is 1, with itself"""
    scores, rows = _by_product(queries, gallery, k)
    return scores.clip(-0.99, 0.99), rows


def the_vector_itself_left_out(queries, gallery, k):
    """these vectors are in the gallery"""
    scores, rows = _by_product(queries, gallery, len(gallery))
    order = np.argsort(-np.where(scores > 0.9999, -2, scores), axis=1)[:, :k]
    return np.take_along_axis(scores, order, axis=1), np.take_along_axis(rows, order, axis=1)


def the_courses_own_search(queries, gallery, k):
    """your answer calls the course's own top_k"""
    queries, gallery = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (queries, gallery))
    return top_k(queries @ gallery.T, k)
