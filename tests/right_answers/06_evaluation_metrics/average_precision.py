"""Right answers to average_precision, written in different ways."""

import numpy as np


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
