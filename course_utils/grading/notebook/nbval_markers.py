"""Answers without a say in how they are graded: nbval's comments, cell magics, exits taken out.

nbval reads a cell's text line by line, with no regard to what is code: a line of a string that
says `# NBVAL_SKIP` skips the cell as well. Such a line is changed so that nbval no longer knows
it and Python computes the same: a comment gets a colon, a string is split in two before the `#`
(neighbouring strings are one). That nothing changed is verified on the syntax tree. Where the code
has none (a syntax error, IPython's own commands) the line gets the colon.
"""

import ast
import re
from functools import cache

from course_utils.grading.notebook.cell_names import UNREADABLE

_PREFIXES = ("r", "rb", "rf", "br", "fr", "R", "Rb", "rB", "f", "b", "")
_QUOTES = ('"""', "'''", '"', "'")


def without_markers(source: str) -> str:
    """The same code with no line that nbval takes for an instruction."""
    start = 0
    while (place := _next_marker(source, start)) is not None:
        source = _disarmed(source, place)
        start = place
    return source


def _next_marker(source: str, start: int) -> int | None:
    """Where the first `#` of the next line stands that nbval (find_comment_markers) would obey."""
    offset = 0
    for line in source.splitlines(keepends=True):
        stripped = line.strip()
        hashes = re.match(r"#+", stripped)
        if hashes and is_marker(stripped.lstrip("#").strip()):
            place = offset + line.index("#")
            if place >= start:
                return place
        offset += len(line)
    return None


def is_marker(comment: str) -> bool:
    """Whether nbval knows this comment: a word in capitals, which few are."""
    return re.fullmatch("[A-Z_]+", comment) is not None and comment in _markers()


@cache
def _markers() -> frozenset[str]:
    from nbval.plugin import comment_markers  # with pytest and coverage, for a quarter of a second

    return frozenset(comment_markers)


def _disarmed(source: str, place: int) -> str:
    before = source[:place]
    hashes = re.match(r"#+", source[place:])[0]
    after = source[place + len(hashes) :]
    as_comment = f"{before}{hashes}:{after}"
    tree = _tree(source)
    if tree is None:
        return as_comment
    in_two = [
        f"{before}{quote} {prefix}{quote}{hashes}{after}"
        for prefix in _PREFIXES
        for quote in _QUOTES
    ]
    return next((code for code in (as_comment, *in_two) if _tree(code) == tree), as_comment)


def _tree(source: str) -> str | None:
    try:
        return ast.dump(ast.parse(source))
    except UNREADABLE:
        return None


def without_cell_magics(source: str) -> tuple[str, list[str]]:
    """The code with the `%%` lines at its top as comments, and those lines.

    `%%time` over an answer is harmless and its code counts as it stands; `%%script true` would
    have kept it from running. Lines further down (`%matplotlib`, `!pip`) are left alone.
    """
    lines = source.splitlines(keepends=True)
    magics = []
    for i, line in enumerate(lines):
        if line.lstrip().startswith("%%"):
            magics.append(line.strip())
            lines[i] = "# " + line.lstrip()
        elif line.strip():
            break
    return "".join(lines), magics


def without_exits(source: str) -> tuple[str, list[str]]:
    """The code with `exit()` and `quit()` at its top level as `pass`, and those calls.

    They end a kernel some time after their cell, in the middle of whatever is asked then. What
    stands behind them in their own cell runs in any case.

    >>> without_exits("x = 1\\nexit()\\ny = 2")
    ('x = 1\\npass\\ny = 2', ['exit()'])
    """
    try:
        body = ast.parse(source).body
    except UNREADABLE:
        return source, []
    starts = [0, *(line.end() for line in re.finditer(r"\r\n?|\n", source))]
    exits = []
    for node in reversed(body):
        code = ast.unparse(node) if isinstance(node, ast.Expr) else ""
        if code.removesuffix("()") in ("exit", "quit") and node.col_offset == 0:
            start = starts[node.lineno - 1]
            source = f"{source[:start]}pass{source[start + node.end_col_offset :]}"
            exits.append(code)
    return source, exits
