"""Typical wrong answers to calibration_error. A docstring: words of the line that rejects it."""

import numpy as np


def _gaps(confidence, right, bins):
    place = np.ceil(confidence * bins)
    return [(confidence - right)[place == b] for b in np.unique(place)]


def every_bin_counts_alike(confidence, right, bins):
    """every bin counts alike"""
    return float(np.mean([abs(gap.mean()) for gap in _gaps(confidence, right, bins)]))


def empty_bins_count_too(confidence, right, bins):
    """every bin counts alike"""
    return float(np.sum([abs(gap.mean()) for gap in _gaps(confidence, right, bins)]) / bins)


def gaps_cancel(confidence, right, bins):
    """gaps of different sign cancel out"""
    return float(abs(np.mean(confidence) - np.mean(right)))


def signed(confidence, right, bins):
    """gaps of different sign cancel out"""
    return float(sum(gap.sum() for gap in _gaps(confidence, right, bins)) / len(confidence))


def picture_by_picture(confidence, right, bins):
    """First average within its bin"""
    return float(np.mean(np.abs(confidence - right)))


def squared(confidence, right, bins):
    """this is a square"""
    gaps = _gaps(confidence, right, bins)
    return float(sum(len(gap) * gap.mean() ** 2 for gap in gaps) / len(confidence))


def worst_bin(confidence, right, bins):
    """this is the largest gap"""
    return float(max(abs(gap.mean()) for gap in _gaps(confidence, right, bins)))


def in_percent(confidence, right, bins):
    """these are points"""
    gaps = _gaps(confidence, right, bins)
    return float(100 * sum(abs(gap.sum()) for gap in gaps) / len(confidence))


def always_ten_bins(confidence, right, bins):
    """is `bins` used?"""
    gaps = _gaps(confidence, right, 10)
    return float(sum(abs(gap.sum()) for gap in gaps) / len(confidence))


def empty_bins_make_nan(confidence, right, bins):
    """NaN"""
    place = np.ceil(confidence * bins)
    total = 0.0
    for b in range(1, bins + 1):
        inside = place == b
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = (confidence - right)[inside].sum() / np.float64(inside.sum())
        total += inside.sum() * abs(mean)
    return float(total / len(confidence))


def claims_of_1_are_lost(confidence, right, bins):
    """where did the claims of exactly 1 go?"""
    place = np.floor(confidence * bins).astype(int)
    gaps = [(confidence - right)[place == b].sum() for b in range(bins)]
    return float(np.abs(gaps).sum() / len(confidence))


claims_of_1_are_lost.only_visible = "random confidences are never exactly 1"
