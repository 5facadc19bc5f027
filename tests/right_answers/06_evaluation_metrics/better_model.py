"""Right answers to better_model, written in different ways."""

import numpy as np
import torch
from scipy import stats

from course_utils.metrics import bootstrap_interval, paired_bootstrap


def interval_of_the_differences(a, b):
    interval = bootstrap_interval(np.asarray(a) - np.asarray(b), seed=3)
    if interval.low > 0:
        return "a"
    if interval.high < 0:
        return "b"
    return "open"


def by_p_value(a, b):
    found = paired_bootstrap(a, b)
    if found.p_value >= 0.05:
        return "open"
    return "a" if found.difference > 0 else "b"


def own_bootstrap(a, b):
    difference = np.asarray(a) - np.asarray(b)
    draws = np.random.default_rng(1).integers(len(difference), size=(4000, len(difference)))
    low, high = np.quantile(difference[draws].mean(axis=1), [0.025, 0.975])
    return "a" if low > 0 else "b" if high < 0 else "open"


def paired_t(a, b):
    difference = np.asarray(a) - np.asarray(b)
    t = difference.mean() / (difference.std(ddof=1) / np.sqrt(len(difference)))
    return "open" if abs(t) < 1.98 else "a" if t > 0 else "b"


def scipys_paired_test(a, b):
    found = stats.ttest_rel(a, b)
    return "open" if found.pvalue >= 0.05 else "a" if found.statistic > 0 else "b"


def scipys_t_interval(a, b):
    difference = np.asarray(a) - np.asarray(b)
    low, high = stats.t.interval(
        0.95, len(difference) - 1, loc=difference.mean(), scale=stats.sem(difference)
    )
    return "a" if low > 0 else "b" if high < 0 else "open"


def scipys_bootstrap(a, b):
    data = (np.asarray(a) - np.asarray(b),)
    found = stats.bootstrap(data, np.mean, method="percentile", n_resamples=5000, rng=4)
    low, high = found.confidence_interval
    return np.array(["open", "a", "b"])[int(low > 0) + 2 * int(high < 0)]


def a_resample_at_a_time(a, b):
    rng, n, means = np.random.default_rng(2), len(a), []
    for _ in range(3000):
        rows = rng.integers(n, size=n)
        means.append(np.mean(a[rows]) - np.mean(b[rows]))
    means.sort()
    return "a" if means[74] > 0 else "b" if means[-75] < 0 else "open"


def a_tensor_of_float32(a, b):
    difference = torch.from_numpy(a - b).float()
    error = difference.std() / len(difference) ** 0.5
    z = difference.mean() / error
    return {1: "a", -1: "b"}.get(int(torch.sign(z)) if abs(z) > 1.96 else 0, "open")


def both_sides_of_0(a, b):
    low, high = paired_bootstrap(list(a), list(b), seed=5).interval
    return "open" if low <= 0 <= high else ("b", "a")[low > 0]
