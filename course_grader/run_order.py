"""The notebook as it is run for a grade: answers and hidden checks first, visible checks last.

A question's visible checks may contain its solution, written another way. So while answers earn
points, the box has the questions without their checks, only with what draws the inputs of probes.
When the last hidden check is done and nothing can be earned any more, the questions' modules are
sent into the kernel, whole, and the visible checks run for the feedback.

Given cells that nothing of this uses are left out (see `needed.py`).
"""

import copy
from collections.abc import Iterable

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from course_grader.sandbox.staged_package import question_sources
from course_grader.value_answers import ask_for_value, is_value
from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cells import question_cells
from course_utils.grading.notebook.needed import not_needed

DELIVERY = "course-visible-checks"


def paper(rebuilt: NotebookNode, *, checks: bool = True) -> NotebookNode:
    """The code cells of a rebuilt notebook that are run for a grade, in their order.

    checks
        Whether the visible checks run in the end.
    """
    notebook, left_out = copy.deepcopy(rebuilt), not_needed(rebuilt)
    questions = question_cells(notebook)
    visible = [notebook.cells[number] for question in questions for number in question.checks]
    hidden = [notebook.cells[number] for question in questions for number in question.hidden]
    others = [c for c in notebook.cells if c.cell_type == "code" and c not in visible + hidden]
    for cell in others:
        cell.metadata, cell.outputs, cell.execution_count = NotebookNode(), [], None
    for question in questions:
        for cell in (notebook.cells[number] for number in question.hidden):
            # that hidden cells are compared is not left to the tags that an author gave them
            cell.metadata, cell.execution_count = NotebookNode(tags=["nbval-check-output"]), 1
            if is_value(question.name):
                ask_for_value(question.name, cell)
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell not in visible and cell.id not in left_out
    ]
    if checks and visible:
        delivery = new_code_cell(_delivery(q.name for q in questions), id=DELIVERY)
        notebook.cells += [delivery, *(new_code_cell(c.source, id=c.id) for c in visible)]
    return notebook


def _delivery(names: Iterable[str]) -> str:
    """Code that puts the questions' modules, with their checks, in place of those without."""
    questions = [found for name in names if (found := find(name))]
    lines = ["import sys, types"]
    for module, source in question_sources(questions).items():
        lines += [
            f"sys.modules[{module!r}] = module = types.ModuleType({module!r})",
            f"exec({source!r}, vars(module))",
        ]
    return "\n".join(lines)
