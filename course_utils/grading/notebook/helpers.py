"""What an answer uses of a learner's own cells: all that gives a name the value it has there.

The code is read, never run. Only whole lines at the top of a cell come along, and only those that
make a value, so that a scratch cell's prints do not.
"""

import ast
import builtins
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from course_utils.grading.notebook.cell_names import (
    UNREADABLE,
    defined_names,
    plain_python,
    used_names,
)
from course_utils.grading.notebook.nbval_markers import without_cell_magics

_IMPORT = (ast.Import, ast.ImportFrom)
_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BLOCK = (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.Match, ast.Delete)
_STAR = "*"
_BUILTIN = frozenset(dir(builtins))


@dataclass(frozen=True)
class Statement:
    """What stands on lines of its own at the top of a cell, and the names that it is about."""

    text: str
    sets: frozenset[str]
    """Names that it gives a value, whatever they had before."""
    changes: frozenset[str]
    """Names whose value it makes of the one before, or may leave: `x += 1`, `x[0] = 1`, an `if`."""
    imports: bool = False


def statements(source: str) -> list[Statement]:
    """The statements at the top of a cell that make names' values; IPython's own as its calls.

    >>> [one.text for one in statements("import math\\nprint(1)\\ndef f(x):\\n    return x")]
    ['import math', 'def f(x):\\n    return x']
    >>> [sorted(one.changes) for one in statements("x = 1\\nx += 1\\nx.y[0] = 2\\nx.sort()")]
    [[], ['x'], ['x'], ['x']]
    """
    try:
        code = plain_python(without_cell_magics(source)[0])
        tree = ast.parse(code)
        made = [_read(node) for node in tree.body]
    except UNREADABLE:
        return []
    lines = re.split(r"\r\n?|\n", code)  # as Python counts them: texts have other separators too
    found, start, end = [], 0, 0
    for node, one in zip(tree.body, made, strict=True):
        first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
        if first == end:  # behind a semicolon
            one, first = _both(found.pop(), one), start
        start, end = first, node.end_lineno
        found.append(replace(one, text="\n".join(lines[start - 1 : end])))
    return [one for one in found if one.sets or one.changes]


def _both(one: Statement, then: Statement) -> Statement:
    sets, changes = one.sets | (then.sets - one.changes), one.changes | (then.changes - one.sets)
    return Statement("", sets, changes, one.imports and then.imports)


def _read(node: ast.stmt) -> Statement:
    binds = defined_names(ast.unparse(node))
    if isinstance(node, _IMPORT):
        star = {_STAR} & {alias.name for alias in node.names}
        return Statement("", binds | star, frozenset(), imports=True)
    if isinstance(node, _DEFINITION):
        return Statement("", binds, frozenset())
    if isinstance(node, _BLOCK):
        changed = {name for part in ast.walk(node) for name in _changed(part)}
        return Statement("", frozenset(), binds | changed)
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    used = {name.id for name in names if isinstance(name.ctx, ast.Load)}
    changed = frozenset(_changed(node)) | (binds & used)
    return Statement("", binds - changed, changed)


def _changed(node: ast.AST) -> Iterator[str]:
    """Names of which a simple statement changes a part: an item, an attribute, or by a method.

    Of a method, too, whose argument it is: `np.fill_diagonal(table, 0)`.
    """
    if isinstance(node, ast.Expr):
        call = node.value
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
            return
        yield from (part.id for part in call.args if isinstance(part, ast.Name))
        targets = [call.func]
    else:
        targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    for target in [part for t in targets for part in getattr(t, "elts", [t])]:
        root = target
        while isinstance(root, ast.Subscript | ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name) and (root is not target or isinstance(node, ast.AugAssign)):
            yield root.id


def helpers(answer: str, own: Sequence[Statement], given: frozenset[str], above: int) -> list[str]:
    """The statements of `own` that an answer needs, in their order, and those that these need.

    own
        The learner's statements, of which the first `above` stand above the answer.
    given
        Names that the exercise provides: they stay as they are.
    """
    wanted, taken = [answer], set()
    while wanted:
        for name in used_names(wanted.pop()) - given:
            found = _makers(name, own, above)
            if not found and name not in _BUILTIN:
                found = [place for place, one in enumerate(own) if _STAR in one.sets]
            fresh = set(found) - taken
            taken |= fresh
            wanted += [own[place].text for place in fresh]
    return [own[place].text for place in sorted(taken)]


def _makers(name: str, own: Sequence[Statement], above: int) -> list[int]:
    """The places of the last statement that sets a name, and of those that change it after that.

    Below an answer a change counts only where the name was not there above it: what a learner goes
    on to do with a value is no part of what the answer was tried with.
    """
    setting = [place for place, one in enumerate(own) if name in one.sets]
    last = setting[-1] if setting else -1
    if setting and own[last].imports:
        return [last]
    changing = [place for place, one in enumerate(own) if name in one.changes and place > last]
    changing_above = [place for place in changing if place < above]
    if changing_above or 0 <= last < above:
        changing = changing_above
    return [*setting[-1:], *changing]


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
