"""Typical wrong answers to hub_signs. A docstring: words of the line that rejects it."""

import numpy as np
from scipy.stats import kurtosis, skew

from course_utils.similarity import l2_normalize


def _cosines(queries, gallery):
    return l2_normalize(queries) @ l2_normalize(gallery).T


def _counts(scores, k):
    return np.bincount(np.argsort(-scores, axis=1)[:, :k].ravel(), minlength=scores.shape[1])


def _signs(counts):
    return np.array([skew(counts), np.mean(counts == 0)])


def inner_product(queries, gallery, k):
    """The cosine does not look at lengths"""
    return _signs(_counts(queries @ gallery.T, k))


def l2_distance(queries, gallery, k):
    """these are the first by the L2 distance"""
    distance = np.linalg.norm(queries[:, None] - gallery, axis=2)
    return _signs(_counts(-distance, k))


def farthest(queries, gallery, k):
    """Which way does it sort?"""
    return _signs(_counts(-_cosines(queries, gallery), k))


def first_place_alone(queries, gallery, k):
    """only the first place was counted"""
    return _signs(_counts(_cosines(queries, gallery), 1))


def one_too_many(queries, gallery, k):
    """k + 1 were taken"""
    return _signs(_counts(_cosines(queries, gallery), k + 1))


def the_gallery_asks(queries, gallery, k):
    """the gallery's rows asked"""
    return _signs(_counts(_cosines(gallery, queries), k))


def share_first(queries, gallery, k):
    """Return the skew, then the share"""
    return _signs(_counts(_cosines(queries, gallery), k))[::-1]


def only_what_is_found(queries, gallery, k):
    """rows that nobody finds count, too"""
    first = np.argsort(-_cosines(queries, gallery), axis=1)[:, :k]
    return _signs(np.unique(first, return_counts=True)[1])


def skew_of_what_is_found(queries, gallery, k):
    """rows that nobody finds count, too"""
    counts = _counts(_cosines(queries, gallery), k)
    return skew(counts[counts > 0]), np.mean(counts == 0)


def share_that_is_found(queries, gallery, k):
    """Which share is nobody's?"""
    counts = _counts(_cosines(queries, gallery), k)
    return skew(counts), np.mean(counts > 0)


def per_cent(queries, gallery, k):
    """this is per cent"""
    return _signs(_counts(_cosines(queries, gallery), k)) * [1, 100]


def number_of_rows(queries, gallery, k):
    """this is a number of rows"""
    counts = _counts(_cosines(queries, gallery), k)
    return skew(counts), np.sum(counts == 0)


def share_of_the_queries(queries, gallery, k):
    """a share of the gallery, not of queries"""
    counts = _counts(_cosines(queries, gallery), k)
    return skew(counts), np.sum(counts == 0) / len(queries)


def share_of_the_hub(queries, gallery, k):
    """this is how many queries find the hub"""
    counts = _counts(_cosines(queries, gallery), k)
    return skew(counts), counts.max() / len(queries)


def corrected_for_samples(queries, gallery, k):
    """this is a skew corrected for samples"""
    counts = _counts(_cosines(queries, gallery), k)
    return skew(counts, bias=False), np.mean(counts == 0)


def one_less_in_the_deviation(queries, gallery, k):
    """not by n - 1"""
    counts = _counts(_cosines(queries, gallery), k)
    return np.mean(((counts - counts.mean()) / counts.std(ddof=1)) ** 3), np.mean(counts == 0)


def third_moment(queries, gallery, k):
    """divide by the standard deviation, cubed"""
    counts = _counts(_cosines(queries, gallery), k)
    return np.mean((counts - counts.mean()) ** 3), np.mean(counts == 0)


def fourth_power(queries, gallery, k):
    """this is a fourth power"""
    counts = _counts(_cosines(queries, gallery), k)
    return kurtosis(counts, fisher=False), np.mean(counts == 0)


def mean_and_median(queries, gallery, k):
    """this compares mean and median"""
    counts = _counts(_cosines(queries, gallery), k)
    return 3 * (counts.mean() - np.median(counts)) / counts.std(), np.mean(counts == 0)


def turned_round(queries, gallery, k):
    """the sign is turned round"""
    counts = _counts(_cosines(queries, gallery), k)
    return skew(-counts), np.mean(counts == 0)


def skew_alone(queries, gallery, k):
    """expected an array: the skew and the share that is nobody's"""
    return skew(_counts(_cosines(queries, gallery), k))


def without_its_sign(queries, gallery, k):
    """a skew below 0 keeps its sign"""
    return np.abs(_signs(_counts(_cosines(queries, gallery), k)))


def equal_queries_once(queries, gallery, k):
    """many random galleries"""
    return _signs(_counts(_cosines(np.unique(queries, axis=0), gallery), k))


def something_added_to_lengths(queries, gallery, k):
    """Other lengths, the same directions"""
    lengths = np.linalg.norm(gallery, axis=1) + 1e-6
    return _signs(_counts(queries @ (gallery / lengths[:, None]).T, k))


def lengths_of_a_hundredth_at_least(queries, gallery, k):
    """Other lengths, the same directions"""
    lengths = np.linalg.norm(gallery, axis=1).clip(0.01)
    return _signs(_counts(queries @ (gallery / lengths[:, None]).T, k))


def counts_in_a_byte(queries, gallery, k):
    """more often than a byte can count"""
    return _signs(_counts(_cosines(queries, gallery), k).astype(np.uint8))


def fifty_queries(queries, gallery, k):
    """400 queries, most of which find one row"""
    return _signs(_counts(_cosines(queries[:50], gallery), k))


def a_hundred_rows(queries, gallery, k):
    """400 queries, most of which find one row"""
    return _signs(_counts(_cosines(queries, gallery[:100]), k))


def cosines_in_two_bytes(queries, gallery, k):
    """400 queries, most of which find one row"""
    return _signs(_counts(_cosines(queries, gallery).astype(np.float16), k))
