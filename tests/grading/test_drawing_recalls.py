"""What exercise 01 judges plans by is what its tool measures."""

import pytest

from course_utils.grading.questions.lesson_01 import plan
from tests.grading.answers import TESTS, load


@pytest.fixture(scope="module")
def tool():
    return load(TESTS.parent / "tools/measure_drawing_recalls.py")


@pytest.mark.parametrize("method", ["plain", "pca"])
def test_recalls_measured_again_are_as_stored(tool, method):
    stored, sides = plan._found()[method], tool.drawings()[method]
    assert len(stored) == 1 + plan.MOST
    assert stored[0] == len(sides[0])
    for dim in (1, 2, 16, 50, 96, 128, 133, 512, 1280):
        measured = tool.found_at_10(sides, dim)
        # another processor may round two cosines the other way
        assert abs(measured - stored[dim]) <= 1
