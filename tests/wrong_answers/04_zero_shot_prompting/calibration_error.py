"""Typical wrong answers to calibration_error. A docstring: words of the line that rejects it."""

import itertools

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


def bins_open_on_the_right(confidence, right, bins):
    """Which of its two edges belongs to a bin?"""
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    claimed = np.bincount(place, confidence, minlength=bins)
    kept = np.bincount(place, right.astype(float), minlength=bins)
    return float(np.abs(claimed - kept).sum() / len(right))


def numpys_histogram(confidence, right, bins):
    """Which of its two edges belongs to a bin?"""
    edges = np.linspace(0, 1, bins + 1)
    claimed, _ = np.histogram(confidence, edges, weights=confidence)
    kept, _ = np.histogram(confidence, edges, weights=right.astype(float))
    return float(np.abs(claimed - kept).sum() / len(right))


def bins_of_equal_number(confidence, right, bins):
    """Where is the edge of two?"""
    order = np.argsort(confidence, kind="stable")
    parts = np.array_split((confidence - right)[order], bins)
    return float(sum(abs(part.sum()) for part in parts) / len(confidence))


def root_of_the_mean_square(confidence, right, bins):
    """this is a root of a mean of squares"""
    gaps = _gaps(confidence, right, bins)
    return float(np.sqrt(sum(len(gap) * gap.mean() ** 2 for gap in gaps) / len(confidence)))


def only_too_sure(confidence, right, bins):
    """Too modest is off as well"""
    gaps = _gaps(confidence, right, bins)
    return float(sum(max(gap.sum(), 0) for gap in gaps) / len(confidence))


def a_sum_over_pictures(confidence, right, bins):
    """ECE is their mean"""
    return float(sum(abs(gap.sum()) for gap in _gaps(confidence, right, bins)))


def divided_by_the_bins(confidence, right, bins):
    """divided by the number of bins"""
    gaps = _gaps(confidence, right, bins)
    return float(sum(abs(gap.mean()) for gap in gaps) / bins)


def brier_score(confidence, right, bins):
    """First average within its bin"""
    return float(np.mean((confidence - right) ** 2))


def a_gap_for_each_bin(confidence, right, bins):
    """expected a number"""
    return [abs(gap.sum()) / len(confidence) for gap in _gaps(confidence, right, bins)]


def first_bin_forgotten(confidence, right, bins):
    """the first bin got lost"""
    place = np.ceil(confidence * bins)
    gaps = [abs((confidence - right)[place == b].sum()) for b in range(2, bins + 1)]
    return float(sum(gaps) / len(confidence))


def the_middle_of_each_bin(confidence, right, bins):
    """the middle of the bin stands for its claims"""
    number = np.ceil(confidence * bins)
    gaps = [((b - 0.5) / bins - right[number == b]).sum() for b in np.unique(number)]
    return np.abs(gaps).sum() / len(confidence)


def claims_sorted_alone(confidence, right, bins):
    """claims and pictures were paired anew"""
    confidence = np.sort(confidence)
    number = np.ceil(confidence * bins)
    gaps = [abs((confidence - right)[number == b].sum()) for b in range(1, bins + 1)]
    return sum(gaps) / len(confidence)


def a_bin_of_its_own_for_1(confidence, right, bins):
    """where did the claims of exactly 1 go?"""
    number = np.where(confidence == 1, bins + 1, np.ceil(confidence * bins))
    gaps = [abs((confidence - right)[number == b].sum()) for b in range(1, bins + 2)]
    return sum(gaps) / len(confidence)


def rounded_claims(confidence, right, bins):
    """0.5001 of two bins went down. Was it rounded?"""
    number = np.ceil(confidence.round(2) * bins)
    gaps = [abs((confidence - right)[number == b].sum()) for b in range(1, bins + 1)]
    return sum(gaps) / len(confidence)


def edges_of_two_places(confidence, right, bins):
    """0.3333 of three bins went up"""
    edges = np.round(np.arange(1, bins + 1) / bins, 2)
    gaps = confidence - right
    bin_of = np.searchsorted(edges, confidence)
    return sum(abs(gaps[bin_of == b].sum()) for b in range(bins + 1)) / len(gaps)


def bins_begun_anew(confidence, right, bins):
    """a bin was begun anew"""
    pairs = zip(np.ceil(confidence * bins), confidence - right, strict=True)
    runs = itertools.groupby(pairs, key=lambda pair: pair[0])
    return sum(abs(sum(gap for _, gap in run)) for _, run in runs) / len(confidence)


def numbers_of_bins_in_a_byte(confidence, right, bins):
    """What can count to 512?"""
    bin_of = np.ceil(confidence * bins).astype(int).astype(np.uint8)
    gaps = confidence - right
    return sum(abs(gaps[bin_of == b].sum()) for b in np.unique(bin_of)) / len(gaps)


def a_thousandth_off_the_edges(confidence, right, bins):
    """0.5001 of two bins went down"""
    number = np.ceil(confidence * bins - 1e-3)
    return sum(abs((confidence - right)[number == b].sum()) for b in set(number)) / len(right)


def ten_bins_at_most(confidence, right, bins):
    """claims of different bins met in one"""
    number = np.ceil(confidence * min(bins, 10)) if bins > 20 else np.ceil(confidence * bins)
    return sum(abs((confidence - right)[number == b].sum()) for b in set(number)) / len(right)
