"""Typical wrong answers to better_model. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils.metrics import bootstrap_interval, paired_bootstrap


def separate_intervals(a, b):
    """Are the queries the same for both?"""
    of_a, of_b = bootstrap_interval(a), bootstrap_interval(b)
    if of_a.low > of_b.high:
        return "a"
    return "b" if of_b.low > of_a.high else "open"


def higher_mean(a, b):
    """Is that beyond chance?"""
    return "a" if np.mean(a) > np.mean(b) else "b"


def the_wrong_way_round(a, b):
    """Is a minus b above or below 0?"""
    low, high = paired_bootstrap(b, a).interval
    return "a" if low > 0 else "b" if high < 0 else "open"


def never_b(a, b):
    """b is 9 higher everywhere"""
    return "a" if paired_bootstrap(a, b).interval.low > 0 else "open"


def p_value_upside_down(a, b):
    """Is that beyond chance?"""
    found = paired_bootstrap(a, b)
    if found.p_value > 0.05:
        return "a" if found.difference > 0 else "b"
    return "open"


def truth_values(a, b):
    """expected one of 'a', 'b', 'open'"""
    return paired_bootstrap(a, b).interval.low > 0
