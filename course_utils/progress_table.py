"""How far a learner is: a row a lesson, for the terminal, a panel and a page."""

import html
import re
from pathlib import Path
from typing import NamedTuple

from nbformat import NotebookNode

from course_utils.grading.notebook.cells import NotebookError, read_notebook
from course_utils.grading.notebook.find import notebooks
from course_utils.progress import read_progress
from course_utils.quizzes import load_quiz, quiz_names

PREDICTION = re.compile(r"= predict\(")


class Row(NamedTuple):
    """One lesson or project: what it takes, and what is done of it, in words."""

    lesson: str
    minutes: str
    predictions: str
    quiz: str
    exercise: str


def progress_rows(folder: Path) -> list[Row]:
    """A row for each lesson, quiz, exercise and project of a course folder.

    "-" is what is there and not begun, "" what a lesson does not have.
    """
    kept = read_progress(folder)
    exercises = {path.stem: path for path in notebooks(folder / "exercises")}
    lessons = {path.stem: _cells(path) for path in notebooks(folder / "notebooks")}
    return [
        Row(
            _name(stem, exercises.get(stem)),
            _minutes(lessons.get(stem, [])),
            _guesses(lessons.get(stem, []), kept.get("predictions", {}).get(stem, {})),
            _right(stem, kept.get("quizzes", {}).get(stem, {})),
            _points(kept.get("exercises", {}).get(stem)) if stem in exercises else "",
        )
        for stem in sorted({*exercises, *quiz_names(), *lessons})
    ]


def progress_html(rows: list[Row]) -> str:
    """The rows as an HTML table."""
    head = "".join(f'<th scope="col">{name}</th>' for name in Row._fields)
    body = "".join(
        f'<tr><th scope="row">{html.escape(row.lesson).replace("_", "_<wbr>")}</th>'
        + "".join(f"<td>{html.escape(v)}</td>" for v in row[1:])
        + "</tr>"
        for row in rows
    )
    table = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return f'<table class="course-progress">{table}</table>'


def progress_page(rows: list[Row]) -> str:
    """The table as a page of its own, which loads and runs nothing."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Shared Space: your progress</title>
<style>
:root {{ color-scheme: light dark; background: Canvas; color: CanvasText }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto;
       padding: 0 1rem; overflow-wrap: anywhere }}
th, td {{ text-align: left; vertical-align: top; padding: 0.1rem 1rem 0.1rem 0 }}
td, th {{ overflow-wrap: break-word }}
@media (max-width: 30em) {{ table {{ font-size: 72% }} th, td {{ padding-right: 0.4rem }} }}
</style>
</head>
<body>
<main>
<h1>Your progress</h1>
{progress_html(rows)}
</main>
</body>
</html>
"""


def _cells(path: Path) -> list[NotebookNode]:
    """A notebook's cells; none where it is damaged."""
    try:
        return read_notebook(path).cells
    except NotebookError:
        return []


def _name(stem: str, exercise: Path | None) -> str:
    """A lesson goes by its file's name, a project by its number and its title."""
    if not stem.startswith("p") or exercise is None:
        return stem
    head = _cells(exercise)[:1]
    title = re.match(r"# Project \d+ · (.+)", head[0].source) if head else None
    return f"{stem.split('_')[0]} {title[1]}" if title else stem


def _minutes(cells: list[NotebookNode]) -> str:
    """What the lesson's own head says that it takes."""
    said = re.search(r"About (\d+) minutes", "\n".join(cell.source for cell in cells[:2]))
    return said[1] if said else ""


def _guesses(cells: list[NotebookNode], made: dict[str, str]) -> str:
    asked = {cell.id for cell in cells if PREDICTION.search(cell.source)}
    done = len(asked & made.keys())
    return f"{done} of {len(asked)}" if done else "-" * bool(asked)


def _right(stem: str, chosen: dict[str, str]) -> str:
    quiz = load_quiz(stem) if stem in quiz_names() else ()
    given = [option for q in quiz if (option := q.option(chosen.get(q.id)))]
    if not given:
        return "-" if quiz else ""
    return f"{sum(option.right for option in given)} of {len(quiz)}"


def _points(result: dict | None) -> str:
    return f"{result['score']:g} of {result['max_score']:g}" if result else "-"
