"""Every metric meets every kind of id, matrix, number and count that people hand in.

Each gives what plain Python ints, strs and lists of them give, or a ValueError with the
argument's name: never a 0 for ids that were only written differently.
"""

import re
from collections import deque
from collections.abc import Hashable

import numpy as np
import pytest
import torch

from course_utils import metrics
from tests.bad_kinds import (
    NO_COUNT,
    NO_ID,
    NOT_A_MATRIX,
    SAME,
    SAME_COUNT,
    SAME_ID,
    SMALL,
)

METRICS = {
    "recall_at_k": metrics.recall_at_k,
    "hit_rate_at_k": metrics.hit_rate_at_k,
    "precision_at_k": metrics.precision_at_k,
    "mean_reciprocal_rank": metrics.mean_reciprocal_rank,
    "mean_average_precision": metrics.mean_average_precision,
    "ndcg_at_k": lambda ranked, right, k: metrics.ndcg_at_k(ranked, graded(right), k),
}
every_metric = pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
every_list_metric = pytest.mark.parametrize("metric", list(METRICS.values())[:-1])
RANKED, RIGHT = [[5, 3, 1], [2, 4, 3]], [[3, 1], [4, 9]]
VALUES = [0.5, 1.0, 0.0, 0.25]


def graded(right):
    """The same right answers as ndcg_at_k takes them; what is no list of lists stays what it is."""
    if not isinstance(right, list):
        return right
    return [dict.fromkeys(ids, 2) if isinstance(ids, list | set) else ids for ids in right]


def refused(name):
    """A ValueError that says the argument's name as a word of its own."""
    return pytest.raises(ValueError, match=rf"\b{re.escape(name)}")


# What holds the ids

LISTS = {
    "tuple": lambda rows: tuple(map(tuple, rows)),
    "int32 array": lambda rows: np.array(rows, dtype=np.int32),
    "uint64 array": lambda rows: np.array(rows, dtype=np.uint64),
    "object array": lambda rows: np.array(rows, dtype=object),
    "big-endian array": lambda rows: np.array(rows, dtype=">i8"),
    "nothing masked": np.ma.array,
    "tensor": torch.tensor,
    "int32 tensor": lambda rows: torch.tensor(rows, dtype=torch.int32),
    "list of arrays": lambda rows: [np.array(row) for row in rows],
    "list of tensors": lambda rows: [torch.tensor(row) for row in rows],
    "lists of 0-d tensors": lambda rows: [list(torch.tensor(row)) for row in rows],
    "lists of 0-d arrays": lambda rows: [[np.array(i) for i in row] for row in rows],
    "lists of NumPy ints": lambda rows: [list(np.array(row)) for row in rows],
    "generators": lambda rows: ((i for i in row) for row in rows),
    "deques": lambda rows: [deque(row) for row in rows],
}
SETS = {
    "sets": lambda rows: [set(row) for row in rows],
    "frozensets": lambda rows: [frozenset(row) for row in rows],
    "sets of 0-d tensors": lambda rows: [set(torch.tensor(row)) for row in rows],
    "keys": lambda rows: [dict.fromkeys(row).keys() for row in rows],
}


@every_metric
@pytest.mark.parametrize("kind", LISTS)
def test_ranked_ids_in_anything_are_the_same_ids(metric, kind):
    assert 0 < metric(RANKED, RIGHT, 2) == metric(LISTS[kind](RANKED), RIGHT, 2)


@every_list_metric
@pytest.mark.parametrize("kind", LISTS | SETS)
def test_right_ids_in_anything_are_the_same_ids(metric, kind):
    assert 0 < metric(RANKED, RIGHT, 2) == metric(RANKED, (LISTS | SETS)[kind](RIGHT), 2)


@every_metric
@pytest.mark.parametrize("kind", SAME_ID)
def test_one_id_said_differently_is_one_id(metric, kind):
    plain, *others = SAME_ID[kind]
    for other in others:
        assert metric([[other]], [[plain]], 1) == 1
        if metric is not METRICS["ndcg_at_k"] or isinstance(other, Hashable):  # a key of a dict
            assert metric([[plain]], [[other]], 1) == 1


NO_IDS = [*NO_ID, 3.0, np.float64(3), True, np.True_, torch.tensor(True), b"3", 3j, object()]


@every_metric
@pytest.mark.parametrize("item", NO_IDS, ids=lambda item: type(item).__name__)
def test_what_is_no_id_is_refused_by_name(metric, item):
    with refused("ranked[1]"):
        metric([[1], [2, item]], [[1], [2]], 2)
    try:
        right = {2, item}
    except TypeError:  # a dict cannot hold it either
        right = [2, item]
    if metric is not METRICS["ndcg_at_k"]:
        with refused("relevant[1]"):
            metric([[1], [2]], [[1], right], 2)
    elif isinstance(right, set):
        with refused("relevance[1]"):
            metric([[1], [2]], [[1], right], 2)


@every_metric
def test_numbers_here_and_strings_there_are_refused(metric):
    words = r"must use the same ids, .* but ranked\[0\] holds '3' and \w+\[1\] holds 3"
    with pytest.raises(ValueError, match=words):
        metric([["3"], []], [[], [3]], 1)
    with refused("ranked[0]"):
        metric([[3, "4"]], [[3]], 1)


NO_LISTS = {
    "None": None,
    "number": 3,
    "text": "ab",
    "dict": {0: [1], 1: [2]},
    "set": {(1,), (2,)},
    "0-d array": np.array(3),
    "one list": [1, 2],
    "one array": np.array([1, 2]),
    "one tensor": torch.tensor([1, 2]),
    "masked": np.ma.array([[1], [2]], mask=[[True], [False]]),
    "floats": np.array([[1.0], [2.0]]),
    "NaN": [[1], [np.nan]],
    "bfloat16 tensor": torch.ones(2, 1, dtype=torch.bfloat16),
    "gradient tensor": torch.ones(2, 1, requires_grad=True),
    "three dimensions": np.ones((2, 1, 1), dtype=int),
    "texts": ["1", "2"],
    "truth values": np.eye(2, dtype=bool),
    "complex": np.eye(2) + 1j,
}


@every_metric
@pytest.mark.parametrize("kind", NO_LISTS)
def test_what_holds_no_ids_is_refused_by_name(metric, kind):
    with refused("ranked"):
        metric(NO_LISTS[kind], [[1], [2]], 1)
    with refused("relevan"):
        metric([[1], [2]], NO_LISTS[kind], 1)


@pytest.mark.parametrize("ranking", [{1, 2}, {1: 2}, "ab", b"ab", 3, None])
def test_a_ranking_has_an_order(ranking):
    with pytest.raises(ValueError, match=r"ranked\[0\] must be a list of ids, best first"):
        metrics.recall_at_k([ranking], [{1}], 1)


def test_one_item_cannot_have_two_grades():
    twice = {torch.tensor(3): 1, torch.tensor(3): 2}
    assert len(twice) == 2
    with refused("relevance[0]"):
        metrics.ndcg_at_k([[3]], [twice], 1)
    assert metrics.ndcg_at_k([[3]], [{torch.tensor(3): 1}], 1) == 1


@pytest.mark.parametrize("grade", [None, "1", np.nan, -1, 1001, np.inf, 1j, [1], np.ones(2)])
def test_grades_are_numbers(grade):
    with refused("relevance[0]"):
        metrics.ndcg_at_k([[3]], [{3: grade}], 1)


@pytest.mark.parametrize("gain", [None, 3, "", ["linear"], np.array(["linear", "exponential"])])
def test_gains_have_two_names(gain):
    with refused("gain"):
        metrics.ndcg_at_k([[3]], [{3: 1}], 1, gain=gain)


@every_metric
def test_k_is_a_count(metric):
    for same in SAME_COUNT:
        assert metric(RANKED, RIGHT, same) == metric(RANKED, RIGHT, 3)
    for value in NO_COUNT:
        whole_list = metric in (metrics.mean_reciprocal_rank, metrics.mean_average_precision)
        if value is None and whole_list:
            continue
        with refused("k"):
            metric(RANKED, RIGHT, value)


# The report


def ranks(similarity=SMALL, image_of_text=(0, 0, 1, 2), ks=(1, 2)):
    report = metrics.cross_modal_report(similarity, image_of_text, ks)
    sides = (report.text_to_image, report.image_to_text)
    return [(side.ranks.tolist(), side.recall, side.median_rank) for side in sides]


@pytest.mark.parametrize("kind", SAME)
def test_a_similarity_of_any_kind_is_read_as_its_numbers(kind):
    assert ranks(SAME[kind](SMALL.copy())) == ranks()


@pytest.mark.parametrize("kind", NOT_A_MATRIX)
def test_what_is_no_similarity_is_refused_by_name(kind):
    with refused("similarity"):
        ranks(NOT_A_MATRIX[kind](SMALL.copy()))


ROWS = [[0, 0, 1, 2], np.array([0, 0, 1, 2], dtype=np.uint8), torch.tensor([0, 0, 1, 2])]
NO_ROWS = [
    None, 3, "0012", ["0", "0", "1", "2"], [0, 0, 1], [0, 0, 1, 3], [0, 0, 1, -1],
    [0.0, 0, 1, 2], [True, False, True, True], [[0, 0, 1, 2]], [0, 0, 1, None],
    np.ma.array([0, 0, 1, 2], mask=[1, 0, 0, 0]), torch.ones(4, dtype=torch.bfloat16),
    torch.ones(4, requires_grad=True), [0, 0, 1, np.nan], [0, 0, 1, 2j], {0, 1, 2}, [0, 0, 1, [2]],
]  # fmt: skip


def test_image_of_text_holds_rows():
    for rows in (*ROWS, tuple(ROWS[0]), iter(ROWS[0]), np.array(ROWS[0], dtype=">i4")):
        assert ranks(image_of_text=rows) == ranks()
    for rows in NO_ROWS:
        with refused("image_of_text"):
            ranks(image_of_text=rows)


def test_ks_are_counts():
    for same in ([1, 2], np.array([1, 2]), torch.tensor([1, 2]), iter([1, 2]), range(1, 3)):
        assert ranks(ks=same) == ranks()
    for no_ks in (5, None, (), "12", np.array(5), torch.tensor(5), 1.5, [[1, 2]], np.eye(2, 2)):
        with refused("ks"):
            ranks(ks=no_ks)
    for value in NO_COUNT:
        with refused("ks"):
            ranks(ks=[1, value])


# The bootstrap and the correction


TAKES_VALUES = {
    "bootstrap_interval values": metrics.bootstrap_interval,
    "paired_bootstrap a": lambda x: metrics.paired_bootstrap(x, VALUES),
    "paired_bootstrap b": lambda x: metrics.paired_bootstrap(VALUES, x),
    "holm p_values": lambda x: metrics.holm(x).tolist(),
}
SAME_VALUES = {
    "tuple": tuple,
    "float16": np.float16,
    "float32 tensor": torch.tensor,
    "bfloat16 tensor": lambda x: torch.tensor(x, dtype=torch.bfloat16),
    "gradient tensor": lambda x: torch.tensor(x, requires_grad=True),
    "nothing masked": np.ma.array,
    "generator": iter,
}
NO_VALUES = {
    "None": None, "number": 0.5, "empty": [], "text": "0.5", "texts": ["0.5", "1"],
    "bytes": [b"0.5"], "table": [VALUES], "NaN": [0.5, np.nan, 0, 0], "infinity": [np.inf, 0, 0, 0],
    "complex": [0.5j, 0, 0, 0], "objects": [0.5, None, 0, 0], "ragged": [0.5, [1], 0, 0],
    "dict": {0: 0.5}, "set": {0.5}, "masked": np.ma.array(VALUES, mask=[1, 0, 0, 0]),
    "a function": len,
}  # fmt: skip


@pytest.mark.parametrize("name", TAKES_VALUES)
def test_values_of_any_kind_are_read_as_their_numbers(name):
    expected = TAKES_VALUES[name](VALUES)
    for kind, make in SAME_VALUES.items():
        assert TAKES_VALUES[name](make(VALUES)) == expected, kind


@pytest.mark.parametrize("kind", NO_VALUES)
@pytest.mark.parametrize("name", TAKES_VALUES)
def test_what_is_no_list_of_values_is_refused_by_name(name, kind):
    with refused(name.split()[-1]):
        TAKES_VALUES[name](NO_VALUES[kind])


@pytest.mark.parametrize("seed", [-1, 1.5, None, "1", [1, 2], np.nan, np.array([1, 2])])
def test_a_seed_is_a_whole_number(seed):
    with refused("seed"):
        metrics.bootstrap_interval(VALUES, seed=seed)
    with refused("seed"):
        metrics.paired_bootstrap(VALUES, VALUES[::-1], seed=seed)


def test_groups_in_anything_are_the_same_groups():
    expected = metrics.bootstrap_interval(VALUES, groups=[7, 7, 2, 2])
    for groups in (
        np.array([7, 7, 2, 2]), torch.tensor([1, 1, 0, 0]), list("aabb"), np.array(list("aabb")),
        iter([7, 7, 2, 2]), [np.int64(7), torch.tensor(7), 2, np.array(2)],
    ):  # fmt: skip
        assert metrics.bootstrap_interval(VALUES, groups=groups) == expected
