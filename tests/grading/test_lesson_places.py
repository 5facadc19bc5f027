"""Each question names the cell of a lesson that teaches it, and feedback finds its section."""

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_grader.report.lessons import Place, headings, place
from course_utils.grading.notebook.cells import course_metadata, question_cells, read_notebook
from course_utils.grading.notebook.find import notebooks

ROOT = Path(__file__).resolve().parents[2]
LESSONS = ROOT / "notebooks"


@pytest.mark.parametrize("solution", notebooks(ROOT / "solutions"), ids=lambda path: path.stem)
def test_every_question_names_a_cell_that_teaches_it(solution):
    master = read_notebook(solution)
    for question in question_cells(master):
        taught = course_metadata(master.cells[question.answer]).get("lesson", "")
        assert place(taught, LESSONS), f"{question.name}: no lesson has a cell {taught!r}"


def test_a_place_is_words_and_with_a_site_an_address():
    words = "lesson 01, “3 · What does skipping normalization cost?”"
    assert place("01#skip", LESSONS) == Place(words)
    page = "https://example.org/course/notebooks/01_cosine_similarity.html#cell-skip"
    assert place("01#skip", LESSONS, "https://example.org/course/") == Place(words, page)


@pytest.mark.parametrize("taught", ["", "01", "01#", "01#nowhere", "77#skip"])
def test_what_is_not_there_has_no_place(taught):
    assert place(taught, LESSONS) is None


def test_a_cell_stands_under_the_heading_with_which_it_begins_or_the_last_above():
    cells = [
        new_markdown_cell("# 01 · Title\n\n## 1 · First", id="title"),
        new_code_cell("## 9 · no heading", id="code"),
        new_markdown_cell("More of it.\n\n### Second", id="why"),
        new_code_cell("1", id="later"),
        new_markdown_cell("## 3 · Third\n\n## 4 · Fourth", id="begins"),
    ]
    found = headings(new_notebook(cells=cells))
    assert found == {
        "title": "",
        "code": "1 · First",
        "why": "1 · First",
        "later": "Second",
        "begins": "3 · Third",
    }
