"""Typical wrong answers to recall_against_exact. A docstring: words of the line that rejects it."""

import numpy as np


def _hits(found, true):
    """Neighbours found, a number for each query."""
    return np.array([len((set(f) & set(t)) - {-1}) for f, t in zip(found, true, strict=True)])


def place_by_place(found, true):
    """the same rows in another order"""
    width = min(found.shape[1], true.shape[1])
    same = (found[:, :width] == true[:, :width]) & (true[:, :width] >= 0)
    return float(np.mean(same.sum(axis=1) / (true >= 0).sum(axis=1)))


def hit_rate(found, true):
    """that is the hit rate"""
    return float(np.mean(_hits(found, true) > 0))


def number_of_hits(found, true):
    """a number of hits, not a share"""
    return float(np.mean(_hits(found, true)))


def precision(found, true):
    """What do you divide by?"""
    return float(np.mean(_hits(found, true) / found.shape[1]))


def empty_places_count_as_found(found, true):
    """-1 counts as found"""
    return float(np.mean([np.isin(t, f).mean() for f, t in zip(found, true, strict=True)]))


def empty_places_count_as_found_in_sets(found, true):
    """-1 counts as found"""
    pairs = [(set(f), set(t)) for f, t in zip(found, true, strict=True)]
    return float(np.mean([len(f & t) / len(t) for f, t in pairs]))


def empty_places_count_as_missed(found, true):
    """count as neighbours that were missed"""
    return float(np.mean(_hits(found, true) / true.shape[1]))
