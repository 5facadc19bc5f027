"""Right answers to info_nce, written in different ways."""

import math

import numpy as np
import torch
from scipy.spatial.distance import cdist
from scipy.special import log_softmax, logsumexp


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


def in_float32(queries, keys, temperature):
    queries, keys = np.float32(queries), np.float32(keys)
    return highest_score_subtracted(queries, keys, np.float32(temperature))


def torch_cross_entropy(queries, keys, temperature):
    unit = torch.nn.functional.normalize
    scores = unit(torch.from_numpy(queries)) @ unit(torch.from_numpy(keys)).T / temperature
    return torch.nn.functional.cross_entropy(scores, torch.arange(len(scores)))


def torch_log_softmax_with_a_gradient(queries, keys, temperature):
    queries = torch.tensor(queries, dtype=torch.float32, requires_grad=True)
    keys = torch.tensor(keys, dtype=torch.float32)
    cosines = torch.nn.functional.cosine_similarity(queries[:, None], keys[None], dim=2)
    return -(cosines / temperature).log_softmax(dim=1).diag().mean()


def gaps_to_the_own_score(queries, keys, temperature):
    def cosine(x, y):
        return sum(a * b for a, b in zip(x, y, strict=True)) / math.hypot(*x) / math.hypot(*y)

    def surprise(i):
        gaps = [(cosine(queries[i], k) - cosine(queries[i], keys[i])) / temperature for k in keys]
        top = max(gaps)
        return top + math.log(sum(math.exp(gap - top) for gap in gaps))

    return math.fsum(map(surprise, range(len(queries)))) / len(queries)


def scipys_distances(queries, keys, temperature):
    scores = (1 - cdist(queries, keys, "cosine")) / temperature
    return np.float64(-log_softmax(scores, axis=1).trace() / len(scores))


def an_array_without_dimensions(queries, keys, temperature):
    return np.asarray(with_scipy(queries, keys, temperature))
