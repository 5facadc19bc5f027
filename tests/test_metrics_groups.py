"""Captions of one picture stand and fall together: intervals that draw whole groups."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from course_utils import metrics
from course_utils.metrics.bootstrap import RESAMPLES


def captions(rng, pictures=60, each=5, pictures_alike=1.0):
    """1 or 0 for each caption: `pictures_alike` is how much the picture decides, and the groups."""
    groups = np.repeat(np.arange(pictures), each)
    logit = pictures_alike * rng.normal(size=pictures)[groups]
    return (rng.logistic(size=len(groups)) < logit).astype(float), groups


def by_hand(values, groups, seed):
    """Percentiles of the mean of all values of the drawn groups, put together one by one."""
    members = {}
    for value, group in zip(values, groups, strict=True):
        members.setdefault(group, []).append(value)
    members = list(members.values())
    rng = np.random.default_rng(seed)
    means = []
    for _ in range(RESAMPLES):
        drawn = [members[number] for number in rng.integers(len(members), size=len(members))]
        means.append(np.mean(np.concatenate(drawn)))
    return np.array(means)


def test_equal_to_putting_the_drawn_groups_together_by_hand():
    rng = np.random.default_rng(0)
    groups = rng.integers(9, size=30)  # of different sizes, in no order
    a, b = rng.random(30), rng.random(30)
    interval = metrics.bootstrap_interval(a, seed=3, groups=groups)
    np.testing.assert_allclose(interval, np.quantile(by_hand(a, groups, 3), [0.025, 0.975]))
    result, means = metrics.paired_bootstrap(a, b, 4, groups), by_hand(a - b, groups, 4)
    np.testing.assert_allclose(result.interval, np.quantile(means, [0.025, 0.975]))
    tail = min((means <= 0).sum(), (means >= 0).sum())
    assert result.p_value == pytest.approx(2 * (1 + tail) / (1 + RESAMPLES))
    assert result.difference == pytest.approx((a - b).mean())


def test_agrees_with_scipy_on_sums_and_sizes():
    rng = np.random.default_rng(1)
    values, groups = captions(rng, pictures=80)
    keep = rng.random(len(values)) < 0.7
    values, groups = values[keep], groups[keep]
    sums, sizes = np.bincount(groups, values), np.bincount(groups)
    expected = stats.bootstrap(
        (sums, sizes),
        lambda total, size, axis: total.sum(axis=axis) / size.sum(axis=axis),
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=10_000,
        rng=2,
    ).confidence_interval
    found = metrics.bootstrap_interval(values, groups=groups)
    np.testing.assert_allclose(found, expected, atol=0.006)


@pytest.mark.parametrize("name", ["groups", "shuffled", "strings"])
def test_groups_of_one_change_nothing(name):
    rng = np.random.default_rng(2)
    a, b = rng.random(50), rng.random(50)
    alone = {"groups": np.arange(50), "shuffled": rng.permutation(50)}
    alone["strings"] = [f"photo {number}" for number in alone["shuffled"]]
    assert metrics.bootstrap_interval(a, 5) == metrics.bootstrap_interval(a, 5, alone[name])
    assert metrics.paired_bootstrap(a, b, 5) == metrics.paired_bootstrap(a, b, 5, alone[name])


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.floats(-5, 5)), min_size=1, max_size=12))
def test_the_interval_stays_within_the_groups_own_means(pairs):
    groups, values = zip(*pairs, strict=True)
    means = [np.mean([value for other, value in pairs if other == group]) for group in set(groups)]
    low, high = metrics.bootstrap_interval(values, groups=groups)
    assert min(means) - 1e-9 <= low <= high <= max(means) + 1e-9


def test_groups_hold_the_true_mean_where_single_values_miss_it():
    rng = np.random.default_rng(3)
    caught = {"groups": 0, "single": 0}
    for trial in range(200):
        values, groups = captions(rng, pictures_alike=3)  # the true mean is 1/2 by symmetry
        for name, given_groups in (("groups", groups), ("single", None)):
            low, high = metrics.bootstrap_interval(values, trial, given_groups)
            caught[name] += low <= 0.5 <= high
    assert caught["groups"] >= 178
    assert caught["single"] <= 160


def test_p_and_interval_agree_with_and_without_groups():
    rng = np.random.default_rng(4)
    clear = 0
    for trial in range(300):
        a, b = (rng.random((2, 12)) < [[0.7], [0.35]]) / 10  # tenths: means of 0 come out as 1e-18
        groups = None if trial % 2 else rng.integers(5, size=12)
        (low, high), p_value = metrics.paired_bootstrap(a, b, trial, groups)[1:]
        clear += p_value < 0.05
        assert (low > 0 or high < 0) == (p_value < 0.05)
    assert 30 < clear < 270


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ([1, 2], "groups must be one id a value, but are 2 for 3 values"),
        ([[1, 2, 3]], "groups must hold whole numbers or strings as ids, but holds"),
        (np.ones((3, 1), int), "groups must be a 1-D collection of ids"),
        ([1.0, 2.0, 2.0], "groups must hold whole numbers or strings as ids, but holds 1.0"),
        ([1, "1", 2], "groups must be all whole numbers or all strings, but hold both"),
        ([True, False, True], "groups must hold whole numbers or strings"),
        ([1, None, 2], "but holds None"),
        ("abc", "groups must be a collection of ids, but is a str"),
        (3, "groups must be a collection of ids, but is a int"),
        (np.ma.array([1, 2, 2], mask=[0, 0, 1]), "groups must have no masked ids"),
    ],
)
def test_bad_groups_are_named(groups, words):
    with pytest.raises(ValueError, match=words):
        metrics.bootstrap_interval([1, 2, 3], groups=groups)
    with pytest.raises(ValueError, match=words):
        metrics.paired_bootstrap([1, 2, 3], [0, 1, 1], groups=groups)
