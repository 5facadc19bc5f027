"""Right answers to recall_at_k, written in different ways."""

import numpy as np


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
