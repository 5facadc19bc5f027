"""How `course check` says that a probe came out differently."""

import numpy as np
import pytest

from course_utils.grading.kernel.probe import transcript
from course_utils.grading.kernel.question import Question
from course_utils.grading.learner.outcome import difference
from course_utils.grading.notebook.cells import of_the_probe


def probed(function, count=3):
    question = Question(
        "f", "function", None, lambda rng: (rng.normal(size=2),), lambda f, x: f(x), count
    )
    return transcript(question, function, 0, [0] * count)


def greedy(x):
    x[:] = 0
    return x


def fails(x):
    raise KeyError(x)


@pytest.mark.parametrize(
    ("right", "answer", "words"),
    [
        (lambda x: x, lambda x: 2 * x, "on 3 of 3 it returned other values than are right"),
        (lambda x: x, lambda x: x[:1], "an array (1,) float where an array (2,) float is expected"),
        (lambda x: x, lambda x: list(x), "it returned a list where an array (2,) float"),
        (lambda x: x, lambda x: x > 0, "it returned an array (2,) bool where"),
        (lambda x: x, fails, "on 3 of 3 your code stopped with KeyError"),
        (fails, lambda x: x, "your code returned something where an exception is right"),
        (lambda x: x, greedy, "your code changed its input. Work on a copy"),
        (lambda x: x[0], lambda x: "a", "it returned a string where a number is expected"),
        (lambda x: "a", lambda x: x[0], "it returned a number where a string is expected"),
        (lambda x: True, lambda x: -1.5, "it returned a number where True or False is expected"),
        (lambda x: 1.0, lambda x: float("nan"), "it returned nan where a number is expected"),
        (lambda x: 1.0, lambda x: None, "it returned None where a number is expected"),
        (lambda x: {1}, lambda x: object(), "where a set is expected"),
    ],
)
def test_difference_is_told_in_kind(right, answer, words):
    said = difference(probed(right), probed(answer))
    assert words in said
    assert "." not in said.removesuffix("Work on a copy").replace("input. ", "")


def test_what_is_printed_beside_a_probe_plays_no_part():
    reference, wrong = probed(np.sum) + "\n", probed(np.max) + "\n"
    for said in (reference, wrong):
        assert of_the_probe(f"INFO used{said}took 1 s\n", reference) == said
    assert of_the_probe(reference + wrong, reference) == wrong  # one try, not many
    assert of_the_probe("nothing", reference) == "nothing"


def test_run_that_did_not_come_so_far():
    assert difference(probed(np.sum), "") == "your code did not finish"
