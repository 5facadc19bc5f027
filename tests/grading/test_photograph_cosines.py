"""What exercise 02 judges temperatures by is what its tool measures, and judges as that would."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from course_utils.grading.questions.lesson_02 import temperature

TOOL = Path(__file__).parents[2] / "tools/measure_photograph_cosines.py"


@pytest.fixture(scope="module")
def measured():
    spec = importlib.util.spec_from_file_location("measure_photograph_cosines", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.photograph_cosines()


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
