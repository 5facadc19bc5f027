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


def margin_left_out(anchors, positives, negatives, margin):
    """Is the margin in the sum?"""
    a, p, n = _unit(anchors), _unit(positives), _unit(negatives)
    return np.maximum(0, (a * (n - p)).sum(axis=1)).mean()


def nothing_cut(anchors, positives, negatives, margin):
    """nothing is cut"""
    a, p, n = _unit(anchors), _unit(positives), _unit(negatives)
    return ((a * (n - p)).sum(axis=1) + margin).mean()


def sum_of_the_triplets(anchors, positives, negatives, margin):
    """Take the mean"""
    a, p, n = _unit(anchors), _unit(positives), _unit(negatives)
    return np.maximum(0, (a * (n - p)).sum(axis=1) + margin).sum()


def mean_of_those_that_cost(anchors, positives, negatives, margin):
    """All count"""
    a, p, n = _unit(anchors), _unit(positives), _unit(negatives)
    losses = np.maximum(0, (a * (n - p)).sum(axis=1) + margin)
    return losses[losses > 0].mean() if losses.any() else 0.0


def squared_losses(anchors, positives, negatives, margin):
    """what is left of the margin is squared"""
    a, p, n = _unit(anchors), _unit(positives), _unit(negatives)
    return (np.maximum(0, (a * (n - p)).sum(axis=1) + margin) ** 2).mean()


def angles(anchors, positives, negatives, margin):
    """these are angles"""
    a, p, n = _unit(anchors), _unit(positives), _unit(negatives)
    far = [np.arccos(np.clip((a * x).sum(axis=1), -1, 1)) / np.pi for x in (p, n)]
    return np.maximum(0, far[0] - far[1] + margin).mean()


def negatives_not_normalized(anchors, positives, negatives, margin):
    """shorter negatives changed the loss"""
    a, p = _unit(anchors), _unit(positives)
    return np.maximum(0, (a * negatives).sum(axis=1) - (a * p).sum(axis=1) + margin).mean()


def half_the_margin_by_hand(anchors, positives, negatives, margin):
    """Is every one of the three normalized?"""
    return as_it_was(anchors, positives, negatives, 2 * margin) / 2


def mutates_its_input(anchors, positives, negatives, margin):
    """your function changed"""
    for x in (anchors, positives, negatives):
        x /= np.linalg.norm(x, axis=1, keepdims=True)
    return np.maximum(0, (anchors * (negatives - positives)).sum(axis=1) + margin).mean()


def at_most_one_a_row(anchors, positives, negatives, margin):
    """a positive behind and a negative at the anchor cost 2 and the margin"""
    gaps = (_unit(anchors) * (_unit(negatives) - _unit(positives))).sum(axis=1)
    return np.clip(gaps + margin, 0, 1).mean()


def short_vectors_left_short(anchors, positives, negatives, margin):
    """shorter anchors changed the loss"""
    three = anchors, positives, negatives
    a, p, n = (x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1) for x in three)
    return np.maximum(0, (a * n).sum(axis=1) - (a * p).sum(axis=1) + margin).mean()


def a_margin_of_at_most_one(anchors, positives, negatives, margin):
    """a positive behind and a negative at the anchor cost 2 and the margin"""
    a, p, n = map(_unit, (anchors, positives, negatives))
    gaps = (a * n).sum(axis=1) - (a * p).sum(axis=1)
    return np.maximum(0, gaps + min(margin, 1)).mean()


def columns_where_it_is_square(anchors, positives, negatives, margin):
    """with five triplets of five numbers"""
    along = int(len(anchors) != anchors.shape[1])
    three = anchors, positives, negatives
    a, p, n = (x / np.linalg.norm(x, axis=along, keepdims=True) for x in three)
    return np.maximum(0, (a * n).sum(axis=1) - (a * p).sum(axis=1) + margin).mean()
