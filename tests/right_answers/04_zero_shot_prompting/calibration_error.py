"""Right answers to calibration_error, written in different ways."""

import numpy as np


def sums_of_bins(confidence, right, bins):
    place = np.ceil(confidence * bins)
    gaps = [(confidence - right)[place == b].sum() for b in range(1, bins + 1)]
    return float(np.abs(gaps).sum() / len(confidence))


def weighted_means(confidence, right, bins):
    total = 0.0
    for b in range(bins):
        inside = (confidence > b / bins) & (confidence <= (b + 1) / bins)
        if inside.any():
            gap = abs(confidence[inside].mean() - right[inside].mean())
            total += inside.mean() * gap
    return total


def with_bincount(confidence, right, bins):
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    claimed = np.bincount(place, confidence, minlength=bins)
    kept = np.bincount(place, right.astype(float), minlength=bins)
    return np.sum(np.abs(claimed - kept)) / len(right)
