"""Typical wrong answers to better_model. A docstring: words of the line that rejects it."""

import numpy as np
from scipy import stats

from course_utils.metrics import bootstrap_interval, paired_bootstrap


def _errors(a, b):
    """Standard errors between the mean difference and 0."""
    difference = np.asarray(a) - np.asarray(b)
    return difference.mean() / (difference.std(ddof=1) / np.sqrt(len(difference)))


def _word(a, b, least):
    z = _errors(a, b)
    return "a" if z > least else "b" if z < -least else "open"


def separate_intervals(a, b):
    """Are the queries the same for both?"""
    of_a, of_b = bootstrap_interval(a), bootstrap_interval(b)
    if of_a.low > of_b.high:
        return "a"
    return "b" if of_b.low > of_a.high else "open"


def unpaired_t_test(a, b):
    """Are the queries the same for both?"""
    found = stats.ttest_ind(a, b)
    return "open" if found.pvalue >= 0.05 else "a" if found.statistic > 0 else "b"


def shuffled_before_the_difference(a, b):
    """Are the queries the same for both?"""
    low, high = paired_bootstrap(np.sort(a), np.random.default_rng(0).permutation(b)).interval
    return "a" if low > 0 else "b" if high < 0 else "open"


def higher_mean(a, b):
    """Is that beyond chance?"""
    return "a" if np.mean(a) > np.mean(b) else "b"


def more_wins(a, b):
    """Is that beyond chance?"""
    return "a" if (np.asarray(a) > b).mean() > 0.5 else "b"


def the_wrong_way_round(a, b):
    """Is a minus b above or below 0?"""
    low, high = paired_bootstrap(b, a).interval
    return "a" if low > 0 else "b" if high < 0 else "open"


def never_b(a, b):
    """When do you say b?"""
    return "a" if paired_bootstrap(a, b).interval.low > 0 else "open"


def b_where_a_is_not_better(a, b):
    """Is that beyond chance?"""
    return "a" if paired_bootstrap(a, b).interval.low > 0 else "b"


def p_value_upside_down(a, b):
    """Is that beyond chance?"""
    found = paired_bootstrap(a, b)
    if found.p_value > 0.05:
        return "a" if found.difference > 0 else "b"
    return "open"


def ninety_nine_percent(a, b):
    """Is yours wider?"""
    return _word(a, b, 2.61)


def four_standard_errors(a, b):
    """Is yours wider?"""
    return _word(a, b, 4)


def ninety_percent(a, b):
    """which has two sides. Is yours?"""
    return _word(a, b, 1.645)


def one_sided(a, b):
    """which has two sides. Is yours?"""
    difference = np.asarray(a) - np.asarray(b)
    draws = np.random.default_rng(1).integers(len(difference), size=(4000, len(difference)))
    means = difference[draws].mean(axis=1)
    return "a" if np.quantile(means, 0.05) > 0 else "b" if np.quantile(means, 0.95) < 0 else "open"


def an_interval_of_single_differences(a, b):
    """Are the queries the same for both?"""
    low, high = np.quantile(np.asarray(a) - np.asarray(b), [0.025, 0.975])
    return "a" if low > 0 else "b" if high < 0 else "open"


def touching_0_is_away_from_it(a, b):
    """Is that away from it?"""
    low, high = paired_bootstrap(a, b).interval
    return "a" if low >= 0 else "b" if high <= 0 else "open"


def truth_values(a, b):
    """expected one of 'a', 'b', 'open'"""
    return paired_bootstrap(a, b).interval.low > 0


def capitals(a, b):
    """expected one of 'a', 'b', 'open'"""
    low, high = paired_bootstrap(a, b).interval
    return "A" if low > 0 else "B" if high < 0 else "open"


def the_interval(a, b):
    """expected one of 'a', 'b', 'open'"""
    return paired_bootstrap(a, b).interval


def nine_are_too_few(a, b):
    """found 'open'"""
    return _word(a, b, 1.96) if len(a) >= 30 else "open"


def the_median(a, b):
    """Is this the median?"""
    difference = np.asarray(a) - np.asarray(b)
    draws = np.random.default_rng(0).integers(len(difference), size=(2000, len(difference)))
    low, high = np.quantile(np.median(difference[draws], axis=1), [0.025, 0.975])
    return "a" if low > 0 else "b" if high < 0 else "open"


def five_hundredths_are_much(a, b):
    """on which side of 0 the whole interval lies"""
    difference = np.mean(a) - np.mean(b)
    return "a" if difference > 0.05 else "b" if difference < -0.05 else "open"


def ranks_of_the_differences(a, b):
    """Are wins or ranks counted?"""
    difference = np.asarray(a) - np.asarray(b)
    if not difference.any() or stats.wilcoxon(difference).pvalue > 0.05:
        return "open"
    return "a" if stats.wilcoxon(difference, alternative="greater").pvalue < 0.5 else "b"


def relative_differences(a, b):
    """its mean is higher"""
    low, high = bootstrap_interval((np.asarray(a) - np.asarray(b)) / (np.abs(b) + 1))
    return "a" if low > 0 else "b" if high < 0 else "open"


def the_last_tenth_left_out(a, b):
    """Do all of them count?"""
    kept = len(a) - len(a) // 10
    low, high = paired_bootstrap(a[:kept], b[:kept]).interval
    return "a" if low > 0 else "b" if high < 0 else "open"


def _of_paired(a, b, margin=0.0):
    low, high = paired_bootstrap(a, b).interval
    return "a" if low > margin else "b" if high < -margin else "open"


def the_first_hundred_queries(a, b):
    """Do all of them count?"""
    return _of_paired(a[:100], b[:100])


def without_the_last_query(a, b):
    """Is it left out?"""
    return _of_paired(a[:-1], b[:-1])


def without_the_first_query(a, b):
    """Is it left out?"""
    return _of_paired(a[1:], b[1:])


def a_thousandth_from_0_is_none(a, b):
    """on which side of 0 the whole interval lies"""
    return _of_paired(a, b, 1e-3)
