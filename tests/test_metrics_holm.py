"""Holm's correction against its meaning: closed testing by Bonferroni, over all subsets."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.metrics import holm

shares = st.floats(0, 1)


def closed_testing(p_values):
    """A claim stands when each set of claims that holds it is rejected by Bonferroni.

    Marcus, Peritz and Gabriel 1976; that Holm's steps come to the same is his theorem.
    """
    n = len(p_values)
    adjusted = [0.0] * n
    for size in range(1, n + 1):
        for members in combinations(range(n), size):
            bonferroni = min(1.0, size * min(p_values[i] for i in members))
            for i in members:
                adjusted[i] = max(adjusted[i], bonferroni)
    return adjusted


def rejected_by_steps(p_values, level):
    """Holm 1979 as he wrote it: compare the smallest with level / n, and stop where one fails."""
    rejected, left = set(), sorted(range(len(p_values)), key=lambda i: p_values[i])
    while left and p_values[left[0]] <= level / len(left):
        rejected.add(left.pop(0))
    return rejected


@settings(max_examples=200, deadline=None)
@given(st.lists(shares | st.sampled_from([0, 0.01, 0.05, 1]), min_size=1, max_size=7))
def test_equal_to_closed_testing(p_values):
    np.testing.assert_allclose(holm(p_values), closed_testing(p_values), atol=1e-15)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 200), min_size=1, max_size=12))
def test_equal_to_the_steps_at_five_percent(thousandths):
    p_values = np.array(thousandths) / 1000
    adjusted = holm(p_values)
    clear = np.abs(adjusted - 0.05) > 1e-9  # where rounding does not decide
    steps = rejected_by_steps(p_values, 0.05)
    assert all((adjusted[i] <= 0.05) == (i in steps) for i in np.flatnonzero(clear))


def test_by_hand():
    np.testing.assert_allclose(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02])
    assert holm([0.041] + [0.5] * 7).tolist()[0] == pytest.approx(0.328)
    assert holm([0.2]).tolist() == [0.2]
    assert holm([1, 0]).dtype == np.float64


def test_claims_without_an_effect_are_seldom_made():
    rng = np.random.default_rng(0)
    draws = rng.random((2000, 8))
    assert np.mean([(holm(row) < 0.05).any() for row in draws]) == pytest.approx(0.05, abs=0.015)
    assert np.mean((draws < 0.05).any(axis=1)) > 0.3  # what happens without


@pytest.mark.parametrize(
    ("p_values", "words"),
    [
        ([], "p_values must be 1-D with at least one number"),
        (0.03, "p_values must be 1-D"),
        ([[0.1]], "p_values must be 1-D"),
        (["0.1"], "p_values must hold real numbers"),
        ([0.1, np.nan], "p_values must be finite"),
        ([0.1, 1.2], "p_values must lie between 0 and 1, but go from 0.1 to 1.2"),
        ([-0.1], "p_values must lie between 0 and 1"),
    ],
)
def test_bad_p_values_are_named(p_values, words):
    with pytest.raises(ValueError, match=words):
        holm(p_values)
