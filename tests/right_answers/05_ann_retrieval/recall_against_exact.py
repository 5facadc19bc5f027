"""Right answers to recall_against_exact, written in different ways."""

import numpy as np


def with_sets(found, true):
    shares = []
    for f, t in zip(found, true, strict=True):
        neighbours = set(t) - {-1}
        shares.append(len(neighbours & set(f)) / len(neighbours))
    return float(np.mean(shares))


def with_a_comparison_of_all_pairs(found, true):
    there = true >= 0
    hit = (true[:, :, None] == found[:, None, :]).any(axis=2) & there
    return (hit.sum(axis=1) / there.sum(axis=1)).mean()


def with_isin(found, true):
    total = 0.0
    for f, t in zip(found, true, strict=True):
        t = t[t != -1]
        total += np.isin(t, f).mean()
    return total / len(true)
