"""What exercise 01 judges plans by is what its tool measures."""

import importlib.util
from pathlib import Path

import pytest

from course_utils.grading.questions.lesson_01 import plan

TOOL = Path(__file__).parents[2] / "tools/measure_drawing_recalls.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("measure_drawing_recalls", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("method", ["plain", "pca"])
def test_recalls_measured_again_are_as_stored(tool, method):
    stored, sides = plan._found()[method], tool.drawings()[method]
    assert len(stored) == 1 + plan.MOST
    assert stored[0] == len(sides[0])
    for dim in (1, 2, 16, 50, 96, 128, 133, 512, 1280):
        measured = tool.found_at_10(sides, dim)
        # another processor may round two cosines the other way
        assert abs(measured - stored[dim]) <= 1
