"""Right answers to margin_loss, written in different ways."""

import numpy as np


def gap_of_cosines(anchors, positives, negatives, margin):
    def cosine(x, y):
        return (x * y).sum(axis=1) / np.sqrt((x * x).sum(axis=1) * (y * y).sum(axis=1))

    gap = cosine(anchors, negatives) - cosine(anchors, positives)
    return np.clip(gap + margin, 0, None).mean()


def half_of_the_squared_distance(anchors, positives, negatives, margin):
    def unit(x):
        return (x.T / np.linalg.norm(x, axis=1)).T

    to_positive = ((unit(anchors) - unit(positives)) ** 2).sum(axis=1) / 2
    to_negative = ((unit(anchors) - unit(negatives)) ** 2).sum(axis=1) / 2
    return np.maximum(0, to_positive - to_negative + margin).mean()


def triplet_by_triplet(anchors, positives, negatives, margin):
    losses = []
    for a, p, n in zip(anchors, positives, negatives, strict=True):
        a, p, n = a / np.linalg.norm(a), p / np.linalg.norm(p), n / np.linalg.norm(n)
        losses.append(max(0.0, (1 - a @ p) - (1 - a @ n) + margin))
    return float(np.mean(losses))
