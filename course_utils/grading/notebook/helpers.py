"""What an answer uses of a learner's own cells: functions, classes, imports, plain assignments.

The code is read, never run. Only whole statements at the top of a cell come along, so that a
scratch cell's prints and loops do not.
"""

import ast
from collections.abc import Iterable

from course_utils.grading.notebook.cell_names import UNREADABLE, defined_names, used_names

_BINDING = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
    *(ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign),
)


def statements(source: str) -> list[str]:
    """The text of each statement at the top of a cell that binds a name.

    >>> statements("import math\\nprint(1)\\ndef f(x):\\n    return math.sqrt(x)")
    ['import math', 'def f(x):\\n    return math.sqrt(x)']
    """
    try:
        tree = ast.parse(source)
    except UNREADABLE:
        return []
    lines = source.splitlines()
    return [
        "\n".join(lines[_first_line(node) - 1 : node.end_lineno])
        for node in tree.body
        if isinstance(node, _BINDING)
    ]


def _first_line(node: ast.stmt) -> int:
    return min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])


def helpers(answer: str, own: Iterable[str], given: frozenset[str]) -> list[str]:
    """The statements of `own` that an answer needs, in their order, and those that these need.

    own
        The learner's statements; of two that bind one name the last one stands.
    given
        Names that the exercise provides: they stay as they are.
    """
    own = list(own)
    last = {name: place for place, text in enumerate(own) for name in defined_names(text)}
    wanted, taken = [answer], set()
    while wanted:
        for name in used_names(wanted.pop()) - given:
            if name in last and last[name] not in taken:
                taken.add(last[name])
                wanted.append(own[last[name]])
    return [own[place] for place in sorted(taken)]


def leaves_undone(source: str, name: str) -> bool:
    """Whether the last definition of `name` in a cell is still a stub: `...` or an empty body."""
    try:
        body = ast.parse(source).body
    except UNREADABLE:
        return False
    found = [node for node in body if _binds(node, name)]
    return bool(found) and _is_stub(found[-1])


def _binds(node: ast.stmt, name: str) -> bool:
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    target = getattr(node, "target", None)
    return getattr(node, "name", None) == name or getattr(target, "id", None) == name


def _is_stub(node: ast.stmt) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return all(map(_does_nothing, node.body))
    return _is_ellipsis(getattr(node, "value", None))


def _does_nothing(node: ast.stmt) -> bool:
    if isinstance(node, ast.Return):
        return node.value is None or _is_ellipsis(node.value)
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _is_ellipsis(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...
