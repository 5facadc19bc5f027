"""What answers return, read alike by checks, probes and the judge of values."""

from collections import OrderedDict, namedtuple
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.answers import No, NotAnswered
from course_utils.grading.kernel.plain_data import from_text, to_text
from course_utils.grading.kernel.returned import (
    number,
    numbers,
    observed,
    pair,
    reading,
    rows,
    texts,
    whole,
)
from course_utils.grading.kernel.values import describe

torch = pytest.importorskip("torch")
ROWS = [[1.0, 2.0], [3.0, 4.5]]


@pytest.mark.parametrize(
    "found",
    [
        ROWS,
        tuple(map(tuple, ROWS)),
        np.float32(ROWS),
        np.float16(ROWS),
        np.asmatrix(ROWS),
        np.array(ROWS, dtype=object),
        [np.array(row) for row in ROWS],
        [[Fraction(1), Decimal(2)], [3, np.float32(4.5)]],
        torch.tensor(ROWS),
        torch.tensor(ROWS, dtype=torch.bfloat16, requires_grad=True),
        [torch.tensor(row, requires_grad=True) for row in ROWS],
        [[torch.tensor(v, requires_grad=True) for v in row] for row in ROWS],
    ],
)
def test_an_array_comes_in_many_kinds(found):
    read = numbers(found)
    assert type(read) is np.ndarray
    assert read.dtype == np.float64
    assert read.tolist() == ROWS


@pytest.mark.parametrize(
    ("read", "found", "words"),
    [
        (numbers, "1.0", "found a string, expected an array of numbers"),
        (numbers, {"a": 1}, "found a dict"),
        (numbers, (x for x in [1.0]), "found an object of type generator"),
        (numbers, [[1.0], [1.0, 2.0]], "found rows of different lengths"),
        (numbers, [True, False], "found True or False, expected numbers"),
        (numbers, ["1", "2"], "found a list, expected numbers"),
        (numbers, None, r"found nothing \(None\), expected numbers"),
        (numbers, np.array([1j]), "found a NumPy array, expected numbers"),
        (whole, [1, 2.5], "found 2.5, expected whole numbers"),
        (whole, [1, np.nan], "found nan, expected whole numbers"),
        (whole, [1, np.inf], "found inf, expected whole numbers"),
        (rows, [2.0, 0.0], "these are floats, which index no rows"),
        (rows, torch.tensor([2.0]), "these are floats, which index no rows"),
        (texts, "ab", "found a string, expected a list of strings"),
        (texts, np.array("ab"), "found a NumPy array, expected a list of strings"),
        (texts, ["a", 1], "found a number in the list, expected strings"),
        (texts, np.array([["a"]]), "found a NumPy array in the list, expected strings"),
        (number, [0.5], r"found shape \(1,\), expected a number"),
        (number, True, "found True or False, expected numbers"),
    ],
)
def test_what_is_no_array_of_numbers_is_told(read, found, words):
    with pytest.raises(No, match=words):
        read(found)


def test_strings_come_in_many_kinds():
    for found in (
        ["a", "b"],
        ("a", np.str_("b")),
        np.array(["a", "b"]),
        np.array(["a", "b"], object),
    ):
        assert texts(found) == ["a", "b"]
    assert texts([]) == texts(np.array([])) == []


def test_whole_numbers_may_be_floats():
    for found in ([2, -1], np.array([2.0, -1.0]), torch.tensor([2, -1], dtype=torch.int32)):
        assert describe(whole(found)) == "array (2,) int 2 -1"


def test_row_numbers_come_in_many_kinds():
    for found in ([2, 0], (np.int32(2), 0), np.uint8([2, 0]), torch.tensor([2, 0])):
        assert describe(rows(found)) == "array (2,) int 2 0"
    for nothing in ([], (), np.array([], dtype=int)):
        assert describe(rows(nothing)) == "array (0,) int "


@pytest.mark.parametrize("found", [0.5, Fraction(1, 2), np.float32(0.5), torch.tensor(0.5)])
def test_one_number(found):
    assert number(found) == 0.5


def test_a_pair_is_anything_that_two_names_can_be_given_to():
    Two = namedtuple("Two", "order cosines")
    for found in ((1, 2), [1, 2], np.array([1, 2]), torch.tensor([1, 2]), Two(1, 2)):
        assert pair(found, "two") == (1, 2)
    for found in (1, np.array(2.0), torch.tensor(2.0), (1, 2, 3), {1: 2, 3: 4}, "ab"):
        with pytest.raises(No, match="two"):
            pair(found, "two")


@pytest.mark.parametrize("read", [numbers, texts, lambda found: pair(found, "")])
def test_dots_are_not_answered(read):
    with pytest.raises(NotAnswered):
        read(...)


def test_check_and_probe_read_alike():
    def answer(x):
        return x.tolist()

    x = np.array([1, 2])
    assert describe(reading(answer, numbers)(x)) == describe(observed(numbers)(answer, x))


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Fraction(1, 4), 0.25),
        (Decimal("0.25"), 0.25),
        (np.str_("b"), "b"),
        (OrderedDict(A="none"), {"A": "none"}),
        (namedtuple("Two", "a b")(1, np.float32(0.5)), (1, 0.5)),
        ([Fraction(1, 2), np.array(3)], [0.5, 3]),
    ],
)
def test_values_keep_their_plain_kind_on_the_way_to_the_judge(value, plain):
    assert from_text(to_text(value)) == plain
    assert describe(value) == describe(plain)


def test_arrays_of_strings_and_tensors_reach_the_judge():
    assert from_text(to_text(torch.tensor([2.5]))).tolist() == [2.5]
    assert from_text(to_text(torch.tensor(2.5))) == 2.5
    assert from_text(to_text(np.array(["a", "b"]))).tolist() == ["a", "b"]
    assert from_text(to_text(np.array(["a", 1], dtype=object))).tolist() == ["a", 1]


def test_a_choice_may_be_numpys():
    expect.one_of(np.str_("b"), ["a", "b"])
    with pytest.raises(No, match="found True, expected one of 1, 2"):
        expect.one_of(True, [1, 2])
