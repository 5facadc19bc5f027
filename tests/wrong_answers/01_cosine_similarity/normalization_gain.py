"""Typical wrong answers to normalization_gain. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _recall(scores, axis=1):
    return 100 * np.mean(scores.argmax(axis=axis) == np.arange(len(scores)))


def queries_normalized_only(queries, gallery):
    """whose lengths have to go?"""
    return _recall(_unit(queries) @ gallery.T) - _recall(queries @ gallery.T)


def sign_turned_round(queries, gallery):
    """a gain is positive"""
    return _recall(queries @ gallery.T) - _recall(_unit(queries) @ _unit(gallery).T)


def a_share_not_points(queries, gallery):
    """multiply by 100"""
    return (_recall(_unit(queries) @ _unit(gallery).T) - _recall(queries @ gallery.T)) / 100


def the_recall_itself(queries, gallery):
    """Points gained are a difference"""
    return _recall(_unit(queries) @ _unit(gallery).T)


def relative_to_the_dot_product(queries, gallery):
    """Points gained are a difference"""
    dot = _recall(queries @ gallery.T)
    return 100 * (_recall(_unit(queries) @ _unit(gallery).T) - dot) / max(dot, 1)


def the_gallery_looks_for_queries(queries, gallery):
    """Along which axis is the best one?"""
    cosine = _recall(_unit(queries) @ _unit(gallery).T, axis=0)
    return cosine - _recall(queries @ gallery.T, axis=0)


def all_divided_by_one_length(queries, gallery):
    """whose lengths have to go?"""
    one = queries / np.linalg.norm(queries) @ (gallery / np.linalg.norm(gallery)).T
    return _recall(one) - _recall(queries @ gallery.T)
