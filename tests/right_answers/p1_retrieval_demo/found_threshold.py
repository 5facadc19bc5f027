"""Right answers to found_threshold, differently written."""

from bisect import bisect_left

import numpy as np


def one_by_one(present, absent, choosing):
    there, away = present[choosing], absent[choosing]
    candidates = np.unique(np.concatenate([there, away]))
    worth = [(there >= t).sum() + (away < t).sum() for t in candidates]
    return candidates[np.argmax(worth)]


def searched(present, absent, choosing):
    there, away = np.sort(present[choosing]), np.sort(absent[choosing])
    candidates = np.sort(np.r_[there, away])
    answered = len(there) - np.searchsorted(there, candidates)
    refused = np.searchsorted(away, candidates)
    return float(candidates[(answered + refused).argmax()])


def in_a_loop(present, absent, choosing):
    best, most = None, -1
    scores = [(p, a) for p, a, c in zip(present, absent, choosing, strict=True) if c]
    for threshold in sorted(score for both in scores for score in both):
        right = sum(int(p >= threshold) + int(a < threshold) for p, a in scores)
        if right > most:
            best, most = threshold, right
    return best


def max_with_a_key(present, absent, choosing):
    there, away = present[choosing], absent[choosing]
    return max(
        sorted([*there, *away]), key=lambda t: np.count_nonzero(there >= t) + np.sum(away < t)
    )


def errors_instead(present, absent, choosing):
    there, away = present[choosing], absent[choosing]
    candidates = np.sort(np.append(there, away))
    wrong = (there[:, None] < candidates).sum(axis=0) + (away[:, None] >= candidates).sum(axis=0)
    return candidates[wrong.argmin()]


def cumulative(present, absent, choosing):
    there, away = present[choosing], absent[choosing]
    scores = np.concatenate([there, away])
    step = np.concatenate([-np.ones(len(there)), np.ones(len(away))])
    order = np.argsort(scores)
    gained = np.concatenate([[0], np.cumsum(step[order])[:-1]])
    ordered, first = np.unique(scores[order], return_index=True)  # equals count from the first on
    return ordered[np.argmax(gained[first])]


def bisected(present, absent, choosing):
    there, away = (sorted(scores[choosing].tolist()) for scores in (present, absent))

    def right(threshold):
        return len(there) - bisect_left(there, threshold) + bisect_left(away, threshold)

    best = max(map(right, there + away))
    return min(t for t in there + away if right(t) == best)


def in_torch(present, absent, choosing):
    import torch

    there, away = torch.from_numpy(present[choosing]), torch.from_numpy(absent[choosing])
    candidates = torch.cat([there, away]).sort().values
    share = (there >= candidates[:, None]).double().mean(1)
    share += (away < candidates[:, None]).double().mean(1)
    best = share >= share.max() - 1e-9
    return candidates[best][0]


def shares_added(present, absent, choosing):
    there, away = present[choosing], absent[choosing]
    candidates = np.unique(np.concatenate([there, away]))
    shares = [(there >= t).mean() + (away < t).mean() for t in candidates]
    return candidates[np.argmax(shares)]


def misses_and_alarms(present, absent, choosing):
    there, away = np.sort(present[choosing]), np.sort(absent[choosing])
    candidates = np.unique(np.r_[there, away])
    missed = np.searchsorted(there, candidates) / len(there)
    answered = 1 - np.searchsorted(away, candidates) / len(away)
    return candidates[np.argmin(missed + answered)]
