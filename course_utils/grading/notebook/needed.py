"""Which of the cells that an exercise gives have to run, where only what answers do counts.

Most given cells show an answer at work or compute for seconds, and what they print is part of no
grade. So one is left out when it has no name in common with what the others need that stay: it
neither binds such a name nor mentions one, since what is mentioned may be changed. Exempt are
builtins, the answers' names and what is imported: they are used, not changed. The code is read,
never run; where it may find names in ways that cannot be read, all cells stay.
"""

import ast
import builtins
import copy
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from nbformat import NotebookNode

from course_utils.grading.notebook.cell_names import UNREADABLE, bound_and_mentioned, plain_python
from course_utils.grading.notebook.cells import question_cells

# What reaches a notebook's names without writing them down.
_ROUNDABOUT = frozenset(
    {
        *("globals", "locals", "vars", "dir", "eval", "exec", "compile", "__import__"),
        *("get_ipython", "In", "Out", "__main__", "sys", "gc", "inspect", "importlib", "builtins"),
        *("__globals__", "__dict__", "f_globals"),
    }
)


def not_needed(notebook: NotebookNode) -> set[str]:
    """The ids of a rebuilt notebook's given cells that need not run; of a solution's just so."""
    questions = question_cells(notebook)
    of_questions = {notebook.cells[number].id for q in questions for number in q.cells}
    code = {cell.id: cell.source for cell in notebook.cells if cell.cell_type == "code"}
    return unneeded(code, code.keys() - of_questions, [question.name for question in questions])


def unneeded(
    cells: Mapping[str, str], given: Collection[str], answers: Collection[str]
) -> set[str]:
    """The keys of the given cells that need not run.

    cells
        The code of all cells.
    given
        The keys of those that may be left out.
    answers
        The names that the exercise asks for.

    >>> cells = dict(a="x = 1", b="y = x", f="def f(z): return z + y", demo="z = f(2)")
    >>> unneeded(cells, given=["a", "b", "demo"], answers=["f"])
    {'demo'}
    """
    try:
        code = {key: _read(source) for key, source in cells.items()}
    except UNREADABLE:
        return set()
    left = set(given)
    counting = [code[key] for key in cells if key not in left]
    if any(one.words & _ROUNDABOUT for one in counting) or any(
        "*" in c.words for c in code.values()
    ):
        return set()
    exempt = {*dir(builtins), *answers}.union(*(one.imported for one in code.values()))
    own = {key: code[key].bound | code[key].mentioned - exempt for key in left}
    wanted = frozenset().union(*(one.needed for one in counting))
    while staying := {key for key in left if own[key] & wanted}:
        left -= staying
        wanted = wanted.union(*(code[key].needed for key in staying))
    return left


class _Code(NamedTuple):
    """What is read of a cell's code, each a set of names."""

    bound: frozenset[str]
    """What it binds, and what it calls for its effect alone."""
    mentioned: frozenset[str]
    needed: frozenset[str]
    """What it uses before it has bound it."""
    imported: frozenset[str]
    words: frozenset[str]
    """All names, attributes, and parts of what is imported."""


@lru_cache(maxsize=1024)  # what is given is the same for all who hand in
def _read(source: str) -> _Code:
    tree = ast.parse(plain_python(source))
    bound, mentioned = bound_and_mentioned(ast.unparse(tree))
    needed = frozenset(_needs(tree.body, set()))
    return _Code(bound | _settings(tree), mentioned, needed, _imported(tree), _words(tree))


def _needs(body: Iterable[ast.stmt], bound: set[str]) -> Iterator[str]:
    """The names that statements use before they have bound them; adds what they bind to `bound`."""
    for node in body:
        blocks = [getattr(node, name, []) for name in ("body", "orelse")]
        if not isinstance(node, ast.For | ast.While | ast.If | ast.With):
            blocks = []
        head = copy.copy(node)
        if blocks:
            head.body, head.orelse = [ast.Pass()], []
        names, mentioned = bound_and_mentioned(ast.unparse(head))
        itself = names if isinstance(node, ast.FunctionDef | ast.ClassDef) else frozenset()
        yield from mentioned - bound - itself
        for block in blocks:
            yield from _needs(block, bound | names)
        if not isinstance(node, ast.If | ast.For | ast.While | ast.Try):  # those may bind nothing
            bound |= names


def _words(tree: ast.AST) -> frozenset[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            parts = [getattr(node, "module", "") or "", *(alias.name for alias in node.names)]
            found.update(".".join(parts).split("."))
    return frozenset(found)


def _imported(tree: ast.AST) -> frozenset[str]:
    return frozenset(
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    )


def _settings(tree: ast.AST) -> set[str]:
    """What is called for its effect alone, and on nothing: `np` in a line `np.random.seed(0)`."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
            found |= set(names if len(names) == 1 else ())
    return found
