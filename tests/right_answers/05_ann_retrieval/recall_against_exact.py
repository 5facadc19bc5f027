"""Right answers to recall_against_exact, written in different ways."""

import statistics
from fractions import Fraction

import numpy as np
import torch


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


def exactly(found, true):
    shares = []
    for f, t in zip(found.tolist(), true.tolist(), strict=True):
        neighbours = [x for x in t if x >= 0]
        shares.append(Fraction(sum(x in f for x in neighbours), len(neighbours)))
    return statistics.mean(shares)


def with_intersect1d(found, true):
    pairs = ((f[f > -1], t[t > -1]) for f, t in zip(found, true, strict=True))
    return np.mean([len(np.intersect1d(f, t)) / len(t) for f, t in pairs], dtype=np.float32)


def with_torch(found, true):
    found, true = torch.from_numpy(found), torch.from_numpy(true)
    there = true != -1
    hit = (true.unsqueeze(2) == found.unsqueeze(1)).any(dim=2) & there
    return (hit.sum(dim=1) / there.sum(dim=1)).mean()


def a_loop(found, true):
    total = 0
    for query in range(len(true)):
        hits = neighbours = 0
        for row in true[query]:
            if row == -1:
                continue
            neighbours += 1
            hits += row in found[query]
        total += hits / neighbours
    return total / len(true)


def true_masked(found, true):
    masked = np.ma.masked_equal(true, -1)
    hit = np.array([np.isin(t, f) for f, t in zip(found, true, strict=True)])
    return float(np.ma.array(hit, mask=masked.mask).mean(axis=1).mean())


def hits_counted_in_found(found, true):
    """No row number comes twice in one row, so either side may be counted."""
    hits = [np.isin(f, t[t != -1]).sum() for f, t in zip(found, true, strict=True)]
    return np.mean(hits / (true != -1).sum(axis=1))
