"""Typical wrong answers to review_queue. A docstring: words of the line that rejects it."""

import numpy as np


def highest_first(scores, threshold, k):
    """the machine is surest of them"""
    return np.argsort(-scores, kind="stable")[:k]


def farthest_first(scores, threshold, k):
    """farthest from the threshold first"""
    return np.argsort(-np.abs(scores - threshold), kind="stable")[:k]


def flagged_only(scores, threshold, k):
    """what was let through is never looked at"""
    rows = np.flatnonzero(scores >= threshold)
    return rows[np.argsort(scores[rows], kind="stable")][:k]


def let_through_only(scores, threshold, k):
    """Who flagged wrongly cannot appeal"""
    rows = np.flatnonzero(scores < threshold)
    return rows[np.argsort(-scores[rows], kind="stable")][:k]


def last_of_equals(scores, threshold, k):
    """found"""
    far = np.abs(scores - threshold)
    return sorted(range(len(scores)), key=lambda row: (far[row], -row))[:k]


def scores_for_rows(scores, threshold, k):
    """expected whole numbers"""
    return np.sort(np.abs(scores - threshold))[:k]


def filled_up(scores, threshold, k):
    """all there are"""
    rows = np.argsort(np.abs(scores - threshold), kind="stable")[:k]
    return np.pad(rows, (0, max(0, k - len(rows))), constant_values=-1)


def half_is_the_threshold(scores, threshold, k):
    """What is the threshold?"""
    return np.argsort(np.abs(scores - 0.5), kind="stable")[:k]


def distances_to_one_place(scores, threshold, k):
    """all were as near as each other"""
    return np.argsort(np.abs(scores - threshold).round(1), kind="stable")[:k]


def distances_rounded(scores, threshold, k):
    """all were as near as each other"""
    return np.argsort(np.abs(scores - threshold).round(2), kind="stable")[:k]


def any_of_equals_at_the_end(scores, threshold, k):
    """of two as near, the one with the lower number"""
    far = np.abs(scores - threshold)
    some = np.sort(np.argpartition(far, min(k, len(far)) - 1)[:k])
    return some[np.argsort(far[some], kind="stable")]


def without_signs(scores, threshold, k):
    """of two as near, the one with the lower number"""
    return np.argsort(np.abs(np.abs(scores) - np.abs(threshold)), kind="stable")[:k]


def few_as_they_come(scores, threshold, k):
    """The nearest comes first here, too"""
    rows = np.arange(len(scores))
    return rows if len(rows) <= k else np.argsort(np.abs(scores - threshold), kind="stable")[:k]


def one_is_bare(scores, threshold, k):
    """one row, in an array all the same"""
    return np.argsort(np.abs(scores - threshold), kind="stable")[:k].squeeze()


def distances_to_four_decimals(scores, threshold, k):
    """The nearest first; of two as near"""
    return np.argsort(np.abs(scores - threshold).round(4), kind="stable")[:k]


def floats_for_rows(scores, threshold, k):
    """these are floats, which index no rows"""
    return np.argsort(np.abs(scores - threshold), kind="stable")[:k].astype(float)


def all_where_there_is_no_time(scores, threshold, k):
    """no time, no row"""
    return np.argsort(np.abs(scores - threshold), kind="stable")[::-1][-k:][::-1]


def no_threshold_of_0(scores, threshold, k):
    """the threshold is 0 here"""
    return np.argsort(np.abs(scores - (threshold or 0.5)), kind="stable")[:k]


_known = {}


def distances_kept_by_scores(scores, threshold, k):
    """the threshold is another one"""
    far = _known.setdefault(scores.tobytes(), np.abs(scores - threshold))
    return np.argsort(far, kind="stable")[:k]


_queues = {}


def queue_kept_by_threshold_and_k(scores, threshold, k):
    """Was something kept from an earlier call?"""
    rows = np.argsort(np.abs(scores - threshold), kind="stable")[:k]
    return _queues.setdefault((threshold, k), rows)
