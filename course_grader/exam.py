"""An exam: a solution notebook made ready for one run, its hidden checks drawn afresh.

Each hidden check gets a seed of its own, derived from the run's: having seen one, nobody knows the
next. What is expected comes from running the solution with these seeds, in the same box as the
submissions; there is no answer key before the run, and none in the course's files.
"""

import copy
import hashlib
import secrets
from dataclasses import asdict, dataclass
from functools import cached_property

from nbformat import NotebookNode

from course_utils.grading.kernel.probe import draws_in
from course_utils.grading.notebook.cells import (
    QuestionCells,
    notebook_bytes,
    parse_notebook,
    printed,
    question_at,
    question_cells,
    tags,
    with_seed,
)
from course_utils.grading.notebook.needed import not_needed
from course_utils.grading.notebook.release import released


class ExamError(RuntimeError):
    """A solution notebook that cannot be used to grade; one line for the instructor."""


@dataclass(frozen=True)
class Exam:
    """One exercise of one run: the text of the solution notebook with fresh references."""

    stem: str
    text: str

    @cached_property
    def master(self) -> NotebookNode:
        return parse_notebook(self.text)

    @cached_property
    def questions(self) -> list[QuestionCells]:
        return question_cells(self.master)

    @cached_property
    def max_score(self) -> float:
        return sum(question.points for question in self.questions)

    @cached_property
    def hidden(self) -> dict[str, list[str]]:
        """The ids of each question's hidden cells."""
        cells = self.master.cells
        return {q.name: [cells[number].id for number in q.hidden] for q in self.questions}

    @cached_property
    def given(self) -> list[str]:
        """The code that a release gives to everybody and that the solution needs.

        It has stubs for answers, and no checks.
        """
        cells, left_out = released(self.master, self.stem).cells, not_needed(self.master)
        code = [c for c in cells if c.cell_type == "code" and "check" not in tags(c)]
        return [cell.source for cell in code if cell.id not in left_out]

    def question_at(self, cell_id: str) -> QuestionCells | None:
        """The question whose answer ran in the cell of that id, if it belongs to one."""
        for number, cell in enumerate(self.master.cells):
            if cell.id == cell_id:
                return question_at(self.master, number)
        return None

    def ids(self, question: QuestionCells) -> set[str]:
        """The ids of a question's cells."""
        return {self.master.cells[number].id for number in question.cells}

    @cached_property
    def digest(self) -> str:
        """Tells this exam from one with other seeds or of another solution."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    def to_json(self) -> dict:
        return asdict(self)


def new_seed() -> str:
    """A seed for a run that nobody can guess."""
    return secrets.token_hex(16)


def derived_seed(run_seed: str, stem: str, question: str, position: int) -> int:
    """The seed of one hidden cell: a number that tells nothing about any other cell's."""
    parts = "\0".join([run_seed, stem, question, str(position)])
    return int.from_bytes(hashlib.sha256(parts.encode()).digest()[:7])


def seeded(master: NotebookNode, stem: str, run_seed: str) -> NotebookNode:
    """The solution notebook with this run's seeds, its outputs cleared: to be run for references.

    Raises ExamError where a question has no hidden cell: nobody could earn its points.
    """
    notebook = copy.deepcopy(master)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    for question in question_cells(master):
        if not question.hidden:
            raise ExamError(f"{stem}: question {question.name} has no hidden cell")
        for position, number in enumerate(question.hidden):
            cell = notebook.cells[number]
            seed = derived_seed(run_seed, stem, question.name, position)
            cell.source = with_seed(cell.source, seed)
    return notebook


def with_references(stem: str, notebook: NotebookNode, outputs: dict[str, list]) -> Exam:
    """The exam whose hidden cells expect these outputs, which the solution gave.

    Raises ExamError where the solution gave none for a question.
    """
    for question in question_cells(notebook):
        for number in question.hidden:
            cell = notebook.cells[number]
            cell.outputs = list(map(NotebookNode, outputs.get(cell.id, [])))
            cell.execution_count = 1
            if draws_in(printed(cell)) is None:
                errors = [f"{o.ename}: {o.evalue}" for o in cell.outputs if "ename" in o]
                said = ". ".join(errors) or "it printed no probe"
                raise ExamError(f"{stem}: the hidden check of {question.name} failed: {said}")
    return Exam(stem, notebook_bytes(notebook).decode())
