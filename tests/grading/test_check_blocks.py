"""The lines of a check are independent: one that fails takes nothing from the next."""

import ast
from pathlib import Path

import pytest

import course_utils.grading.questions as questions

FILES = sorted(Path(questions.__path__[0]).glob("[!_]*/[!_]*.py"))
# Where the first block fails, what stands between the blocks fails with it, and ends the check.
TOLD_ONCE = {"plan"}


def blocks(function):
    """The `with holds(...)` statements of a question."""
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.With)
        and getattr(getattr(node.items[0].context_expr, "func", None), "id", "") == "holds"
    ]


def names(nodes, context):
    found = (n for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name))
    return {n.id for n in found if isinstance(n.ctx, context)}


def borrowed(source):
    """Names that a block takes from another one, which may not have come so far."""
    found = set()
    for function in ast.parse(source).body:
        if not isinstance(function, ast.FunctionDef):
            continue
        every = blocks(function)
        inside = {id(n) for block in every for n in ast.walk(block)}
        outside = [n for n in ast.walk(function) if isinstance(n, ast.Name) and id(n) not in inside]
        free = names(outside, ast.Store)
        for block in every:
            others = names([b for b in every if b is not block], ast.Store)
            own = names([block], ast.Store)
            found |= (names([block], ast.Load) & others) - own - free
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_line_of_a_check_needs_another(path):
    assert path.stem in TOLD_ONCE or borrowed(path.read_text(encoding="utf-8")) == set()


def test_what_is_borrowed_is_found():
    block = "    with holds('{}'):\n        {}\n"
    first, second = block.format("a", "why = 'x'"), block.format("b", "print(why)")
    assert borrowed(f"def q(answer, holds):\n{first}{second}") == {"why"}
    assert borrowed(f"def q(answer, holds):\n    why = 'x'\n{first}{second}") == set()
    assert borrowed(f"def q(answer, holds):\n{first}") == set()
