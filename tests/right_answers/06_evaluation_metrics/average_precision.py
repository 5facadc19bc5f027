"""Right answers to average_precision, written in different ways."""

from fractions import Fraction
from itertools import accumulate

import numpy as np
import torch
from sklearn.metrics import average_precision_score


def cumulative_sums(ranked, relevant):
    if not relevant:
        return 0.0
    hits = np.array([item in relevant for item in ranked])
    precision = hits.cumsum() / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / len(relevant))


def from_the_ranks(ranked, relevant):
    at = [r for r, item in enumerate(ranked, 1) if item in relevant]
    return sum(i / r for i, r in enumerate(at, 1)) / max(len(relevant), 1)


def each_right_item(ranked, relevant):
    total = 0.0
    for item in relevant:
        if item in ranked:
            rank = ranked.index(item) + 1
            total += len(set(ranked[:rank]) & relevant) / rank
    return total / len(relevant) if relevant else 0.0


def by_sklearn(ranked, relevant):
    """The library knows only of what was found: give it back what it does not see."""
    hits = [item in relevant for item in ranked]
    if not any(hits):
        return 0.0
    of_found = average_precision_score(hits, -np.arange(len(hits)))
    return of_found * sum(hits) / len(relevant)


def accumulated(ranked, relevant):
    hits = [int(item in relevant) for item in ranked]
    so_far = accumulate(hits)
    total = sum(f / r for r, (f, h) in enumerate(zip(so_far, hits, strict=True), 1) if h)
    return total / len(relevant) if len(relevant) else 0


def exactly(ranked, relevant):
    found, total = 0, Fraction(0)
    for rank, item in enumerate(ranked, 1):
        if item in relevant:
            found += 1
            total += Fraction(found, rank)
    return total / len(relevant) if relevant else Fraction(0)


def in_float32(ranked, relevant):
    hits = np.float32([item in relevant for item in ranked])
    precision = hits.cumsum() / np.arange(1, len(hits) + 1, dtype=np.float32)
    return np.float32(precision @ hits / np.float32(max(len(relevant), 1)))


def a_tensor(ranked, relevant):
    hits = torch.tensor([item in relevant for item in ranked]).float()
    precision = hits.cumsum(0) / torch.arange(1, len(hits) + 1)
    return (precision * hits).sum() / max(len(relevant), 1)


def a_recursion(ranked, relevant):
    def rest(rank, found):
        if rank > len(ranked):
            return 0.0
        if ranked[rank - 1] in relevant:
            return (found + 1) / rank + rest(rank + 1, found + 1)
        return rest(rank + 1, found)

    return rest(1, 0) / len(relevant) if relevant else 0.0
