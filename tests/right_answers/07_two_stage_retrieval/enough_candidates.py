"""Right answers to enough_candidates, differently written."""

from collections import defaultdict
from itertools import count
from statistics import mean, stdev

import numpy as np
import torch

from course_utils.metrics import bootstrap_interval


def loop(ranks, family, choosing, wanted):
    labels = np.unique(family[choosing])
    for K in count(1):
        hits = ranks <= K
        means = np.array([hits[family == label].mean() for label in labels])
        if means.mean() - 1.96 * means.std(ddof=1) / np.sqrt(len(means)) >= wanted:
            return K, hits[~choosing].mean()


def dictionaries(ranks, family, choosing, wanted):
    of_family = defaultdict(list)
    for rank, label, chosen in zip(ranks, family, choosing, strict=True):
        if chosen:
            of_family[label].append(rank)
    K = 0
    low = -1.0
    while low < wanted:
        K += 1
        means = [mean(float(rank <= K) for rank in found) for found in of_family.values()]
        low = mean(means) - 1.96 * stdev(means) / len(means) ** 0.5
    others = [rank <= K for rank, chosen in zip(ranks, choosing, strict=True) if not chosen]
    return K, sum(others) / len(others)


def the_courses_bootstrap(ranks, family, choosing, wanted):
    enough, too_few = int(ranks.max()), 0
    while enough - too_few > 1:
        K = (enough + too_few) // 2
        hits = (ranks[choosing] <= K).astype(float)
        if bootstrap_interval(hits, groups=family[choosing]).low >= wanted:
            enough = K
        else:
            too_few = K
    return enough, float((ranks[~choosing] <= enough).mean())


def all_at_once(ranks, family, choosing, wanted):
    Ks = np.arange(1, ranks.max() + 1)
    hits = ranks[choosing][:, None] <= Ks
    _, number = np.unique(family[choosing], return_inverse=True)
    sums = np.zeros((number.max() + 1, len(Ks)))
    np.add.at(sums, number, hits)
    means = sums / np.bincount(number)[:, None]
    low = means.mean(axis=0) - 1.96 * np.sqrt(means.var(axis=0) / len(means))
    K = Ks[low >= wanted][0]
    return [K, np.mean(ranks[~choosing] <= K)]


def t_interval(ranks, family, choosing, wanted):
    labels = sorted(set(family[choosing].tolist()))
    factor = 2.0 + 2.4 / len(labels) if len(labels) > 1 else 0  # close to the t quantile
    K = 1
    while True:
        means = np.array([np.mean(ranks[family == label] <= K) for label in labels])
        if means.mean() - factor * means.std(ddof=1) / len(means) ** 0.5 >= wanted:
            return np.array([K, np.mean(ranks[~choosing] <= K)])
        K += 1


def own_bootstrap(ranks, family, choosing, wanted):
    rng = np.random.default_rng(0)
    labels, number = np.unique(family[choosing], return_inverse=True)
    drawn = rng.integers(len(labels), size=(10_000, len(labels)))
    for K in range(1, int(ranks.max()) + 1):
        hits = np.bincount(number, weights=ranks[choosing] <= K) / np.bincount(number)
        if np.quantile(hits[drawn].mean(axis=1), 0.025) >= wanted - 1e-12:
            return K, np.mean(ranks[~choosing] <= K)


def tensors(ranks, family, choosing, wanted):
    ranks, chosen = torch.from_numpy(ranks), torch.from_numpy(choosing)
    ours = ranks[chosen][torch.argsort(torch.from_numpy(family)[chosen], stable=True)]
    sizes = np.unique(family[choosing], return_counts=True)[1].tolist()
    for K in range(1, int(ranks.max()) + 1):
        means = torch.stack([part.mean() for part in (ours <= K).double().split(sizes)])
        if means.mean() - 1.96 * means.std() / len(means) ** 0.5 >= wanted:
            return torch.tensor(K), (ranks[~chosen] <= K).double().mean()


def half_width_first(ranks, family, choosing, wanted):
    order = np.argsort(family[choosing], kind="stable")
    starts = np.flatnonzero(np.diff(family[choosing][order], prepend=-1))
    sizes = np.diff([*starts, len(order)])

    def enough(K):
        means = np.add.reduceat((ranks[choosing][order] <= K).astype(float), starts) / sizes
        half = 1.96 * np.std(means, ddof=1) / np.sqrt(len(means))
        return means.mean() - half >= wanted

    K = next(filter(enough, range(1, 1 + int(ranks.max()))))
    return (K, sum(ranks[~choosing] <= K) / sum(~choosing))
