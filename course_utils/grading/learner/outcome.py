"""What `course check` finds: the grader's rebuild of one notebook, run and compared."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from course_utils.grading.learner.run import run
from course_utils.grading.notebook.cells import (
    QuestionCells,
    of_the_probe,
    printed,
    question_at,
    question_cells,
)
from course_utils.grading.notebook.needed import not_needed
from course_utils.grading.notebook.rebuild import rebuild

_STOPPED = "stopped while your code ran"


@dataclass
class Verdict:
    """One question: the lines to show, its points, and whether they are earned."""

    name: str
    lines: list[str]
    points: float
    right: bool


@dataclass
class Outcome:
    """All questions of a notebook, what else to tell the learner, and what ended the run early."""

    verdicts: list[Verdict]
    notes: list[str]
    stopped: str

    @property
    def score(self) -> float:
        return sum(verdict.points for verdict in self.verdicts if verdict.right)

    @property
    def max_score(self) -> float:
        return sum(verdict.points for verdict in self.verdicts)


def examine_notebook(
    master: NotebookNode, learner: NotebookNode, folder: Path, done: Callable[[], object]
) -> Outcome:
    """Rebuild a learner's notebook, run it in `folder` and compare it with the solution.

    A question that ends the run (a crash, a loop that cannot be interrupted) is left out, and the
    others are run again in a fresh kernel. So are given cells that no answer needs, as for a grade.
    """
    rebuilt = rebuild(master, learner)
    questions = question_cells(rebuilt.notebook)
    references = {q.name: [printed(master.cells[n]) for n in q.hidden] for q in questions}
    cells, lost, idle = rebuilt.notebook.cells, {}, not_needed(rebuilt.notebook)

    def left_out(number: int) -> bool:
        return cells[number].id in idle or any(
            (question.name in lost and number in question.cells)
            or (
                number in question.hidden
                and any(_STOPPED in printed(cells[n]) for n in question.checks)
            )
            for question in questions
        )

    while stopped := run(rebuilt.notebook, folder, done, left_out):
        culprit = question_at(rebuilt.notebook, stopped.cell)
        if culprit is None or culprit.name in lost:
            break
        lost[culprit.name] = stopped.words
    verdicts = [
        _lost(question, lost[question.name])
        if question.name in lost
        else _verdict(question, cells, references[question.name])
        for question in questions
    ]
    return Outcome(verdicts, rebuilt.notes, stopped.words if stopped else "")


def _lost(question: QuestionCells, words: str) -> Verdict:
    return Verdict(question.name, [f"  no  {words}"], question.points, right=False)


def _verdict(question: QuestionCells, cells: list[NotebookNode], references: list[str]) -> Verdict:
    said = [printed(cells[number]) for number in question.hidden]
    found = list(map(of_the_probe, said, references))
    right = found == references
    report = "".join(printed(cells[number]) for number in question.checks)
    marks = ("  ok  ", "  no  ", "  --  ")
    lines = [line for line in report.splitlines() if line.startswith(marks)]
    if error := _error(cells[question.answer]):
        lines = [f"  no  the answer cell stopped by {error}"]
    elif not lines:
        error = " ".join(_error(cells[number]) for number in question.checks)
        lines = [f"  no  the check stopped by {error}"] if error else ["  --  not run"]
    if not references:  # a sealed exercise: what the visible check says is all there is
        right = all(line.startswith("  ok  ") for line in lines)
    elif not right and all(line.startswith("  ok  ") for line in lines):
        said = difference(references[0], found[0])
        lines.append(f"  no  inputs that the check does not show: {said}")
    return Verdict(question.name, lines, question.points, right)


def _error(cell: NotebookNode) -> str:
    for output in cell.outputs:
        if output.output_type == "error":
            message = " ".join(output.evalue.split())
            return f"{output.ename}: {message}" if message else output.ename
    return ""


def difference(reference: str, found: str) -> str:
    """How a probe differs from the solution's, in words that do not tell the solution's values."""
    pairs = list(zip(reference.splitlines()[1:], found.splitlines()[1:], strict=False))
    differing = [(want, have) for want, have in pairs if want != have]
    if not differing:
        return "your code did not finish"
    want, have = differing[0]
    often = f"on {len(differing)} of {len(pairs)}"
    if raised := re.search(r"^  \d+  raises (\w+)$", have):
        return f"{often} your code stopped with {raised[1]}"
    if re.search(r"^  \d+  raises ", want):
        return f"{often} your code returned something where an exception is right"
    if have.endswith("inputs changed"):
        return f"{often} your code changed its input. Work on a copy"
    if _kind(want) != _kind(have):
        return f"{often} it returned {_kind(have)} where {_kind(want)} is expected"
    return f"{often} it returned other values than are right"


def _kind(line: str) -> str:
    """What one line of a probe shows, without its values."""
    shown = re.sub(r"^  \d+  |  inputs (un)?changed$", "", line)
    if array := re.match(r"(array|tensor) \([\d, ]*\) \w+", shown):
        return f"an {array[0]}" if array[1] == "array" else f"a {array[0]}"
    if container := re.match(r"(list|tuple|set|dict) ", shown):
        return f"a {container[1]}"
    if shown.startswith(("True", "False")):
        return "True or False"
    return "a string" if shown[:1] in "'\"" else shown if shown[:1].isalpha() else "a number"
