"""What ends a run costs the question that did it, and no other: the rest runs again without it."""

import json
import time
from collections.abc import Callable, Collection

from course_grader.exam import Exam
from course_grader.run.outcome import Ending, Run
from course_utils.grading.notebook.cell_names import used_names
from course_utils.grading.notebook.cells import QuestionCells

QUITS = {"exit", "quit"}  # a kernel does so some time after the cell that says it


def run_all(exam: Exam, text: str, run_once: Callable[[str], Run], seconds: float) -> Run:
    """What a notebook's runs show together, each in a fresh kernel and without earlier culprits.

    What a culprit had earned before it stays earned. No run begins after `seconds`.
    """
    end = time.monotonic() + seconds
    run = first = run_once(text)
    passed, outputs, lost = set(run.passed), dict(run.outputs), {}
    while run.ending != Ending.FINISHED:
        culprit = _blamed(exam, text, run)
        if culprit is None or culprit.name in lost:
            break
        lost[culprit.name] = run.ending
        if time.monotonic() > end:
            break
        text = _without(text, exam.ids(culprit))
        run = run_once(text)
        passed |= run.passed
        outputs |= run.outputs
    return Run(passed, outputs, first.ending, first.last_cell, lost)


def _blamed(exam: Exam, text: str, run: Run) -> QuestionCells | None:
    """The question at which a run ended; or the one before, where that one's answer quits.

    What such a question had earned before stays earned (see `run_all`), so a mere mention of
    `quit` costs nothing.
    """
    culprit = exam.question_at(run.last_cell)
    if run.ending != Ending.DIED or culprit is None:
        return culprit
    sources = {cell["id"]: "".join(cell["source"]) for cell in json.loads(text)["cells"]}
    before = [question for question in exam.questions if question.answer < culprit.answer]
    for question in before[-1:]:
        if used_names(sources.get(exam.master.cells[question.answer].id, "")) & QUITS:
            return question
    return culprit


def _without(text: str, ids: Collection[str]) -> str:
    notebook = json.loads(text)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in ids]
    return json.dumps(notebook)
