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


def with_a_dict(right, things, draws):
    own = {}
    for name, hit in zip(things.tolist(), right.tolist(), strict=True):
        own.setdefault(name, []).append(hit)
    values = [own[name] for name in sorted(own)]
    means = [np.mean([hit for i in drawn for hit in values[i]]) for drawn in draws]
    return np.quantile(means, 0.025), np.quantile(means, 0.975)


def rows_repeated(right, things, draws):
    number = np.unique(things, return_inverse=True)[1]
    rows = [np.flatnonzero(number == i) for i in range(number.max() + 1)]
    means = [right[np.hstack([rows[i] for i in drawn])].mean() for drawn in draws]
    return np.percentile(means, (2.5, 97.5)).tolist()


def weighted_average(right, things, draws):
    names, sizes = np.unique(things, return_counts=True)
    shares = np.array([right[things == name].mean() for name in names])
    means = [np.average(shares[drawn], weights=sizes[drawn]) for drawn in draws]
    return tuple(np.percentile(means, [2.5, 97.5]))


def taken(right, things, draws):
    names = sorted(set(things))
    hits = np.array([np.sum(right[things == name]) for name in names])
    sizes = np.array([np.sum(things == name) for name in names])
    means = np.take(hits, draws).sum(1) / np.take(sizes, draws).sum(1)
    return np.nanpercentile(means, [2.5, 97.5])


def in_torch(right, things, draws):
    import torch

    number = torch.from_numpy(np.unique(things, return_inverse=True)[1])
    hits = torch.bincount(number, weights=torch.from_numpy(right.astype(np.float64)))
    sizes, drawn = torch.bincount(number), torch.from_numpy(draws)
    means = hits[drawn].sum(1) / sizes[drawn].sum(1)
    return torch.quantile(means, torch.tensor([0.025, 0.975], dtype=means.dtype))
