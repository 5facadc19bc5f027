"""Right answers to thing_margin, differently written."""

from collections import defaultdict
from math import sqrt

import numpy as np


def by_bincount(values, things):
    number = np.unique(things, return_inverse=True)[1]
    totals = np.bincount(number, weights=values - values.mean())
    return 1.96 * np.sqrt((totals**2).sum()) / len(values)


def in_a_dict(values, things):
    mean, totals = sum(values) / len(values), defaultdict(float)
    for value, thing in zip(values, things, strict=True):
        totals[thing] += value - mean
    return 1.96 * sqrt(sum(total**2 for total in totals.values())) / len(values)


def by_norm(values, things):
    off = values - np.mean(values)
    totals = [off[things == thing].sum() for thing in np.unique(things)]
    return float(1.96 * np.linalg.norm(totals) / things.size)


def same_thing_matrix(values, things):
    off = values - values.mean()
    same = things[:, None] == things[None, :]
    return 1.96 * np.sqrt(off @ same @ off) / len(off)


def by_sizes(values, things):
    names, number, sizes = np.unique(things, return_inverse=True, return_counts=True)
    sums = np.zeros(len(names))
    np.add.at(sums, number, values)
    totals = sums - sizes * values.mean()
    return 1.96 * (totals @ totals) ** 0.5 / sizes.sum()


def standard_error_first(values, things):
    groups = [values[things == thing] - values.mean() for thing in set(things)]
    variance = sum(group.sum() ** 2 for group in groups) / len(values) ** 2
    return np.array(1.96 * np.sqrt(variance))


def in_torch(values, things):
    import torch

    number = torch.from_numpy(np.unique(things, return_inverse=True)[1])
    off = torch.from_numpy(values - values.mean())
    totals = torch.zeros(int(number.max()) + 1, dtype=off.dtype).index_add_(0, number, off)
    return 1.96 * totals.square().sum().sqrt() / len(values)


def sorted_and_cut(values, things):
    order = np.argsort(things)
    off = (values - values.mean())[order]
    starts = np.flatnonzero(np.r_[True, things[order][1:] != things[order][:-1]])
    return 1.96 * np.hypot.reduce(np.add.reduceat(off, starts)) / len(values)
