"""What exercise 05 judges index plans by is what its tool measures."""

import json
from importlib.resources import files

import pytest

from tests.grading.answers import TESTS, load

STORED = json.loads((files("course_utils") / "assets/index_plans.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def tool():
    return load(TESTS.parent / "tools/measure_index_plans.py")


@pytest.mark.parametrize("pieces", [16, 64])
def test_the_smallest_gallery_measured_again_is_as_stored(tool, pieces):
    vectors, queries = tool.clip_art()
    stored = STORED["clip art"]
    assert stored["n"] == len(vectors)
    again = tool.found_by_candidates(vectors, queries, pieces)
    assert stored["recall"][str(pieces)] == pytest.approx(again, abs=0.02)


def test_the_trend_is_there_to_be_seen():
    holds = {name: part["recall"]["16"][-1] >= 0.95 for name, part in STORED.items()}
    assert holds == {"clip art": True, "all pictures": False, "made": False, "many made": False}
    assert STORED["many made"]["n"] == 100_000


def test_more_candidates_never_find_less():
    for part in STORED.values():
        for recall in part["recall"].values():
            assert len(recall) == 91
            assert recall == sorted(recall)
