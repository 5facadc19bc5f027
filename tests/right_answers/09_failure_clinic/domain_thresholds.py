"""Right answers to domain_thresholds, differently written."""

from bisect import bisect_left
from collections import defaultdict
from fractions import Fraction

import numpy as np
import torch


def the_lowest_that_will_do(scores, domain, choosing, allowed):
    found = {}
    for name in np.unique(domain):
        ours, others = scores[(domain == name) & choosing], scores[(domain == name) & ~choosing]
        line = min(s for s in ours if np.mean(ours >= s) <= allowed)
        found[name] = line, np.mean(others >= line)
    return found


def by_its_place(scores, domain, choosing, allowed):
    found = {}
    for name in set(domain.tolist()):
        ours = np.sort(scores[(domain == name) & choosing])[::-1]
        line = ours[int(allowed * len(ours)) - 1]
        found[name] = [line, (scores[(domain == name) & ~choosing] >= line).mean()]
    return found


def dictionaries(scores, domain, choosing, allowed):
    parts = {True: defaultdict(list), False: defaultdict(list)}
    for score, name, chosen in zip(scores.tolist(), domain.tolist(), choosing, strict=True):
        parts[bool(chosen)][name].append(score)
    found = {}
    for name, ours in parts[True].items():
        others = parts[False][name]
        for line in sorted(ours):
            if Fraction(sum(s >= line for s in ours), len(ours)) <= allowed:
                break
        found[name] = (line, sum(s >= line for s in others) / len(others))
    return found


def bisected(scores, domain, choosing, allowed):
    def both(name):
        ours = sorted(scores[(domain == name) & choosing])
        others = sorted(scores[(domain == name) & ~choosing])
        line = next(s for i, s in enumerate(ours) if len(ours) - i <= allowed * len(ours))
        return line, 1 - bisect_left(others, line) / len(others)

    return {str(name): both(name) for name in set(domain)}


def tensors(scores, domain, choosing, allowed):
    scores, chosen, found = torch.from_numpy(scores), torch.from_numpy(choosing), {}
    for name in sorted(set(domain.tolist())):
        here = torch.from_numpy(domain == name)
        ours = scores[here & chosen].sort(descending=True).values
        shares = torch.arange(1, len(ours) + 1, dtype=torch.float64) / len(ours)
        line = ours[shares <= allowed][-1]
        found[name] = torch.stack([line, (scores[here & ~chosen] >= line).double().mean()])
    return found


def a_table_of_pairs(scores, domain, choosing, allowed):
    found = dict.fromkeys(map(str, domain))
    for name in found:
        here = domain == name
        ours = scores[here & choosing]
        passing = (ours >= ours[:, None]).sum(axis=1)
        line = ours[passing <= allowed * len(ours)].min()
        found[name] = np.array([line, np.count_nonzero(scores[here & ~choosing] >= line)])
        found[name][1] /= np.count_nonzero(here & ~choosing)
    return found


def from_the_top(scores, domain, choosing, allowed):
    found = {}
    for name in np.unique(domain).tolist():
        ours = scores[np.logical_and(domain == name, choosing)]
        line = np.inf
        for passed, score in enumerate(np.sort(ours)[::-1], 1):
            if passed / len(ours) > allowed:
                break
            line = score
        others = scores[np.logical_and(domain == name, np.logical_not(choosing))]
        found[name] = line.item(), np.float32(np.mean(others >= line))
    return found


def partitioned(scores, domain, choosing, allowed):
    names, number = np.unique(domain, return_inverse=True)

    def of(group):
        ours, others = (scores[(number == group) & part] for part in (choosing, ~choosing))
        place = len(ours) - int(np.floor(allowed * len(ours)))
        line = np.partition(ours, place)[place]
        return line, 1 - np.mean(others < line)

    return {name: of(group) for group, name in enumerate(names)}


def the_next_quantile(scores, domain, choosing, allowed):
    found = {}
    for name in set(domain):
        ours, others = (scores[part & (domain == name)] for part in (choosing, ~choosing))
        line = max(ours)
        for share in np.linspace(1, 0, 401):
            lower = np.quantile(ours, share, method="higher")
            if (ours >= lower).mean() > allowed:
                break
            line = lower
        found[name] = tuple(map(float, (line, np.mean(others >= line))))
    return found
