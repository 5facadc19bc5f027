"""The committed notebooks pass the gates, and each gate refuses what it is there to refuse."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course_utils.grading.notebook.find import notebooks
from tests.notebooks import gates

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SOLUTIONS = sorted((ROOT / "solutions").glob("*.ipynb"))
EXERCISES = notebooks(ROOT / "exercises")
COUNTED = {"notebooks": 11, "solutions": 13, "exercises": 13}


def test_all_notebooks_are_there():
    found = {"notebooks": LESSONS, "solutions": SOLUTIONS, "exercises": EXERCISES}
    assert {name: len(paths) for name, paths in found.items()} == COUNTED
    assert {p.stem for p in SOLUTIONS} == {p.stem for p in EXERCISES}


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_a_lesson_passes(path):
    assert gates.problems(path, gates.LESSON) == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_a_lesson_is_short(path):
    assert gates.problems(path, [gates.is_short]) == []


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda p: p.stem)
def test_a_solution_passes(path):
    assert gates.problems(path, gates.SOLUTION) == []


@pytest.mark.parametrize("path", EXERCISES, ids=lambda p: p.stem)
def test_an_exercise_passes(path):
    assert gates.problems(path, gates.EXERCISE) == []


FIGURE = new_output("display_data", data={"image/png": "iVBORw0KGgo="})
IN_WORDS = new_output("display_data", data={"text/html": '<img alt="A" src="data:image/png;,">'})


def run(source, *outputs, count=1, **metadata):
    return new_code_cell(source, execution_count=count, outputs=list(outputs), metadata=metadata)


def printed(text):
    return new_output("stream", name="stdout", text=text)


VIEW = {gates.WIDGET: {"model_id": "0"}}
LONE_VIEW = new_output("display_data", data=VIEW)
STILL_AND_VIEW = new_output("display_data", data={**VIEW, "text/html": "course-still"})
STILL = new_output("display_data", data={"text/html": '<div class="course-still">'})

BAD = {
    "never run": (gates.was_run, [new_code_cell("1")]),
    "run twice": (gates.was_run, [run("1", count=2)]),
    "out of order": (gates.was_run, [run("1", count=2), run("2", count=1)]),
    "an error": (gates.was_run, [run("x", new_output("error", ename="NameError", evalue="x"))]),
    "no alt text": (gates.images_have_alt_text, [run("plot()", FIGURE)]),
    "no alt in Markdown": (gates.images_have_alt_text, [new_markdown_cell("![](a.png)")]),
    "no alt in HTML": (gates.images_have_alt_text, [new_markdown_cell('<img src="a.png">')]),
    "stored without alt text": (
        gates.images_have_alt_text,
        [run("plot()", FIGURE, alt="A curve that rises from left to right")],
    ),
    "a still of no cell's words": (gates.images_have_alt_text, [run("plot()", IN_WORDS)]),
    "no alt in an output": (
        gates.images_have_alt_text,
        [run("x", new_output("display_data", data={"text/html": '<img src="a.png">'}))],
    ),
    "no still": (gates.widgets_have_stills, [run("quiz()", LONE_VIEW)]),
    "a still in the view": (gates.widgets_have_stills, [run("quiz()", STILL, STILL_AND_VIEW)]),
    "a leaked path": (gates.names_no_machine, [run("f", printed("in /home/ada/course/x.py"))]),
    "a dead link": (gates.links_resolve, [new_markdown_cell("[next](99_nowhere.ipynb)")]),
    "a wrong name": (gates.names_exist, [new_markdown_cell("`course_utils.progress.reed`")]),
    "a wrong module": (gates.names_exist, [run("from course_utils.similarty import top_k")]),
    "a long cell": (gates.is_small, [run("x = 1\n" * 21)]),
    "a long output": (gates.is_small, [run("x", printed("x\n" * 61))]),
    "no measured time": (gates.keeps_its_budget, [run("x")]),
    "nothing checked": (gates.is_checked, [run("x")]),
    "no shape": (gates.has_the_shape_of_a_lesson, [run("x")]),
}


@pytest.mark.parametrize(("gate", "cells"), BAD.values(), ids=BAD)
def test_a_bad_notebook_is_refused(gate, cells, tmp_path):
    path = tmp_path / "01_bad.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    assert gates.problems(path, [gate])


def test_wrong_minutes_are_refused(tmp_path):
    path = tmp_path / "00_start_here.ipynb"  # five quiz questions
    words = "**About 10 minutes.** " + "word " * 700
    nbformat.write(new_notebook(cells=[new_markdown_cell(words), run("x\n" * 10)]), path)
    assert gates.problems(path, [gates.says_its_minutes]) == []
    nbformat.write(new_notebook(cells=[new_markdown_cell(words), run("x\n" * 60)]), path)
    assert gates.problems(path, [gates.says_its_minutes])


def test_a_long_lesson_is_refused(tmp_path):
    path = tmp_path / "00_start_here.ipynb"  # five quiz questions
    nbformat.write(new_notebook(cells=[run("x") for _ in range(45)]), path)
    assert gates.problems(path, [gates.is_short]) == []
    nbformat.write(new_notebook(cells=[run("x") for _ in range(46)]), path)
    assert gates.problems(path, [gates.is_short]) == ["it has 46 cells; 45 is the most"]
    nbformat.write(new_notebook(cells=[new_markdown_cell("word " * 12_001)]), path)
    assert gates.problems(path, [gates.is_short]) == ["it takes 70 minutes; 60 is the most"]


def test_a_slow_notebook_is_refused(tmp_path):
    path = tmp_path / "01_slow.ipynb"
    nbformat.write(new_notebook(cells=[], metadata={"course": {"run_seconds": 61}}), path)
    assert gates.problems(path, [gates.keeps_its_budget])


def test_a_huge_notebook_is_refused(tmp_path):
    path = tmp_path / "01_huge.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("x" * 1_000_001)]), path)
    assert gates.problems(path, [gates.is_small])


def test_a_good_notebook_is_let_through(tmp_path):
    path = tmp_path / "01_good.ipynb"
    cells = [
        run("plot()", IN_WORDS, alt="A curve that rises from left to right"),
        run("2", count=2),
    ]
    nbformat.write(new_notebook(cells=cells), path)
    assert gates.problems(path, gates.EVERY) == []
    nbformat.write(new_notebook(cells=[run("quiz()", STILL, LONE_VIEW)]), path)
    assert gates.problems(path, [gates.widgets_have_stills]) == []
