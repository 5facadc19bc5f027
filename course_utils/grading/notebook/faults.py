"""What is wrong with a solution notebook, said to its author before it is released."""

from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter
from pkgutil import walk_packages
from types import ModuleType

from nbformat import NotebookNode

from course_utils.grading.kernel.probe import draws_in
from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cell_names import defined_names
from course_utils.grading.notebook.cells import (
    NotebookError,
    QuestionCells,
    printed,
    question_cells,
    seed_of,
    tags,
)
from course_utils.grading.notebook.release import stub

FEWEST_HINTS = 2


def faults(master: NotebookNode) -> Iterator[str]:
    """One sentence for each thing that an author has to mend before the release."""
    for cell_id, times in Counter(cell.id for cell in master.cells).items():
        if times > 1:
            yield f"{times} cells have the id {cell_id}"
    try:
        questions = question_cells(master)
    except NotebookError as error:
        yield str(error)
        return
    if not questions:
        yield "there is no cell with the tag `answer`"
    for question in questions:
        yield from _faults_of(master, question)


def _faults_of(master: NotebookNode, question: QuestionCells) -> Iterator[str]:
    name, answer = question.name, master.cells[question.answer]
    if not isinstance(question.points, (int, float)) or not question.points > 0:
        yield f"{name}: its answer cell needs points, more than 0, in metadata.course"
    found = find(name)
    if found is None:
        yield f"{name}: no file {name}.py in course_utils/grading/questions has that question"
    try:
        if name not in defined_names(stub(answer.source)):
            yield f"{name}: the stub does not define it. Add `### BEGIN STUB` and `# {name} = ...`"
    except NotebookError as error:
        yield f"{name}: {error}"
    if name not in defined_names(answer.source):
        yield f"{name}: the answer does not define it"
    if len(question.checks) != 1:
        yield f"{name}: needs one cell with the tag `check`, found {len(question.checks)}"
    if len(question.hidden) != 1:
        yield f"{name}: needs one cell with the tag `hidden`, found {len(question.hidden)}"
    for number in question.checks + question.hidden:
        cell = master.cells[number]
        if "nbval-check-output" not in tags(cell):
            yield f"{name}: cell {cell.id} needs the tag `nbval-check-output`"
        if cell.execution_count is None:
            yield f"{name}: cell {cell.id} was not run: `make execute` runs the solutions"
    for number in question.checks:
        if master.cells[number].source not in [f"check({form})" for form in _forms(name)]:
            yield f"{name}: its check cell should say `check({name})` or `check({name}={name})`"
    for number in question.hidden:
        yield from _probe_faults(master.cells[number], name)
    for dotted in found.withheld if found else ():
        if not _is_there(dotted):
            yield f"{name}: withholds {dotted}, which is not there"
    if not any("solution-note" in tags(cell) for cell in _until_next(master, question)):
        yield f"{name}: needs a Markdown cell with the tag `solution-note` after its answer"
    hints = sum(c.source.count("<details") for c in _text_above(master, question))
    if hints < FEWEST_HINTS:
        yield f"{name}: has {hints} hints (<details>), {FEWEST_HINTS} are the least"


def _forms(name: str) -> tuple[str, str]:
    return name, f"{name}={name}"


def _is_there(dotted: str) -> bool:
    """Whether a module of the course, or one within it, has that function or class."""
    name, _, inside = dotted.partition(".")
    try:
        home = import_module(f"course_utils.{name}")
    except ImportError:
        return False
    within = walk_packages(getattr(home, "__path__", ()), f"{home.__name__}.")
    modules = [home, *(import_module(found.name) for found in within)]
    return bool(inside) and any(_has(module, inside) for module in modules)


def _has(module: ModuleType, inside: str) -> bool:
    try:
        attrgetter(inside)(module)
    except AttributeError:
        return False
    return True


def _until_next(master: NotebookNode, question: QuestionCells) -> Iterator[NotebookNode]:
    """The cells after an answer, up to the next answer."""
    for cell in master.cells[question.answer + 1 :]:
        if "answer" in tags(cell):
            return
        yield cell


def _probe_faults(cell: NotebookNode, name: str) -> Iterator[str]:
    calls = [f"probe({argument}, seed={seed_of(cell.source)})" for argument in _forms(name)]
    if cell.source not in [f"from course_utils.grading import probe\n\n{call}" for call in calls]:
        yield (
            f"{name}: cell {cell.id} should import probe, leave a line empty and say "
            f"`probe({name}, seed=0)` or `probe({name}={name}, seed=0)`, nothing else"
        )
    elif cell.execution_count is not None and draws_in(printed(cell)) is None:
        yield f"{name}: cell {cell.id} did not print a probe when it was run"


def _text_above(master: NotebookNode, question: QuestionCells) -> Iterator[NotebookNode]:
    """The Markdown cells between an answer and the question before it."""
    for cell in reversed(master.cells[: question.answer]):
        if {"answer", "check", "hidden", "solution-note"} & set(tags(cell)):
            return
        if cell.cell_type == "markdown":
            yield cell
