"""The judge of a value takes its own time: what it loads first is not the learner's to wait for."""

import os
import time
from dataclasses import replace

import pytest

from course_grader import value_answers
from course_grader.sandbox.settings import Limits
from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cells import notebook_bytes
from tests.grading import sample
from tests.grading.sandbox import examiner_here, needs_sandbox

pytestmark = needs_sandbox
LIMITS = Limits(cell=10, deadline=60)
LONG = LIMITS.cell + 4


@pytest.fixture(scope="module")
def examiner():
    with examiner_here(limits=LIMITS, modules=["numpy"]) as examiner:
        yield examiner


def slow(name):
    question = find(name)
    if question is None or question.kind != "value":
        return question

    def observed(value):
        time.sleep(LONG)
        return question.observe(value)

    return replace(question, observe=observed)


def test_a_slow_judge_costs_the_learner_nothing(examiner, monkeypatch):
    solution = notebook_bytes(sample.master())
    exam = examiner.prepare(sample.STEM, solution.decode(), "a seed")
    monkeypatch.setattr(value_answers, "known", {})
    monkeypatch.setattr(value_answers, "find", slow)
    began = time.monotonic()
    verdict = examiner.grade(exam, solution)
    assert time.monotonic() - began > LONG  # it was asked
    assert (verdict["status"], verdict["reason"]) == ("graded", "")
    assert verdict["score"] == verdict["max_score"]


def test_a_slow_answer_is_the_learner_s(examiner):
    solution = notebook_bytes(sample.master())
    exam = examiner.prepare(sample.STEM, solution.decode(), "a seed")
    asleep = "threshold = __import__('time').sleep(1000)"
    verdict = examiner.grade(exam, notebook_bytes(sample.with_answers(threshold=asleep)))
    assert verdict["status"] == "timeout"
    assert verdict["reason"] == f"stopped after {LIMITS.cell} s at question threshold"


def test_nothing_stays_set_for_those_who_come_after(examiner):
    assert "PYTEST_DISABLE_PLUGIN_AUTOLOAD" in os.environ
    before = dict(os.environ)
    with examiner_here(limits=LIMITS, modules=["numpy"]):
        os.environ["SET_BY_AN_EXAMINER"] = "1"
    assert dict(os.environ) == before
