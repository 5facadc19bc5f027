"""Right answers to margin_loss, written in different ways."""

import math

import numpy as np
import torch
from scipy.spatial.distance import cosine
from sklearn.metrics.pairwise import cosine_distances


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


def in_float32(anchors, positives, negatives, margin):
    def unit(x):
        x = np.float32(x)
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    a, p, n = unit(anchors), unit(positives), unit(negatives)
    return np.maximum(0, np.sum(a * (n - p), axis=1) + np.float32(margin)).mean()


def a_tensor(anchors, positives, negatives, margin):
    a, p, n = (torch.tensor(x, requires_grad=True) for x in (anchors, positives, negatives))
    gap = torch.cosine_similarity(a, n) - torch.cosine_similarity(a, p)
    return torch.relu(gap + margin).mean()


def torchs_own_loss(anchors, positives, negatives, margin):
    loss = torch.nn.TripletMarginWithDistanceLoss(
        distance_function=lambda x, y: 1 - torch.cosine_similarity(x, y), margin=margin
    )
    return loss(*map(torch.from_numpy, (anchors, positives, negatives))).item()


def scipys_distances(anchors, positives, negatives, margin):
    three = zip(anchors, positives, negatives, strict=True)
    return np.mean([max(cosine(a, p) - cosine(a, n) + margin, 0) for a, p, n in three])


def einsum(anchors, positives, negatives, margin):
    a, p, n = (
        x / np.sqrt(np.einsum("nd,nd->n", x, x))[:, None] for x in (anchors, positives, negatives)
    )
    gaps = np.einsum("nd,nd->n", a, n - p) + margin
    return np.where(gaps > 0, gaps, 0).sum() / len(gaps)


def plain_python(anchors, positives, negatives, margin):
    def cos(x, y):
        return sum(s * t for s, t in zip(x, y, strict=True)) / math.hypot(*x) / math.hypot(*y)

    total = 0
    for a, p, n in zip(anchors.tolist(), positives.tolist(), negatives.tolist(), strict=True):
        loss = cos(a, n) - cos(a, p) + margin
        total += loss if loss > 0 else 0
    return total / len(anchors)


def diagonals_of_sklearns_table(anchors, positives, negatives, margin):
    far = cosine_distances(anchors, positives).diagonal() + margin
    return np.array((far - cosine_distances(anchors, negatives).diagonal()).clip(0).mean())
