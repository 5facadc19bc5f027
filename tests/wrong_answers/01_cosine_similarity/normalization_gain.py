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
    """the sign is turned round"""
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


def _gain(queries, gallery):
    return _recall(_unit(queries) @ _unit(gallery).T) - _recall(queries @ gallery.T)


def sign_lost(queries, gallery):
    """the cosine finds one partner less here"""
    return abs(_gain(queries, gallery))


def never_below_zero(queries, gallery):
    """a loss was taken for no gain"""
    return max(0.0, _gain(queries, gallery))


def queries_counted(queries, gallery):
    """Points are hundredths of all queries"""
    return _gain(queries, gallery) / 100 * len(queries)


def a_pair_of_recalls(queries, gallery):
    """expected a number"""
    return _recall(_unit(queries) @ _unit(gallery).T), _recall(queries @ gallery.T)


def relative(queries, gallery):
    """Points gained are a difference"""
    dot = _recall(queries @ gallery.T)
    return 100 * (_recall(_unit(queries) @ _unit(gallery).T) / max(dot, 1) - 1)


def mean_score_of_the_partner(queries, gallery):
    """Count the queries whose partner comes first"""
    cosines, dots = _unit(queries) @ _unit(gallery).T, queries @ gallery.T
    return 100 * (np.diag(cosines).mean() - np.diag(dots).mean())


def mutates_its_input(queries, gallery):
    """your function changed gallery"""
    before = _recall(queries @ gallery.T)
    gallery /= np.linalg.norm(gallery, axis=1, keepdims=True)
    return _recall(queries @ gallery.T) - before


def recalls_rounded(queries, gallery):
    """each R@1 was rounded"""
    own = np.arange(len(queries))
    unit = [x / np.linalg.norm(x, axis=1, keepdims=True) for x in (queries, gallery)]
    cosine, dot = (
        round(100 * ((q @ g.T).argmax(axis=1) == own).mean()) for q, g in (unit, (queries, gallery))
    )
    return cosine - dot


def rounded_to_two_places(queries, gallery):
    """each R@1 was rounded"""
    cosine = _recall(_unit(queries) @ _unit(gallery).T)
    return round(cosine - _recall(queries @ gallery.T), 2)


def what_points_away_is_near(queries, gallery):
    """the signs of the products are lost"""
    cosines, products = _unit(queries) @ _unit(gallery).T, queries @ gallery.T
    return _recall(np.abs(cosines)) - _recall(np.abs(products))


def cosines_cut_at_0(queries, gallery):
    """Are they cut at 0?"""
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (queries, gallery))
    own = np.arange(len(a))
    cosine = ((a @ b.T).clip(0).argmax(axis=1) == own).mean()
    return 100 * (cosine - ((queries @ gallery.T).argmax(axis=1) == own).mean())


def products_cut_at_0(queries, gallery):
    """Are they cut at 0?"""
    own, unit = np.arange(len(queries)), gallery / np.linalg.norm(gallery, axis=1, keepdims=True)
    cosine = ((queries @ unit.T).argmax(axis=1) == own).mean()
    return 100 * (cosine - ((queries @ gallery.T).clip(0).argmax(axis=1) == own).mean())


def nearly_the_highest_is_enough(queries, gallery):
    """compared roughly"""
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (queries, gallery))
    found = [(s.diagonal() > s.max(axis=1) - 0.01).mean() for s in (a @ b.T, queries @ gallery.T)]
    return 100 * (found[0] - found[1])


def of_the_first_twenty(queries, gallery):
    """Are all of them asked?"""
    queries, gallery = queries[:20], gallery[:20]
    return _recall(_unit(queries) @ _unit(gallery).T) - _recall(queries @ gallery.T)


def the_first_fifty_of_the_gallery(queries, gallery):
    """Are all of them asked?"""
    gallery = gallery[:50]
    return _recall(_unit(queries) @ _unit(gallery).T) - _recall(queries @ gallery.T)
