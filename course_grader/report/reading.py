"""The part of a project that a person reads: a table a project, a column a criterion."""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode

from course_grader.report.gradebook import no_formula

_CRITERION = re.compile(r"^\| `(\w+)` \| (\d+(?:\.\d+)?) \|", re.M)


def rubric_of(notebook: NotebookNode) -> dict[str, float]:
    """The criteria and their points, as the table in a project's first cell says them.

    Empty for an exercise without such a table.
    """
    first = notebook.cells[0].source if notebook.cells else ""
    return {found[1]: float(found[2]) for found in _CRITERION.finditer(first)}


def read_points(path: Path, rubric: dict[str, float]) -> dict[str, dict[str, float]]:
    """What a reader gave: by learner, the criteria that have a number; none where no file is.

    Raises ValueError with the line for another header, a learner twice, and a number that is none
    or above the points of its criterion.
    """
    if not path.exists():
        return {}
    try:
        table = csv.reader(path.read_text(encoding="utf-8-sig").splitlines())
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8 text") from None
    head, given = _head(rubric), {}
    if next(table, None) != head:
        raise ValueError(f"{path} must begin with the line {','.join(head)}")
    for line, row in enumerate(table, 2):
        if not any(row):
            continue
        if row[0] in given:
            raise ValueError(f"{path}, line {line}: {row[0]!r} is there twice")
        if len(row) > len(head):
            raise ValueError(f"{path}, line {line}: more cells than the first line has")
        cells = zip(rubric, row[1:], strict=False)
        given[row[0]] = {
            name: _points(path, line, name, text, rubric[name]) for name, text in cells if text
        }
    return given


def _points(path: Path, line: int, name: str, text: str, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= most:
        raise ValueError(f"{path}, line {line}: {name} is {text!r}, no number from 0 to {most:g}")
    return number


def reading_table(
    rubric: dict[str, float], given: dict[str, dict[str, float]], learners: Iterable[str]
) -> bytes:
    """The table with a row for each learner: what was given stays, the rest is empty to fill."""
    rows = given | {as_written(who): given.get(as_written(who), {}) for who in learners}
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_head(rubric))
    for learner, points in sorted(rows.items()):
        cells = [f"{points[name]:g}" if name in points else "" for name in rubric]
        table.writerow([learner, *cells])
    return text.getvalue().encode()


def as_written(learner: str) -> str:
    """A learner's name as it stands in the table, where no spreadsheet takes it for a formula."""
    return no_formula(learner)


def _head(rubric: dict[str, float]) -> list[str]:
    return ["learner", *(f"{name} (of {points:g})" for name, points in rubric.items())]
