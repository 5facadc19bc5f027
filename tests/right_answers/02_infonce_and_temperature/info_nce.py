"""Right answers to info_nce, written in different ways."""

import math

import numpy as np
from scipy.special import logsumexp


def highest_score_subtracted(queries, keys, temperature):
    queries = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    keys = keys / np.linalg.norm(keys, axis=1, keepdims=True)
    scores = queries @ keys.T / temperature
    scores = scores - scores.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(scores).sum(axis=1)) - scores.diagonal()))


def with_scipy(queries, keys, temperature):
    lengths = np.outer(np.linalg.norm(queries, axis=1), np.linalg.norm(keys, axis=1))
    scores = queries @ keys.T / lengths / temperature
    return (logsumexp(scores, axis=1) - np.diag(scores)).mean()


def query_by_query(queries, keys, temperature):
    total = 0.0
    for i, query in enumerate(queries):
        scores = [
            float(query @ key) / math.hypot(*query) / math.hypot(*key) / temperature for key in keys
        ]
        total += np.logaddexp.reduce(scores) - scores[i]
    return total / len(queries)


def own_score_subtracted_first(queries, keys, temperature):
    x = queries / np.sqrt((queries**2).sum(axis=1))[:, None]
    y = keys / np.sqrt((keys**2).sum(axis=1))[:, None]
    cosines = np.einsum("id,jd->ij", x, y)
    ahead = (cosines - np.diag(cosines)[:, None]) / temperature
    return np.logaddexp.reduce(ahead, axis=1).mean()
