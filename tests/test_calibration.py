"""Lesson 4's calibration: against SciPy's minimizer, and slow, obvious references."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from course_utils.calibration import (
    expected_calibration_error,
    fit_temperature,
    lowest_threshold,
    softmax,
)

quick = settings(max_examples=50, deadline=None)
seeds = st.integers(0, 2**32 - 1)


def noisy_scores(seed, n=200, labels=5):
    """Cosines with the right label a little higher, and the indices of the right labels."""
    rng = np.random.default_rng(seed)
    targets = rng.integers(0, labels, n)
    scores = 0.1 * rng.standard_normal((n, labels))
    scores[np.arange(n), targets] += 0.1
    return scores, targets


def log_loss(scores, targets, temperature):
    rows = zip(scores, targets, strict=True)
    return np.mean(
        [
            math.log(sum(math.exp((s - max(row)) / temperature) for s in row))
            - (row[target] - max(row)) / temperature
            for row, target in rows
        ]
    )


@quick
@given(seeds)
def test_softmax(seed):
    logits = np.random.default_rng(seed).standard_normal((3, 4)) * 5
    expected = [[math.exp(x) / sum(map(math.exp, row)) for x in row] for row in logits]
    np.testing.assert_allclose(softmax(logits), expected, rtol=1e-9)
    np.testing.assert_allclose(softmax(logits + 1e4), expected, rtol=1e-6)


@settings(max_examples=10, deadline=None)
@given(seeds)
def test_the_temperature_is_the_one_of_least_log_loss(seed):
    scores, targets = noisy_scores(seed)
    best = minimize_scalar(
        lambda log_t: log_loss(scores, targets, math.exp(log_t)),
        bounds=(math.log(1e-4), math.log(10)),
        method="bounded",
        options={"xatol": 1e-6},
    )
    assert fit_temperature(scores, targets) == pytest.approx(math.exp(best.x), rel=1e-3)


def test_the_temperature_undoes_a_scale():
    scores, targets = noisy_scores(0)
    fitted = fit_temperature(scores, targets)
    assert fit_temperature(scores / 2, targets) == pytest.approx(fitted / 2, rel=1e-6)


def test_the_temperature_stays_in_bounds():
    perfect = np.eye(3)
    assert fit_temperature(perfect, [0, 1, 2]) == pytest.approx(1e-4, rel=1e-6)
    assert fit_temperature(perfect, [1, 2, 0]) == pytest.approx(10, rel=1e-6)


def slow_calibration_error(probabilities, targets, bins):
    total = 0
    for b in range(bins):
        rows = [i for i, row in enumerate(probabilities) if b / bins < max(row) <= (b + 1) / bins]
        if rows:
            confidence = np.mean([max(probabilities[i]) for i in rows])
            accuracy = np.mean([np.argmax(probabilities[i]) == targets[i] for i in rows])
            total += len(rows) / len(probabilities) * abs(confidence - accuracy)
    return total


@quick
@given(seeds, st.integers(1, 20), st.integers(1, 60))
def test_calibration_error_is_the_mean_gap_of_the_bins(seed, bins, n):
    scores, targets = noisy_scores(seed, n=n)
    probabilities = softmax(scores * 15)
    error = expected_calibration_error(probabilities, targets, bins)
    assert error == pytest.approx(slow_calibration_error(probabilities, targets, bins), abs=1e-9)


def test_calibration_error_of_sure_and_of_honest_guesses():
    sure = np.array([[1.0, 0.0]] * 4)
    assert expected_calibration_error(sure, [0, 0, 0, 0]) == 0
    assert expected_calibration_error(sure, [0, 0, 1, 1]) == 0.5
    assert expected_calibration_error([[0.75, 0.25]] * 4, [0, 0, 0, 1]) == 0


def test_a_fitted_temperature_calibrates():
    scores, targets = noisy_scores(0, n=4000)
    fitted = expected_calibration_error(softmax(scores / fit_temperature(scores, targets)), targets)
    assert fitted < 0.03 < 0.3 < expected_calibration_error(softmax(scores / 0.01), targets)


def slow_lowest_threshold(scores, flagged, precision):
    for threshold in sorted(set(scores)):
        found = [f for s, f in zip(scores, flagged, strict=True) if s >= threshold]
        if sum(found) / len(found) >= precision:
            return threshold, sum(found) / len(found), sum(found) / sum(flagged)
    return math.inf, math.nan, 0.0


@quick
@given(
    st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=15),
    st.sampled_from([0.3, 0.5, 0.9, 1.0]),
)
def test_lowest_threshold_with_ties(pictures, precision):
    scores, flagged = zip(*pictures, strict=True)
    found = lowest_threshold(np.array(scores, float), np.array(flagged), precision)
    expected = slow_lowest_threshold(scores, flagged, precision)
    assert tuple(found.values()) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: fit_temperature([[0.1, 0.2]], [2]), "targets must lie between 0 and 1"),
        (lambda: fit_temperature([[0.1, 0.2]], [-1]), "targets must lie between 0 and 1"),
        (lambda: fit_temperature([[0.1, 0.2]], [0, 1]), "targets must be 1 whole numbers"),
        (lambda: fit_temperature([[0.1, 0.2]], ["a"]), "targets must be 1 whole numbers"),
        (lambda: fit_temperature(np.ones((0, 2)), []), "scores must have at least one row"),
        (lambda: fit_temperature([[math.nan, 0.2]], [0]), "scores must be finite"),
        (lambda: expected_calibration_error([[0.3, 0.2]], [0]), "sum to 1 in each row"),
        (lambda: expected_calibration_error([[1.5, -0.5]], [0]), "at least 0 and sum to 1"),
        (lambda: expected_calibration_error([[0.5, 0.5]], [0], bins=0), "bins must be a whole"),
        (lambda: lowest_threshold([0.1], [True], 0), "precision must be above 0"),
        (lambda: lowest_threshold([0.1], [1], 0.5), "flagged must be one bool a score"),
        (lambda: lowest_threshold([0.1, 0.2], [True], 0.5), "scores and flagged must pair up"),
        (lambda: lowest_threshold([], np.zeros(0, bool), 0.5), "at least one"),
        (lambda: lowest_threshold([math.nan], [True], 0.5), "finite"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
