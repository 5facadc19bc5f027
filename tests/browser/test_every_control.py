"""Each lesson from its first cell to its quiz, by the keyboard alone, in both themes.

COURSE_SCREENSHOTS names a folder that keeps a picture of each widget, in both themes.
"""

import json
import os
from pathlib import Path

import pytest

from course_utils.grading.notebook.find import notebooks
from course_utils.quizzes import load_quiz
from tests.browser.axe import faults
from tests.browser.conftest import restart_kernel, run_all, tracebacks
from tests.browser.controls import answer_all, predict_all, run_cells, what_stands_still

ROOT = Path(__file__).parents[2]
LESSONS = [path.stem for path in notebooks(ROOT / "notebooks")]
EXPLORED = [
    path.stem
    for path in notebooks(ROOT / "notebooks")
    if any(f"{name}(" in path.read_text("utf-8") for name in ("explore", "search_box"))
]
THEMES = ("JupyterLab Light", "JupyterLab Dark")
# JupyterLab's own, in 4.x: it asks for files that a fresh server does not have.
NOT_OURS = ("/api/", "favicon", "Failed to load resource")


def listen(page, lab) -> list[str]:
    """What goes wrong on the page from now on: errors, and whatever is asked of another machine."""
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: wrong.append(asked.url) if away(asked.url, lab) else None)
    return wrong


def away(url: str, lab) -> bool:
    ours = (lab.url, lab.url.replace("http", "ws", 1), "data:", "blob:")
    return not url.startswith(ours)


def in_theme(page, theme: str) -> None:
    page.evaluate(
        "theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
    )
    page.wait_for_timeout(1500)


def keep_pictures(page, lesson: str, theme: str) -> None:
    if folder := os.environ.get("COURSE_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        for number, box in enumerate(page.locator(".jp-OutputArea:has(.widget-vbox)").all()):
            box.screenshot(path=Path(folder) / f"{lesson}-{number:02}-{theme.split()[-1]}.png")


def kept(lab, lesson: str, what: str) -> dict:
    return json.loads((lab.folder / "progress.json").read_text())[what].get(lesson, {})


def test_lessons_with_drawings_to_move_are_found():
    assert {"00_start_here", "01_cosine_similarity", "05_ann_retrieval"} <= set(EXPLORED)


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_worked_by_keyboard_and_found_again(lab, open_notebook, lesson):
    page = open_notebook(f"notebooks/{lesson}.ipynb")
    wrong = listen(page, lab)
    run_all(page, seconds=1800)  # a limit for a hang, on a machine that is busy
    assert tracebacks(page) == 0
    moved, still = what_stands_still(page)
    assert still == []
    assert bool(moved) == (lesson in EXPLORED)

    predicted, answered = predict_all(page), answer_all(page)
    assert predicted == len(kept(lab, lesson, "predictions")) >= 2
    assert answered >= len(kept(lab, lesson, "quizzes")) == len(load_quiz(lesson))
    for theme in THEMES:
        in_theme(page, theme)
        keep_pictures(page, lesson, theme)
        assert faults(page, within=".jp-Notebook .jp-OutputArea-output") == []
    in_theme(page, THEMES[0])
    assert [said for said in wrong if not any(part in said for part in NOT_OURS)] == []

    restart_kernel(page)
    run_cells(page, ["setup", "quiz"])
    questions = page.locator(".widget-radio:visible")  # those of cells that did not run are hidden
    questions.first.wait_for(timeout=60_000)
    assert questions.count() >= len(load_quiz(lesson))
    assert questions.locator("input:checked").count() == questions.count()
