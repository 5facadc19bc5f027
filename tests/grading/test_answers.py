"""Every typical wrong answer is rejected with its own message; every right one always passes."""

import inspect

import numpy as np
import pytest

from course_utils.grading.kernel.check import examine
from course_utils.grading.kernel.probe import transcript
from course_utils.grading.notebook.cells import question_cells, read_notebook
from tests.grading.answers import (
    TESTS,
    answer,
    answers_in,
    corpus,
    load,
    probes_alike,
    solved,
)

WRONG, RIGHT = list(corpus("wrong_answers")), list(corpus("right_answers"))
FEW, MANY = 5, 200


@pytest.mark.parametrize(("exercise", "name", "which"), WRONG)
def test_wrong_answer_is_rejected_with_its_own_message(exercise, name, which):
    question, value = answer("wrong_answers", exercise, name, which)
    written = answers_in(load(TESTS / "wrong_answers" / exercise / f"{name}.py"))[which]
    words = inspect.getdoc(written)
    assert words, "its docstring says which words the check's line contains"
    report = examine(question, value)
    assert not report, f"the check takes it for right:\n{report}"
    failing = [text for mark, text in report.lines if mark == "no"]
    assert any(words in text for text in failing), f"no line says {words!r}:\n{report}"


@pytest.mark.parametrize(("exercise", "name", "which"), WRONG)
def test_wrong_answer_is_rejected_by_the_hidden_probe(exercise, name, which):
    _, value = answer("wrong_answers", exercise, name, which)
    assert not any(probes_alike(exercise, name, value, seed) for seed in range(5))


@pytest.mark.parametrize(("exercise", "name", "which"), RIGHT)
def test_right_answer_passes_the_check(exercise, name, which):
    question, value = answer("right_answers", exercise, name, which)
    report = examine(question, value)
    assert report, str(report)


@pytest.mark.parametrize(
    "seeds", [range(FEW), pytest.param(range(FEW, MANY), marks=pytest.mark.slow)], ids=len
)
@pytest.mark.parametrize(("exercise", "name"), sorted({(e, n) for e, n, _ in RIGHT}))
def test_right_answers_pass_the_hidden_probe_for_every_seed(exercise, name, seeds):
    written = [which for e, n, which in RIGHT if (e, n) == (exercise, name)]
    values = {which: answer("right_answers", exercise, name, which) for which in written}
    question = next(iter(values.values()))[0]
    for seed in seeds if question.inputs(np.random.default_rng(0)) else seeds[:1]:
        draws, expected = solved(exercise, name, seed)
        for which, (_, value) in values.items():
            assert transcript(question, value, seed, draws) == expected, f"{which}, seed {seed}"


def _questions():
    for path in sorted((TESTS.parent / "solutions").glob("*.ipynb")):
        yield from ((path.stem, q.name) for q in question_cells(read_notebook(path)))


@pytest.mark.parametrize(("exercise", "name"), list(_questions()))
def test_every_question_has_its_corpora(exercise, name):
    wrong = [w for w in WRONG if w[:2] == (exercise, name)]
    right = [r for r in RIGHT if r[:2] == (exercise, name)]
    assert len(wrong) >= 4, "at least four typical wrong answers"
    assert len(right) >= 3, "at least three right answers, differently written"
