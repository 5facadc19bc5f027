"""Two stages, and search at scale, meet every kind of matrix, number and count."""

import re
from functools import cache

import numpy as np
import pytest

from course_utils import rerank, scaling
from tests.bad_kinds import (
    NO_COUNT,
    NO_NUMBER,
    NOT_A_MATRIX,
    SAME,
    SAME_COUNT,
    SAME_NUMBER,
    SMALL,
)

IDS = np.array([[4, 1], [0, 2], [3, 5]])


@cache
def reader():
    return rerank.CrossEncoder(rerank.LateInteraction(seed=0)).eval()


def tokens(x):
    """A text of three tokens, of the reader's width, whose first numbers are those of x."""
    return np.pad(np.asarray(x), ((0, 0), (0, 508)))


def by_id(query, ids):
    return -1.0 * ids


MATRICES = {
    "maxsim query_tokens": lambda x: rerank.maxsim([x], [SMALL, SMALL[:1]]),
    "maxsim item_tokens": lambda x: rerank.maxsim([SMALL], [x, SMALL[:1]]),
    "exact_search vectors": lambda x: scaling.exact_search(x, SMALL, 2)[1],
    "exact_search queries": lambda x: scaling.exact_search(SMALL, x, 2)[1],
    "merge_top scores": lambda x: scaling.merge_top([x], [np.arange(12).reshape(3, 4)], 2)[1],
    "merge_top ids": lambda x: scaling.merge_top([SMALL], [x], 2)[1],
    "two_stage_search candidates": lambda x: rerank.two_stage_search(x, lambda q, ids: -1.0 * ids)[
        1
    ],
}
WHOLE = {"merge_top ids", "two_stage_search candidates"}  # these take ids
KINDS_OF_IDS = [kind for kind in SAME if kind in (
    "int8", "int64", "list", "tuple", "generator of lists", "list of arrays", "list of tensors",
    "map", "Fortran order", "every second column", "read backwards", "int64 tensor",
)]  # fmt: skip
NUMBERS = {
    "index_bytes bytes_per_number": (lambda v: scaling.index_bytes(10, 4, v), [0, -1]),
    "machines total_bytes": (lambda v: scaling.machines(v, 0.1), [0, -1]),
    "machines bytes_each": (lambda v: scaling.machines(9.0, v), [0, -1]),
    "hours per_second": (lambda v: scaling.hours(10, v), [0, -1]),
}
COUNTS = {
    "exact_search k": lambda k: scaling.exact_search(SMALL, SMALL, k)[1],
    "exact_search block": lambda k: scaling.exact_search(SMALL, SMALL, 2, k)[1],
    "merge_top k": lambda k: scaling.merge_top([SMALL], [SMALL.astype(int)], k)[1],
    "two_stage_search k": lambda k: rerank.two_stage_search(IDS, by_id, k)[1],
    "index_bytes n": lambda n: scaling.index_bytes(n, 4),
    "index_bytes dim": lambda n: scaling.index_bytes(4, n),
    "hours n": lambda n: scaling.hours(n, 2.0),
    "hours workers": lambda n: scaling.hours(10, 2.0, n),
}


def refused(name):
    return pytest.raises(ValueError, match=rf"\b{re.escape(name.split()[-1])}\b")


@pytest.mark.parametrize("name", sorted(set(MATRICES) - WHOLE))
@pytest.mark.parametrize("kind", SAME)
def test_a_matrix_of_any_kind_is_read_as_its_numbers(name, kind):
    found = np.asarray(MATRICES[name](SAME[kind](SMALL.copy())))
    np.testing.assert_allclose(found, MATRICES[name](SMALL), rtol=1e-5)


@pytest.mark.parametrize("name", sorted(WHOLE))
@pytest.mark.parametrize("kind", KINDS_OF_IDS)
def test_ids_of_any_kind_are_read_as_their_numbers(name, kind):
    ids = np.arange(12).reshape(3, 4)
    expected = MATRICES[name](ids)
    np.testing.assert_array_equal(MATRICES[name](SAME[kind](ids)), expected)


@pytest.mark.parametrize("name", MATRICES)
@pytest.mark.parametrize("kind", sorted(set(NOT_A_MATRIX) - {"infinity"}))
def test_what_is_no_matrix_is_refused_by_name(name, kind):
    with refused(name):
        MATRICES[name](NOT_A_MATRIX[kind](SMALL.copy()))


@pytest.mark.parametrize("kind", [k for k in SAME if k != "int8"])
def test_the_reader_takes_tokens_of_any_kind(kind):
    items = np.ones((2, 16, 128))
    found = reader().score(SAME[kind](tokens(SMALL)), items)
    np.testing.assert_allclose(found, reader().score(tokens(SMALL), items), rtol=1e-3)


@pytest.mark.parametrize("kind", NOT_A_MATRIX)
@pytest.mark.parametrize("name", ["query_tokens", "items"])
def test_the_reader_refuses_by_name(name, kind):
    bad = NOT_A_MATRIX[kind](SMALL.copy())
    given = {"query_tokens": tokens(SMALL), "items": np.ones((2, 16, 128))} | {name: bad}
    with refused(name):
        reader().score(**given)


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers(name):
    call, refuses = NUMBERS[name]
    for same in SAME_NUMBER:
        np.testing.assert_allclose(call(same), call(0.5))
    for value in [*NO_NUMBER, *refuses]:
        with refused(name):
            call(value)


@pytest.mark.parametrize("name", COUNTS)
def test_counts(name):
    for same in SAME_COUNT:
        np.testing.assert_array_equal(COUNTS[name](same), COUNTS[name](3))
    for value in NO_COUNT:
        with refused(name):
            COUNTS[name](value)


@pytest.mark.parametrize("returned", [None, [0.1], "ab", [[0.1, 0.2]], [np.nan, 1], [1j, 0]])
def test_what_a_second_stage_returns_is_looked_at(returned):
    with pytest.raises(ValueError, match=r"^score"):
        rerank.two_stage_search(IDS, lambda query, ids: returned)


def test_a_negative_id_is_none():
    with pytest.raises(ValueError, match="candidates must be ids"):
        rerank.two_stage_search([[1, -1]], lambda query, ids: ids)
