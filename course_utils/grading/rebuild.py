"""The notebook that is graded: the solution notebook with a learner's answers in it.

Of the learner's file only the code of answer cells is taken. Checks, hidden cells, given code,
tags, metadata, kernel and stored outputs are the solution's, so nothing that was skipped, deleted,
edited or saved there plays a part. Hidden cells keep the solution's output: it is what they are
compared with.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from course_utils.grading.authoring import (
    NotebookError,
    QuestionCells,
    printed,
    question_cells,
    seed_of,
    tags,
)
from course_utils.grading.names import defined_names, used_names
from course_utils.grading.neutral import without_cell_magics, without_markers
from course_utils.grading.probes import draws_in
from course_utils.grading.release import released, stub

NOT_GRADED = "this cell is not graded: move it into an answer cell"


@dataclass
class Rebuilt:
    """A notebook to run, what to tell the learner, and the questions that have no answer cell."""

    notebook: NotebookNode
    notes: list[str]
    missing: list[str]


def rebuild(master: NotebookNode, learner: NotebookNode) -> Rebuilt:
    """Put a learner's answers into a copy of the (executed) solution notebook.

    An answer is the cell of the same id, or else the first code cell that defines its name. Where
    there is none, the stub stands in. Raises NotebookError when the master was not executed. The
    learner's code is parsed but not run; parse a stranger's in a process with limits.
    """
    notebook, notes, missing = copy.deepcopy(master), [], []
    questions = question_cells(master)
    found = _answers(master, questions, learner, notes)
    for question in questions:
        cell = notebook.cells[question.answer]
        if question.name not in found:
            missing.append(question.name)
            notes.append(f"{question.name}: no cell answers it. `course reset` gives a fresh copy")
            cell.source = stub(cell.source)
        else:
            code, magics = without_cell_magics(found[question.name].source)
            notes += [f"{question.name}: `{magic}` does not run when graded" for magic in magics]
            cell.source = without_markers(code)
        cell.outputs, cell.execution_count = [], None
        for number in question.hidden:
            hidden = notebook.cells[number]
            hidden.source = probe_source(question.name, hidden)
    notes += _not_graded(master, learner, found)
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
    code = [cell for cell in learner.cells if cell.cell_type == "code"]
    ids = {master.cells[question.answer].id for question in questions}
    others = [cell for cell in code if cell.id not in ids]
    found = {}
    for question in questions:
        of_id = [cell for cell in code if cell.id == master.cells[question.answer].id]
        by_name = [cell for cell in others if question.name in defined_names(cell.source)]
        if len(of_id) > 1:
            notes.append(f"{question.name}: {len(of_id)} cells have its id. The first one counts")
        if of_id and (not by_name or _attempts(of_id[0].source, master, question)):
            found[question.name] = of_id[0]
        elif by_name:
            found[question.name] = by_name[0]
            notes.append(f"{question.name}: answered in another cell, `{first_line(by_name[0])}`")
    return found


def _attempts(source: str, master: NotebookNode, question: QuestionCells) -> bool:
    """Whether an answer cell was written in: it is not the stub, and it may define the name."""
    if source.strip() == stub(master.cells[question.answer].source).strip():
        return False
    names = defined_names(source)
    return question.name in names or (not names and question.name in source)


def _not_graded(
    master: NotebookNode, learner: NotebookNode, found: dict[str, NotebookNode]
) -> Iterator[str]:
    """A note for each cell outside the answers that defines a name which an answer uses."""
    given = {
        cell.id: defined_names(cell.source)
        for cell in master.cells
        if not {"answer", "check", "hidden"} & set(tags(cell))
    }
    answers = {id(cell) for cell in found.values()}
    stubs = {cell.source.strip() for cell in released(master, "").cells if "answer" in tags(cell)}
    for cell in learner.cells:
        if cell.cell_type != "code" or id(cell) in answers or cell.source.strip() in stubs:
            continue
        names = defined_names(cell.source) - given.get(cell.id, set())
        for question, answer in found.items():
            if wanted := sorted(names & (used_names(answer.source) | {question})):
                yield f"{question} uses {', '.join(wanted)} from `{first_line(cell)}`: {NOT_GRADED}"


def first_line(cell: NotebookNode) -> str:
    """The first line of a cell that says something, for naming it."""
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    return (lines[0] if lines else "an empty cell")[:70]
