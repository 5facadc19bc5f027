"""Right answers to ndcg, written in different ways."""

import heapq
import math
from functools import reduce

import numpy as np
import torch
from sklearn.metrics import ndcg_score


def with_arrays(ranked, grades, k):
    found = np.array([grades.get(item, 0) for item in ranked[:k]])
    best = np.sort(np.array(list(grades.values()), dtype=float))[::-1][:k]

    def dcg(values):
        return ((np.exp2(values) - 1) / np.log2(np.arange(len(values)) + 2)).sum()

    return float(dcg(found) / dcg(best)) if dcg(best) > 0 else 0.0


def plain_python(ranked, grades, k):
    def dcg(items):
        return sum(
            (2 ** grades.get(item, 0) - 1) / math.log2(rank)
            for rank, item in enumerate(items[:k], start=2)
        )

    ideal = dcg(sorted(grades, key=grades.get, reverse=True))
    return dcg(ranked) / ideal if ideal else 0.0


def padded_with_zeros(ranked, grades, k):
    discount = 1 / np.log2(np.arange(2, k + 2))
    found, best = np.zeros(k), np.zeros(k)
    for place, item in enumerate(ranked[:k]):
        found[place] = 2 ** grades.get(item, 0) - 1
    for place, grade in enumerate(sorted(grades.values())[::-1][:k]):
        best[place] = 2**grade - 1
    return float(found @ discount / (best @ discount)) if best.any() else 0.0


def by_sklearn(ranked, grades, k):
    """All items, with a score that falls down the list; what is not in it comes last."""
    items = [*ranked, *(item for item in grades if item not in ranked)]
    gains = [[2 ** grades.get(item, 0) - 1 for item in items]]
    scores = [[-place if item in ranked else -1000 for place, item in enumerate(items)]]
    if not any(gains[0]):
        return 0.0
    found = [g if place < k and place < len(ranked) else 0 for place, g in enumerate(gains[0])]
    if len(ranked) >= k:
        return ndcg_score(gains, scores, k=k)
    ideal = sorted(gains[0], reverse=True)[:k]
    return _gain(found) / _gain(ideal)


def _gain(values):
    return sum(v / math.log2(place + 2) for place, v in enumerate(values))


def in_float32(ranked, grades, k):
    found = np.float32([grades.get(item, 0) for item in ranked[:k]])
    best = -np.sort(-np.float32(list(grades.values())))[:k]

    def dcg(values):
        ranks = np.arange(len(values), dtype=np.float32)
        return np.sum((np.float32(2) ** values - 1) / np.log2(ranks + 2), dtype=np.float32)

    return dcg(found) / dcg(best) if best.any() else np.float32(0)


def a_tensor(ranked, grades, k):
    found = torch.tensor([float(grades.get(item, 0)) for item in ranked[:k]])
    best = torch.tensor([float(g) for g in grades.values()]).sort(descending=True).values[:k]

    def dcg(values):
        return ((2**values - 1) / torch.log2(torch.arange(len(values)) + 2.0)).sum()

    return dcg(found) / dcg(best) if best.sum() > 0 else torch.tensor(0.0)


def natural_logarithms(ranked, grades, k):
    """The base of the logarithm cancels."""

    def dcg(values):
        return math.fsum(math.expm1(g * math.log(2)) / math.log(r + 1) for r, g in values)

    found = dcg(enumerate((grades.get(item, 0) for item in ranked[:k]), 1))
    ideal = dcg(enumerate(heapq.nlargest(k, grades.values()), 1))
    return found / ideal if ideal else 0


def a_generator_of_gains(ranked, grades, k):
    weights = [1 / math.log2(rank + 1) for rank in range(1, k + 1)]

    def dcg(some):
        return reduce(lambda total, pair: total + (2 ** pair[0] - 1) * pair[1], some, 0.0)

    best = dcg(zip(sorted(grades.values(), key=lambda g: -g), weights, strict=False))
    mine = dcg(zip((grades.get(item, 0) for item in ranked), weights, strict=False))
    return mine / best if best > 0 else 0.0
