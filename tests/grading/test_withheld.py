"""What a question withholds: out of an answer's reach, and there for the course itself."""

import contextlib
import functools
import importlib
import sys
import threading

import numpy as np
import pytest

from course_utils import retrieval, similarity
from course_utils.grading.kernel.withheld import told, withholding
from course_utils.similarity import l2_normalize
from tests.grading.sample import DATA  # noqa: F401

ROWS = np.array([[3.0, 4.0]])


def reloaded(x):
    return importlib.reload(similarity).l2_normalize(x)


def of_another_name(x):
    path = similarity.__file__
    spec = importlib.util.spec_from_file_location("mine", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.l2_normalize(x)


def mapped(x):
    return np.array(list(map(l2_normalize, [x])))


def in_a_thread(x):
    found = []
    thread = threading.Thread(target=lambda: found.append(l2_normalize(x)))
    thread.start()
    thread.join()
    return found[0]


def caught(x):
    with contextlib.suppress(Exception):
        l2_normalize(x)
    return l2_normalize(x)


@pytest.mark.parametrize(
    "answer",
    [
        l2_normalize,
        lambda x: similarity.l2_normalize(x),
        functools.partial(l2_normalize),
        lambda x, hidden=l2_normalize: hidden(x),
        np.vectorize(l2_normalize, signature="(n,d)->(n,d)"),
        *(reloaded, of_another_name, mapped, in_a_thread, caught),
    ],
)
def test_however_it_is_come_by_it_is_seen(answer):
    with withholding(("similarity.l2_normalize",)) as called:
        assert np.allclose(answer(ROWS), ROWS / 5)
    assert called == {"l2_normalize"}


def test_what_is_told_names_it():
    assert told({"top_k", "VectorIndex"}) == (
        "your answer calls the course's own VectorIndex, top_k. Write it yourself"
    )


def test_what_builds_on_it_may_call_it():
    with withholding(("similarity.l2_normalize", "similarity._unit_rows")) as called:
        assert similarity.cosine_similarity(ROWS, ROWS) == pytest.approx(1)
        index = retrieval.VectorIndex(2)
        index.add(ROWS)
        index.search(ROWS, 1)
    assert called == set()


def test_a_class_is_withheld_with_all_its_methods():
    index = retrieval.VectorIndex(2)
    with withholding(("retrieval.VectorIndex",)) as called:
        index.add(ROWS)
    assert called == {"VectorIndex"}


def test_a_name_that_only_begins_alike_is_free():
    with withholding(("similarity.top", "sim.cosine_similarity")) as called:
        similarity.cosine_similarity(ROWS, ROWS)
    assert called == set()


def test_nothing_is_watched_afterwards():
    before = sys.getprofile()
    with pytest.raises(ZeroDivisionError), withholding(("similarity.l2_normalize",)):
        raise ZeroDivisionError
    assert sys.getprofile() is before


def test_where_nothing_is_withheld_nothing_is_watched():
    before = sys.getprofile()
    with withholding(()) as called:
        assert sys.getprofile() is before
        similarity.cosine_similarity(ROWS, ROWS)
    assert called == set()
