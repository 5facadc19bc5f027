"""Right answers to review_queue, differently written."""

import numpy as np


def stable(scores, threshold, k):
    return np.argsort(np.abs(scores - threshold), kind="stable")[:k]


def in_python(scores, threshold, k):
    return sorted(range(len(scores)), key=lambda row: abs(scores[row] - threshold))[:k]


def lexsorted(scores, threshold, k):
    rows = np.arange(len(scores))
    return list(np.lexsort((rows, np.abs(threshold - scores)))[:k])


def with_pairs(scores, threshold, k):
    return [row for _, row in sorted((abs(s - threshold), row) for row, s in enumerate(scores))][:k]


def one_at_a_time(scores, threshold, k):
    far, queue = np.abs(scores - threshold), []
    for _ in range(min(k, len(far))):
        queue.append(int(np.argmin(far)))
        far[queue[-1]] = np.inf
    return queue


def squared(scores, threshold, k):
    return np.argsort((scores - threshold) ** 2, kind="mergesort")[:k]


def with_heapq(scores, threshold, k):
    import heapq

    return heapq.nsmallest(k, range(len(scores)), key=lambda row: abs(scores[row] - threshold))


def with_torch(scores, threshold, k):
    import torch

    far = (torch.from_numpy(scores) - threshold).abs()
    return torch.sort(far, stable=True).indices[:k]
