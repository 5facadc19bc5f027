"""Right answers to ndcg, written in different ways."""

import math

import numpy as np


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
