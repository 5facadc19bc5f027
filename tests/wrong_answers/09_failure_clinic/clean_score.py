"""Typical wrong answers to clean_score. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils import audit
from course_utils.similarity import l2_normalize


def _cosines(test, train):
    return [l2_normalize(a) @ l2_normalize(b).T for a, b in zip(test, train, strict=True)]


def _alike(test, train, threshold):
    return [(cosines >= threshold).any(axis=1) for cosines in _cosines(test, train)]


def _leaks(test, train, threshold):
    return np.logical_or(*_alike(test, train, threshold))


def _scored(leaks, hits):
    clean = hits[~leaks]
    return np.flatnonzero(leaks), clean.mean() if len(clean) else 0.0


def pictures_alone(test, train, hits, threshold):
    """only pictures were compared"""
    return _scored(_alike(test, train, threshold)[0], hits)


def captions_alone(test, train, hits, threshold):
    """only captions were compared"""
    return _scored(_alike(test, train, threshold)[1], hits)


def both_sides_needed(test, train, hits, threshold):
    """one of the two sides is enough"""
    return _scored(np.logical_and(*_alike(test, train, threshold)), hits)


def one_training_pair(test, train, hits, threshold):
    """both sides were asked of one training pair"""
    return _scored((np.minimum(*_cosines(test, train)) >= threshold).any(axis=1), hits)


def averaged(test, train, hits, threshold):
    """picture and caption were averaged"""
    return _scored(sum(_cosines(test, train)).max(axis=1) / 2 >= threshold, hits)


def not_normalized(test, train, hits, threshold):
    """Is this the cosine?"""
    products = [a @ b.T for a, b in zip(test, train, strict=True)]
    return _scored((np.maximum(*products) >= threshold).any(axis=1), hits)


def among_itself(test, train, hits, threshold):
    """test was compared with itself"""
    alike = [np.triu(cosines, 1).max(axis=0) >= threshold for cosines in _cosines(test, test)]
    return _scored(np.logical_or(*alike), hits)


def row_beside_row(test, train, hits, threshold):
    """Training has other rows"""
    n = min(len(hits), len(train[0]))
    leaks = np.zeros(len(hits), dtype=bool)
    for cosines in _cosines(test, train):
        leaks[:n] |= cosines.diagonal() >= threshold
    return _scored(leaks, hits)


def pictures_with_captions(test, train, hits, threshold):
    """A twin is on the same side"""
    return _scored(_leaks(test, train[::-1], threshold), hits)


def distance(test, train, hits, threshold):
    """a distance was compared"""
    far = [(1 - cosines >= threshold).any(axis=1) for cosines in _cosines(test, train)]
    return _scored(np.logical_or(*far), hits)


def rows_of_training(test, train, hits, threshold):
    """these are rows of training"""
    leaks = _leaks(test, train, threshold)
    return np.flatnonzero(_leaks(train, test, threshold)), hits[~leaks].mean()


def clean_rows(test, train, hits, threshold):
    """these rows are clean"""
    leaks = _leaks(test, train, threshold)
    return np.flatnonzero(~leaks), hits[~leaks].mean()


def scored_as_before(test, train, hits, threshold):
    """the leaking rows were scored, too"""
    return np.flatnonzero(_leaks(test, train, threshold)), hits.mean()


def score_of_what_leaks(test, train, hits, threshold):
    """this is the score of what leaks"""
    leaks = _leaks(test, train, threshold)
    return np.flatnonzero(leaks), hits[leaks].mean() if leaks.any() else 0.0


def leaking_rows_as_misses(test, train, hits, threshold):
    """How many are left?"""
    leaks = _leaks(test, train, threshold)
    return np.flatnonzero(leaks), np.where(leaks, 0, hits).mean()


def number_of_hits(test, train, hits, threshold):
    """this is a number of hits"""
    leaks = _leaks(test, train, threshold)
    return np.flatnonzero(leaks), hits[~leaks].sum()


def share_that_leaks(test, train, hits, threshold):
    """this is the share that leaks"""
    leaks = _leaks(test, train, threshold)
    return np.flatnonzero(leaks), leaks.mean()


def truths(test, train, hits, threshold):
    """not True and False"""
    leaks = _leaks(test, train, threshold)
    return leaks, hits[~leaks].mean()


def share_first(test, train, hits, threshold):
    """the rows that leak come first"""
    leaks = _leaks(test, train, threshold)
    return hits[~leaks].mean(), np.flatnonzero(leaks)


def the_audit(test, train, hits, threshold):
    """near_duplicates"""
    found = [
        audit.near_duplicates(a, b, threshold).evidence["rows"]
        for a, b in zip(test, train, strict=True)
    ]
    rows = np.union1d(*found)
    return rows, np.delete(hits, rows).mean()


def rows_alone(test, train, hits, threshold):
    """give two things"""
    return np.flatnonzero(_leaks(test, train, threshold))


def above_the_threshold(test, train, hits, threshold):
    """a cosine of exactly the threshold is at least the threshold"""
    sides = [[x / np.linalg.norm(x, axis=1, keepdims=True) for x in s] for s in (test, train)]
    leaks = np.any([(a @ b.T).max(axis=1) > threshold for a, b in zip(*sides, strict=True)], axis=0)
    return np.flatnonzero(leaks), hits[~leaks].mean()


def nearly_the_threshold(test, train, hits, threshold):
    """has no near-duplicate in training"""
    return _scored(_leaks(test, train, threshold - 0.01), hits)


def captions_above_the_threshold(test, train, hits, threshold):
    """a cosine of exactly the threshold is at least the threshold"""
    pictures, captions = _cosines(test, train)
    return _scored((pictures >= threshold).any(axis=1) | (captions > threshold).any(axis=1), hits)


def only_the_nearest_of_each_training_pair(test, train, hits, threshold):
    """has a near-duplicate in training"""
    leaks = np.zeros(len(hits), dtype=bool)
    for cosines in _cosines(test, train):
        leaks[cosines.argmax(axis=0)[cosines.max(axis=0) >= threshold]] = True
    return _scored(leaks, hits)


def short_rows_stay_short(test, train, hits, threshold):
    """has a near-duplicate in training"""

    def unit(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True).clip(1e-3)

    sides = zip(test, train, strict=True)
    return _scored((np.maximum(*[unit(a) @ unit(b).T for a, b in sides]) >= threshold).any(1), hits)


def cosines_in_two_bytes(test, train, hits, threshold):
    """has a near-duplicate in training"""
    cosines = np.float16(np.maximum(*_cosines(test, train)))
    return _scored((cosines >= np.float64(threshold)).any(axis=1), hits)


def nothing_where_none_leaks(test, train, hits, threshold):
    """nothing leaks"""
    leaks = _leaks(test, train, threshold)
    return _scored(leaks, hits) if leaks.any() else None
