"""The notebook that is graded: the solution notebook with a learner's answers in it.

Of the learner's file only the answers are taken, with what they use of the learner's own cells: the
answer that counts is the one that stands when the notebook has run from top to bottom. Checks,
hidden cells, given code, tags, metadata, kernel and stored outputs are the solution's, so nothing
that was skipped, deleted, edited or saved there plays a part. Hidden cells keep the solution's
output: it is what they are compared with.
"""

import copy
from dataclasses import dataclass

from nbformat import NotebookNode

from course_utils.grading.kernel.probe import draws_in
from course_utils.grading.notebook.cell_names import defined_names
from course_utils.grading.notebook.cells import (
    NotebookError,
    QuestionCells,
    course_metadata,
    printed,
    question_cells,
    seed_of,
    tags,
)
from course_utils.grading.notebook.helpers import (
    Statement,
    helpers,
    leaves_undone,
    statements,
)
from course_utils.grading.notebook.nbval_markers import (
    without_cell_magics,
    without_exits,
    without_markers,
)
from course_utils.grading.notebook.release import released, stub


@dataclass
class Rebuilt:
    """A notebook to run, what to tell the learner, and the questions that have no answer cell."""

    notebook: NotebookNode
    notes: list[str]
    missing: list[str]


def rebuild(master: NotebookNode, learner: NotebookNode) -> Rebuilt:
    """Put a learner's answers into a copy of the (executed) solution notebook.

    An answer is the last code cell that defines its name and is no stub, or else the cell of the
    same id. What makes a name's value in the learner's other cells comes along where an answer uses
    it. Where there is no answer, the stub stands in. Raises NotebookError when the master was not
    executed. The learner's code is parsed but not run; parse a stranger's in a process with limits.
    """
    notebook, notes, missing = copy.deepcopy(master), [], []
    questions = question_cells(master)
    found = _answers(master, questions, learner, notes)
    own = _own_statements(learner, _given(master), found)
    provided = _given_above(master, [question.name for question in questions])
    for question in questions:
        cell = notebook.cells[question.answer]
        if question.name not in found:
            missing.append(question.name)
            notes.append(f"{question.name}: no cell answers it. `course reset` gives a fresh copy")
            cell.source = stub(cell.source)
        else:
            code, magics = without_cell_magics(found[question.name].source)
            code, exits = without_exits(code)
            idle = [*magics, *exits]
            notes += [f"{question.name}: `{line}` does not run when graded" for line in idle]
            above = _number_above(found[question.name], learner, own)
            lines = [statement for _, statement in own]
            needed = helpers(code, lines, provided[question.name], above)
            cell.source = without_markers("\n".join([*needed, code]))
        cell.outputs, cell.execution_count = [], None
        for number in question.hidden:
            hidden = notebook.cells[number]
            hidden.source = probe_source(question.name, hidden)
    return Rebuilt(notebook, notes, missing)


def probe_source(name: str, hidden: NotebookNode) -> str:
    """A hidden cell's code, for the seed that it has and the draws that its output names."""
    draws = draws_in(printed(hidden))
    if draws is None:
        raise NotebookError(f"{name}: the solution's hidden cell {hidden.id} was not executed")
    return (
        "from course_utils.grading import probe\n\n"
        f"probe({name}={name}, seed={seed_of(hidden.source)}, draws={draws})"
    )


def _answers(
    master: NotebookNode, questions: list[QuestionCells], learner: NotebookNode, notes: list[str]
) -> dict[str, NotebookNode]:
    """The learner's answer cell of each question that has one."""
    given = _given(master)
    code = [c for c in learner.cells if c.cell_type == "code" and c.source not in given]
    found = {}
    for question in questions:
        own_id = master.cells[question.answer].id
        in_place = [cell for cell in code if _is_place(cell, own_id, question.name)]
        standing = [
            cell
            for cell in code
            if question.name in defined_names(cell.source)
            and not leaves_undone(cell.source, question.name)
            and not _is_stub(cell.source, master, question)
        ]
        tried = [cell for cell in in_place if not _is_stub(cell.source, master, question)]
        if standing:
            found[question.name] = standing[-1]
            if not _is_place(standing[-1], own_id, question.name):
                where = first_line(standing[-1])
                notes.append(f"{question.name}: answered in another cell, `{where}`")
            if len(standing) > 1:
                notes.append(f"{question.name}: {len(standing)} cells define it. The last counts")
        elif in_place:
            found[question.name] = (tried or in_place)[-1]
        for cell in learner.cells:
            if question.name not in found and cell.id == own_id and cell.cell_type != "code":
                notes.append(f"{question.name}: its cell is {cell.cell_type}. Make it a code cell")
    return found


def _is_place(cell: NotebookNode, own_id: str, question: str) -> bool:
    """Whether a cell is a question's answer cell: by its id, or by what its metadata says."""
    return cell.id == own_id or (
        "answer" in tags(cell) and course_metadata(cell).get("question") == question
    )


def _is_stub(source: str, master: NotebookNode, question: QuestionCells) -> bool:
    return source.strip() in ("", stub(master.cells[question.answer].source).strip())


def _given(master: NotebookNode) -> frozenset[str]:
    """The code that a release gives to everybody."""
    return frozenset(
        cell.source
        for cell in released(master, "").cells
        if cell.cell_type == "code" and "answer" not in tags(cell)
    )


def _given_above(master: NotebookNode, answers: list[str]) -> dict[str, frozenset[str]]:
    """For each question the names that the exercise gives above it, and all that it asks for."""
    names, found = frozenset(answers), {}
    for cell in master.cells:
        if "answer" in tags(cell):
            found[course_metadata(cell)["question"]] = names
        elif cell.cell_type == "code" and "hidden" not in tags(cell):
            names |= defined_names(cell.source)
    return found


def _own_statements(
    learner: NotebookNode, given: frozenset[str], found: dict[str, NotebookNode]
) -> list[tuple[int, Statement]]:
    """What the learner's cells outside the answers make, less what the release gives; with the
    numbers of their cells."""
    answers = {id(cell) for cell in found.values()}
    provided = {one.text for source in given for one in statements(source)}
    return [
        (number, one)
        for number, cell in enumerate(learner.cells)
        if cell.cell_type == "code" and id(cell) not in answers
        for one in statements(cell.source)
        if one.text not in provided
    ]


def _number_above(
    answer: NotebookNode, learner: NotebookNode, own: list[tuple[int, Statement]]
) -> int:
    place = next(number for number, cell in enumerate(learner.cells) if cell is answer)
    return sum(number < place for number, _ in own)


def first_line(cell: NotebookNode) -> str:
    """The first line of a cell that says something, for naming it."""
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    return (lines[0] if lines else "an empty cell")[:70]
