"""What exercise 02 judges temperatures by is what its tool measures, and judges as that would."""

import numpy as np
import pytest

from course_utils.grading.questions.lesson_02 import temperature
from tests.grading.answers import TESTS, load


@pytest.fixture(scope="module")
def measured():
    return load(TESTS.parent / "tools/measure_photograph_cosines.py").photograph_cosines()


def test_the_cosines_measured_again_are_as_stored(measured):
    stored = temperature._photograph_cosines()
    assert stored.shape == measured.shape == (temperature.PAIRS, temperature.PAIRS)
    np.testing.assert_allclose(stored, measured, atol=1e-6)


def test_each_temperature_is_judged_as_by_the_model(measured, monkeypatch):
    asked = np.geomspace(0.001, 10, 400)
    stored = [temperature._kept(t) for t in asked]
    temperature._outcome.cache_clear()
    monkeypatch.setattr(temperature, "_photograph_cosines", lambda: measured)
    assert [temperature._kept(t) for t in asked] == stored
    temperature._outcome.cache_clear()
    assert {tuple(kept.values()) for kept in stored} >= {(True, True), (True, False), (False, True)}
