"""Right answers to mrr, written in different ways."""

import numpy as np


def a_generator(ranked, relevant, k=None):
    return sum(
        next((1 / r for r, item in enumerate(items[:k], 1) if item in right), 0)
        for items, right in zip(ranked, relevant, strict=True)
    ) / len(ranked)


def with_numpy(ranked, relevant, k=None):
    values = []
    for items, right in zip(ranked, relevant, strict=True):
        places = np.flatnonzero(np.isin(items[:k], list(right)))
        values.append(1 / (places[0] + 1) if len(places) else 0.0)
    return float(np.mean(values))


def by_index(ranked, relevant, k=None):
    total = 0.0
    for query, items in enumerate(ranked):
        items = list(items) if k is None else list(items[:k])
        ranks = [items.index(item) + 1 for item in relevant[query] if item in items]
        total += 1 / min(ranks) if ranks else 0
    return total / len(ranked)
