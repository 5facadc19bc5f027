"""Marks as gradebooks take them: Canvas, Moodle, and a plain table."""

import csv
import io
from collections.abc import Iterable, Sequence

from course_grader.report.gradebook import no_formula
from course_grader.report.marks import Mark

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def plain_csv(found: Sequence[Mark]) -> bytes:
    """A row a mark, with what was earned, how late it was, and what remains."""
    head = ("learner", "notebook", "status", "earned", "full", "days late", "mark")
    rows = [
        (m.learner, m.notebook, m.status, _two(m.earned), _two(m.full), m.days_late, _two(m.mark))
        for m in found
    ]
    return _table([head, *rows])


def canvas_csv(found: Sequence[Mark]) -> bytes:
    """Canvas's gradebook import: a column an exercise, learners by their login."""
    full = {m.notebook: _two(m.full) for m in found if m.full}
    possible = ("    Points Possible", "", "", "", "", *(full[n] for n in sorted(full)))
    rows = [(who, "", "", who, "", *given) for who, given in _by_learner(found)]
    return _table([(*CANVAS, *sorted(full)), possible, *rows])


def moodle_csv(found: Sequence[Mark]) -> bytes:
    """Moodle's grade import: learners by their username, a column an exercise."""
    rows = [(who, *given) for who, given in _by_learner(found)]
    return _table([("username", *_notebooks(found)), *rows])


def _by_learner(found: Sequence[Mark]) -> Iterable[tuple[str, list[str]]]:
    """Each learner with one cell an exercise, empty where nothing was handed in."""
    given = {(m.learner, m.notebook): _two(m.mark) for m in found}
    notebooks = _notebooks(found)
    for learner in sorted({m.learner for m in found}):
        yield learner, [given.get((learner, notebook), "") for notebook in notebooks]


def _notebooks(found: Sequence[Mark]) -> list[str]:
    """The exercises; what was handed in under another name has no column."""
    return sorted({m.notebook for m in found if m.full})


def _two(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _table(rows: Iterable[Sequence]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([no_formula(str(c)) for c in r] for r in rows)
    return text.getvalue().encode()
