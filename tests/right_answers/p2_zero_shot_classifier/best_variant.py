"""Right answers to best_variant, differently written."""

import numpy as np


def with_max(right, choosing):
    return max(right, key=lambda name: right[name][choosing].mean())


def in_a_loop(right, choosing):
    best, most = None, -1
    for name, row in right.items():
        if (hits := sum(row & choosing)) > most:
            best, most = name, hits
    return best


def argmax(right, choosing):
    table = np.array(list(right.values()))[:, choosing]
    return list(right)[table.mean(axis=1).argmax()]


def stable_sort(right, choosing):
    return sorted(right, key=lambda name: -np.count_nonzero(right[name][choosing]))[0]
