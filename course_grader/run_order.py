"""The notebook as it is run for a grade: answers and hidden checks first, visible checks last.

A question's visible checks may contain its solution, written another way. So while answers earn
points, the box has the questions without their checks, only with what draws the inputs of probes.
When the last hidden check is done and nothing can be earned any more, the questions' modules are
sent into the kernel, whole, and the visible checks run for the feedback.
"""

import ast
import copy
import sys
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from course_utils.grading.authoring import question_cells
from course_utils.grading.judged import ask_for_value, is_value
from course_utils.grading.questions import find

DELIVERY = "course-visible-checks"


def paper(rebuilt: NotebookNode) -> NotebookNode:
    """A rebuilt notebook's code cells in the order in which they are run for a grade."""
    notebook = copy.deepcopy(rebuilt)
    questions = question_cells(notebook)
    checks = [notebook.cells[number] for question in questions for number in question.checks]
    hidden = [notebook.cells[number] for question in questions for number in question.hidden]
    others = [c for c in notebook.cells if c.cell_type == "code" and c not in checks + hidden]
    for cell in others:
        cell.metadata, cell.outputs, cell.execution_count = NotebookNode(), [], None
    for question in questions:
        for cell in (notebook.cells[number] for number in question.hidden):
            # that hidden cells are compared is not left to the tags that an author gave them
            cell.metadata, cell.execution_count = NotebookNode(tags=["nbval-check-output"]), 1
            if is_value(question.name):
                ask_for_value(question.name, cell)
    delivery = new_code_cell(_delivery(question.name for question in questions), id=DELIVERY)
    notebook.cells = [
        *(cell for cell in notebook.cells if cell.cell_type == "code" and cell not in checks),
        *([delivery] if checks else []),
        *(new_code_cell(cell.source, id=cell.id) for cell in checks),
    ]
    return notebook


def question_modules(names: Iterable[str]) -> dict[str, str]:
    """The modules in which these questions are written: name and source."""
    modules = {found.checks.__module__ for name in names if (found := find(name))}
    return {
        module: Path(sys.modules[module].__file__).read_text(encoding="utf-8")
        for module in sorted(modules)
    }


def _delivery(names: Iterable[str]) -> str:
    """Code that puts the questions' modules, with their checks, in place of those without."""
    lines = ["import sys, types"]
    for module, source in question_modules(names).items():
        lines += [
            f"sys.modules[{module!r}] = module = types.ModuleType({module!r})",
            f"exec({source!r}, vars(module))",
        ]
    return "\n".join(lines)


def without_checks(source: str) -> str:
    """A module of questions in which no question has checks.

    >>> print(without_checks("@question(inputs=f)\\ndef g(answer, holds):\\n    secret()\\n"))
    @question(inputs=f)
    def g(answer, holds):
        ...
    """
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and _is_question(node):
            node.body = [ast.Expr(ast.Constant(...))]
    return ast.unparse(tree)


def _is_question(node: ast.FunctionDef) -> bool:
    called = [d.func for d in node.decorator_list if isinstance(d, ast.Call)]
    return any(getattr(function, "id", "") == "question" for function in called)
