"""Typical wrong answers to margin_loss. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def as_it_was(anchors, positives, negatives, margin):
    """your margin counts half"""
    to_positive = ((anchors - positives) ** 2).sum(axis=1)
    to_negative = ((anchors - negatives) ** 2).sum(axis=1)
    return np.maximum(0, to_positive - to_negative + margin).mean()


def squared_distance_of_unit_vectors(anchors, positives, negatives, margin):
    """your margin counts half"""
    return as_it_was(_unit(anchors), _unit(positives), _unit(negatives), margin)


def halved_but_not_normalized(anchors, positives, negatives, margin):
    """Is every one of the three normalized?"""
    to_positive = ((anchors - positives) ** 2).sum(axis=1) / 2
    to_negative = ((anchors - negatives) ** 2).sum(axis=1) / 2
    return np.maximum(0, to_positive - to_negative + margin).mean()


def straight_lines(anchors, positives, negatives, margin):
    """these are straight lines"""
    a, p, n = _unit(anchors), _unit(positives), _unit(negatives)
    gap = np.linalg.norm(a - p, axis=1) - np.linalg.norm(a - n, axis=1)
    return np.maximum(0, gap + margin).mean()


def positive_and_negative_swapped(anchors, positives, negatives, margin):
    """here the loss pushes the partner away"""
    a, p, n = _unit(anchors), _unit(positives), _unit(negatives)
    return np.maximum(0, (a * p).sum(axis=1) - (a * n).sum(axis=1) + margin).mean()


def cut_after_the_mean(anchors, positives, negatives, margin):
    """the cut at 0 comes after the mean"""
    a, p, n = _unit(anchors), _unit(positives), _unit(negatives)
    return max(0.0, ((a * n).sum(axis=1) - (a * p).sum(axis=1) + margin).mean())


def only_the_anchor_normalized(anchors, positives, negatives, margin):
    """Is every one of the three normalized?"""
    a = _unit(anchors)
    gap = (a * negatives).sum(axis=1) - (a * positives).sum(axis=1)
    return np.maximum(0, gap + margin).mean()
