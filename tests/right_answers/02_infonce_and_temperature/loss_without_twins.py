"""Right answers to loss_without_twins, written in different ways."""

import math

import numpy as np
from scipy.special import logsumexp


def minus_infinity(cosines, captions, temperature):
    scores = cosines / temperature
    same = captions[:, None] == captions
    np.fill_diagonal(same, False)
    scores[same] = -np.inf
    return np.mean(logsumexp(scores, axis=1) - np.diag(scores))


def weights_of_zero(cosines, captions, temperature):
    others = (captions[:, None] != captions) | np.eye(len(captions), dtype=bool)
    ahead = (cosines - np.diag(cosines)[:, None]) / temperature
    return np.log((np.exp(ahead) * others).sum(axis=1)).mean()


def row_by_row(cosines, captions, temperature):
    total = 0.0
    for i, row in enumerate(cosines):
        rivals = [row[j] for j in range(len(row)) if j == i or captions[j] != captions[i]]
        total += math.log(sum(math.exp((rival - row[i]) / temperature) for rival in rivals))
    return total / len(cosines)
