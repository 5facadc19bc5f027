"""The words that a wrong result gets."""

import numpy as np
import pytest

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.answers import No, NotAnswered

ROW = np.array([1.0, 2.0])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: expect.that(False, "it is too long"), "it is too long"),
        (lambda: expect.kind([1], ROW), "found a list, expected a NumPy array"),
        (lambda: expect.kind("x", 1.0), "found a string, expected a number"),
        (lambda: expect.kind(True, 1.0), "found True or False, expected a number"),
        (
            lambda: expect.shape(np.zeros(3), (3, 4), "one value for every pair"),
            "found shape (3,), expected one value for every pair, (3, 4)",
        ),
        (lambda: expect.shape(3, (3,)), "found a number, expected an array: shape (3,)"),
        (lambda: expect.finite(np.array([1, np.nan])), "found NaN in 1 of 2 entries"),
        (lambda: expect.finite(np.inf, "Why?"), "found infinity. Why?"),
        (lambda: expect.close(ROW + 1, ROW, "Off by 1?"), "found array (2,) float 2 3. Off by 1?"),
        (lambda: expect.close(ROW[:1], ROW), "found shape (1,), expected shape (2,)"),
        (lambda: expect.close(ROW.astype(int), ROW), "found int entries, expected float"),
        (lambda: expect.close([1.0], [1.0, 2.0]), "found 1 entries, expected 2"),
        (lambda: expect.close(np.nan, 1.0, "Why?"), "found NaN. Why?"),
        (lambda: expect.close(np.arange(9.0) + 1, np.arange(9.0)), "9 of 9 values are wrong"),
        (lambda: expect.close(np.arange(9.0) + 1, np.arange(9.0), "Why?"), "Why?"),
        (lambda: expect.equal("hnsw", "flat"), "found 'hnsw'"),
        (lambda: expect.equal(np.array([1, 0]), np.array([0, 1])), "found array (2,) int 1 0"),
        (lambda: expect.equal([1, 2], [2, 1], "Which order?"), "Which order?"),
        (lambda: expect.unlike(ROW * 2, 2 * ROW, "twice too much"), "twice too much"),
        (lambda: expect.between(ROW, 0, 1), "found 2, expected values in [0, 1]"),
        (lambda: expect.one_of("c", ["a", "b"]), "found 'c', expected one of 'a', 'b'"),
        (lambda: expect.raises(ValueError, lambda: 3), "expected ValueError, found the result 3"),
        (lambda: expect.raises(ValueError, lambda: [][0]), "expected ValueError, found IndexError"),
    ],
)
def test_wrong_result_is_told_in_kind(call, words):
    with pytest.raises(No) as caught:
        call()
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda: expect.that(True, ""),
        lambda: expect.kind(np.float64(1), 2),
        lambda: expect.shape(np.zeros((3, 4)), (3, 4)),
        lambda: expect.finite([1, 2]),
        lambda: expect.close(ROW.astype(np.float32) + 1e-8, ROW),
        lambda: expect.close(1, 1.0),
        lambda: expect.close([1, 2.0], [1.0, 2]),
        lambda: expect.close(np.array([np.nan]), np.array([np.nan])),
        lambda: expect.equal({"a": ROW}, {"a": ROW.copy()}),
        lambda: expect.equal({1, 2}, {2, 1}),
        lambda: expect.equal(["a", "b"], ["a", "b"]),
        lambda: expect.unlike(ROW, [1.0, 2.0], ""),
        lambda: expect.unlike(np.zeros((2, 2)), ROW, ""),
        lambda: expect.between(ROW, 1, 2),
        lambda: expect.one_of("a", ["a", "b"]),
        lambda: expect.raises(ValueError, lambda: int("x")),
    ],
)
def test_right_result_passes(call):
    call()


def test_message_never_holds_what_is_right():
    with pytest.raises(No) as caught:
        expect.close(np.array([0.5]), np.array([0.7071]), "Is it squared?")
    assert "7071" not in str(caught.value)


@pytest.mark.parametrize("call", [expect.kind, expect.close, expect.equal])
def test_dots_are_not_answered(call):
    with pytest.raises(NotAnswered):
        call(..., ROW)


def test_tensors_are_compared_like_arrays():
    torch = pytest.importorskip("torch")
    loss = torch.tensor(1.5, dtype=torch.float64, requires_grad=True)
    expect.close(loss, torch.tensor(1.5))
    with pytest.raises(No, match="found a number, expected a torch tensor"):
        expect.close(1.5, loss)
    with pytest.raises(No, match=r"found tensor \(\) float 1.5000"):
        expect.close(loss, torch.tensor(2.5))
