"""Right answers to mrr, written in different ways."""

import statistics
from fractions import Fraction
from itertools import islice

import numpy as np
import torch


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


def a_closure(ranked, relevant, k=None):
    def one(items, right):
        for rank, item in enumerate(islice(items, k), start=1):
            if item in right:
                return Fraction(1, rank)
        return Fraction(0)

    return statistics.mean(map(one, ranked, relevant))


def a_matrix_of_hits(ranked, relevant, k=None):
    hits = np.array(
        [[i in right for i in items] for items, right in zip(ranked, relevant, strict=False)]
    )[:, :k]
    first = hits.argmax(axis=1) + 1
    return np.where(hits.any(axis=1), 1 / first, 0).mean()


def largest_reciprocal_of_all(ranked, relevant, k=None):
    found = [
        max([1 / r for r, i in enumerate(items[:k], 1) if i in right], default=0.0)
        for items, right in zip(ranked, relevant, strict=False)
    ]
    return np.float32(np.mean(found))


def a_tensor(ranked, relevant, k=None):
    hits = torch.tensor(
        [[i in r for i in items[:k]] for items, r in zip(ranked, relevant, strict=False)]
    )
    ranks = torch.arange(1, hits.shape[1] + 1)
    return (hits / ranks).max(dim=1).values.mean()


def a_while_loop(ranked, relevant, k=None):
    values = []
    for items, right in zip(ranked, relevant, strict=False):
        end = len(items) if k is None else min(k, len(items))
        place = 0
        while place < end and items[place] not in right:
            place += 1
        values.append(1 / (place + 1) if place < end else 0)
    return sum(values) / len(values)
