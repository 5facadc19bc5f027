"""Right answers to calibration_error, written in different ways."""

import math
from collections import defaultdict
from itertools import pairwise

import numpy as np
import torch
from scipy.stats import binned_statistic


def sums_of_bins(confidence, right, bins):
    place = np.ceil(confidence * bins)
    gaps = [(confidence - right)[place == b].sum() for b in range(1, bins + 1)]
    return float(np.abs(gaps).sum() / len(confidence))


def weighted_means(confidence, right, bins):
    total = 0.0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            gap = abs(confidence[inside].mean() - right[inside].mean())
            total += inside.mean() * gap
    return total


def with_bincount(confidence, right, bins):
    place = np.ceil(confidence * bins).astype(int) - 1
    claimed = np.bincount(place, confidence, minlength=bins)
    kept = np.bincount(place, right.astype(float), minlength=bins)
    return np.sum(np.abs(claimed - kept)) / len(right)


def with_digitize(confidence, right, bins):
    place = np.digitize(confidence, np.linspace(0, 1, bins + 1), right=True)
    return sum(abs((confidence - right)[place == b].sum()) for b in set(place)) / len(place)


def with_searchsorted(confidence, right, bins):
    place = np.searchsorted(np.arange(1, bins + 1) / bins, confidence, side="left")
    gaps = np.zeros(bins)
    np.add.at(gaps, place, confidence - right)
    return np.abs(gaps).sum() / len(confidence)


def with_torch(confidence, right, bins):
    """The formula of many papers' code."""
    claimed, kept = torch.from_numpy(confidence).float(), torch.from_numpy(right).float()
    edges, total = torch.linspace(0, 1, bins + 1), torch.zeros(())
    for low, high in pairwise(edges):
        inside = claimed.gt(low) & claimed.le(high)
        share = inside.float().mean()
        if share > 0:
            total += (claimed[inside].mean() - kept[inside].mean()).abs() * share
    return total


def in_float32(confidence, right, bins):
    claimed = confidence.astype(np.float32)
    inside = np.ceil(claimed * bins)[:, None] == np.arange(1, bins + 1)
    return np.abs((claimed - right.astype(np.float32)) @ inside.astype(np.float32)).sum() / len(
        right
    )


def a_dict_of_bins(confidence, right, bins):
    gaps = defaultdict(float)
    for claim, kept in zip(confidence.tolist(), right.tolist(), strict=True):
        gaps[math.ceil(claim * bins)] += claim - kept
    return math.fsum(map(abs, gaps.values())) / len(confidence)


def sorted_and_cut(confidence, right, bins):
    order = np.argsort(confidence)
    cuts = np.searchsorted(confidence[order], np.arange(1, bins) / bins, side="right")
    parts = np.split((confidence - right)[order], cuts)
    return float(
        np.mean(np.repeat([abs(p.mean()) if len(p) else 0 for p in parts], [len(p) for p in parts]))
    )


def with_scipy(confidence, right, bins):
    """Each bin's upper edge belongs to it: turned round, for SciPy closes bins below."""
    edges = -np.linspace(0, 1, bins + 1)[::-1]
    found = binned_statistic(-confidence, confidence - right, "sum", edges)
    return np.abs(found.statistic).sum() / len(confidence)


def added_by_index_in_torch(confidence, right, bins):
    c, r = torch.as_tensor(confidence).double(), torch.as_tensor(right).double()
    b = torch.ceil(c * bins).long()
    out = torch.zeros(bins + 1, dtype=torch.double).index_add(0, b, c - r)
    return out.abs().sum() / len(c)
