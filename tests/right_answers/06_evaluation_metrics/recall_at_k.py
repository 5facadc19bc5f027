"""Right answers to recall_at_k, written in different ways."""

from collections import Counter
from fractions import Fraction

import numpy as np
import torch


def two_sets(ranked, relevant, k):
    right = {item for item in relevant if item != -1}
    return len(right.intersection(ranked[:k])) / len(right) if right else 0.0


def look_for_each_right_item(ranked, relevant, k):
    right = set(relevant) - {-1}
    if len(right) == 0:
        return 0.0
    return sum(item in ranked[:k] for item in right) / len(right)


def with_numpy(ranked, relevant, k):
    right = np.unique([item for item in relevant if item >= 0])
    if right.size == 0:
        return 0.0
    return float(np.isin(right, ranked[:k]).mean())


def a_loop(ranked, relevant, k):
    left, found = set(relevant), 0
    left.discard(-1)
    total = len(left)
    for item in ranked[:k]:
        if item in left:
            left.remove(item)
            found += 1
    return found / max(total, 1)


def a_fraction(ranked, relevant, k):
    right = frozenset(relevant).difference([-1])
    return Fraction(len(right & set(ranked[:k])), len(right)) if right else 0


def counted(ranked, relevant, k):
    seen = Counter(ranked[: min(k, len(ranked))])
    right = [item for item in relevant if item != -1]
    return sum(1 for item in right if seen[item]) / len(right) if right else 0


def a_tensor(ranked, relevant, k):
    right = torch.tensor(sorted(i for i in relevant if i != -1), dtype=torch.int64)
    if not len(right):
        return torch.tensor(0.0)
    return torch.isin(right, torch.tensor(ranked[:k])).float().mean()


def intersect1d(ranked, relevant, k):
    right = np.setdiff1d(list(relevant), [-1])
    return np.float32(len(np.intersect1d(ranked[:k], right)) / len(right)) if len(right) else 0


def tries_to_divide(ranked, relevant, k):
    right = set(relevant)
    right -= {-1}
    try:
        return sum(map(right.__contains__, set(ranked[:k]))) / len(right)
    except ZeroDivisionError:
        return 0.0
