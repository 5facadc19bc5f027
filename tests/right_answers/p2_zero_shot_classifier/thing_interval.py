"""Right answers to thing_interval, differently written."""

import numpy as np


def by_sums(right, things, draws):
    _, number = np.unique(things, return_inverse=True)
    hits, sizes = np.bincount(number, weights=right), np.bincount(number)
    return np.quantile(hits[draws].sum(axis=1) / sizes[draws].sum(axis=1), [0.025, 0.975])


def concatenated(right, things, draws):
    own = [right[things == thing] for thing in sorted(set(things.tolist()))]
    means = [np.concatenate([own[i] for i in drawn]).mean() for drawn in draws]
    return np.percentile(means, 2.5), np.percentile(means, 97.5)


def counted(right, things, draws):
    names = np.unique(things)
    member = (things == names[:, None]).astype(float)
    times = np.array([np.bincount(drawn, minlength=len(names)) for drawn in draws])
    means = (times @ member @ right) / (times @ member).sum(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return [float(low), float(high)]
