"""Right answers to time_iou, differently written."""

from itertools import pairwise

import numpy as np
import torch


def formula(a, b):
    shared = max(0.0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def branches(a, b):
    (first, last), (start, end) = sorted([tuple(a), tuple(b)])
    if start >= last:
        return 0.0
    return (min(last, end) - start) / (max(last, end) - first)


def hull(a, b):
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return 0 if shared <= 0 else shared / (max(a[1], b[1]) - min(a[0], b[0]))


def clipped(a, b):
    low, high = np.clip(b, *a)
    union = np.ptp(a) + np.ptp(b) - (high - low)
    return (high - low) / union


def arrays(a, b):
    starts, ends = np.array([a, b], dtype=float).T
    shared = (ends.min() - starts.max()).clip(0)
    return shared / ((ends - starts).sum() - shared)


def tensors(a, b):
    spans = torch.tensor([a, b], dtype=torch.float64)
    shared = (spans[:, 1].min() - spans[:, 0].max()).clamp(min=0)
    return shared / ((spans[:, 1] - spans[:, 0]).sum() - shared)


def five_moments(a, b):
    times = sorted({*a, *b})
    both = either = 0.0
    for start, end in pairwise(times):
        inside = [s <= start and end <= e for s, e in (a, b)]
        both += (end - start) * all(inside)
        either += (end - start) * any(inside)
    return both / either


def one_minus(a, b):
    outside = abs(a[0] - b[0]) + abs(a[1] - b[1])
    hull = max(a[1], b[1]) - min(a[0], b[0])
    return max(0.0, 1 - outside / hull)


def truth_values_added(a, b):
    both = either = 0.0
    for left, right in pairwise(sorted({*a, *b})):
        inside = (a[0] <= left < a[1]) + (b[0] <= left < b[1])
        both += (right - left) * (inside == 2)
        either += (right - left) * (inside > 0)
    return both / either


def ends_in_order(a, b):
    """How many spans cover what lies between one start or end and the next."""
    marks = sorted([(a[0], 1), (a[1], -1), (b[0], 1), (b[1], -1)])
    depth, covered = 0, {0: 0.0, 1: 0.0, 2: 0.0}
    for (here, step), (after, _) in pairwise(marks):
        depth += step
        covered[depth] += after - here
    return covered[2] / (covered[1] + covered[2])
