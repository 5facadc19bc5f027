"""Typical wrong answers to filtered_top. A docstring: words of the line that rejects it."""

import numpy as np


def filtered_after(scores, allowed, k):
    """Filter first"""
    best = np.argsort(-scores, kind="stable")[:k]
    return best[allowed[best]]


def places_among_the_allowed(scores, allowed, k):
    """Which rows of the gallery are they?"""
    return np.argsort(-scores[allowed], kind="stable")[:k]


def multiplied(scores, allowed, k):
    """a row that is not allowed was returned"""
    order = np.argsort(-(scores * allowed), kind="stable")
    return order[: min(k, allowed.sum())]


def worst_first(scores, allowed, k):
    """the worst come first"""
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(scores[rows], kind="stable")[:k]]


def best_last(scores, allowed, k):
    """the best of them comes last"""
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(-scores[rows], kind="stable")[:k]][::-1]


def turned_round(scores, allowed, k):
    """the last row came first"""
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(scores[rows], kind="stable")[::-1][:k]]


def filled_up(scores, allowed, k):
    """and nothing to fill up"""
    return np.argsort(-np.where(allowed, scores, -np.inf), kind="stable")[:k]


def minus_one_for_none(scores, allowed, k):
    """and nothing to fill up"""
    rows = np.flatnonzero(allowed)
    best = rows[np.argsort(-scores[rows], kind="stable")[:k]]
    return np.append(best, np.full(k - len(best), -1))


def filter_forgotten(scores, allowed, k):
    """a row that is not allowed was returned"""
    return np.argsort(-scores, kind="stable")[:k]


def scores_for_rows(scores, allowed, k):
    """expected whole numbers"""
    return np.sort(scores[allowed])[::-1][:k]


def minus_one_for_what_is_not_allowed(scores, allowed, k):
    """is a good one where others are lower"""
    order = np.argsort(-np.where(allowed, scores, -1), kind="stable")
    return order[: min(k, allowed.sum())]


def all_where_none_is_allowed(scores, allowed, k):
    """and nothing to fill up"""
    rows = np.flatnonzero(allowed) if allowed.any() else np.arange(len(scores))
    return rows[np.argsort(-scores[rows], kind="stable")[:k]]


def sign_lost(scores, allowed, k):
    """the sign of a score is lost"""
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(-np.abs(scores[rows]), kind="stable")[:k]]


def equals_in_any_order(scores, allowed, k):
    """not in the order of the rows"""
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(-scores[rows])[:k]]


def equals_cut_by_a_partition(scores, allowed, k):
    """not in the order of the rows"""
    rows = np.flatnonzero(allowed)
    if k < len(rows):
        rows = np.sort(rows[np.argpartition(-scores[rows], k)[:k]])
    return rows[np.argsort(-scores[rows], kind="stable")]


def scores_rounded(scores, allowed, k):
    """small differences did not count"""
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(-scores[rows].round(2), kind="stable")[:k]]


def reversed_where_all_are_allowed(scores, allowed, k):
    """where all are allowed"""
    if allowed.all():
        return np.argsort(scores, kind="stable")[::-1][:k]
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(-scores[rows], kind="stable")[:k]]


def one_row_is_bare(scores, allowed, k):
    """all that is allowed, and nothing to fill up"""
    rows = np.flatnonzero(allowed)
    rows = rows[np.argsort(-scores[rows], kind="stable")[:k]]
    return rows[0] if len(rows) == 1 else rows


def a_low_number_for_the_hidden(scores, allowed, k):
    """A score of -1,000,000,000,000 is a good one where others are lower"""
    order = np.argsort(-np.where(allowed, scores, -1e9), kind="stable")
    return order[: min(k, allowed.sum())]


def ten_times_as_many_looked_at(scores, allowed, k):
    """the best of those allowed come after 40 that are not"""
    best = np.argsort(-scores, kind="stable")[: 10 * k]
    return best[allowed[best]][:k]


def rows_as_floats(scores, allowed, k):
    """these are floats, which index no rows"""
    rows = np.flatnonzero(allowed)
    return rows[np.argsort(-scores[rows], kind="stable")[:k]].astype(float)


def all_where_k_is_0(scores, allowed, k):
    """where k is 0, no row at all"""
    rows = np.flatnonzero(allowed)[::-1]
    return rows[np.argsort(scores[rows], kind="stable")[-k:]][::-1]


def kept_by_the_filter(scores, allowed, k, known={}):  # noqa: B006
    """Is something kept from an earlier call?"""
    rows = np.flatnonzero(allowed)
    ranked = rows[np.argsort(-scores[rows], kind="stable")[:k]]
    return known.setdefault((allowed.tobytes(), k), ranked)


def nothing_in_a_gallery_of_one(scores, allowed, k):
    """found shape (0,)"""
    rows = np.flatnonzero(allowed)[: len(scores) if len(scores) > 1 else 0]
    return rows[np.argsort(-scores[rows], kind="stable")[:k]]
