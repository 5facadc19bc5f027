"""The app of a project as a notebook of its own."""

import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils.app_page import app_page
from course_utils.cli import course
from course_utils.grading.notebook.cells import read_notebook
from tests.notebooks.test_gates import ROOT


def tagged(source, tag, make=new_code_cell, **more):
    return make(source, metadata={"tags": [tag]}, **more)


def test_set_up_answers_and_app_are_the_page_in_their_order():
    cells = [
        new_markdown_cell("# Project", id="title"),
        new_code_cell("import numpy as np", id="setup"),
        tagged("def f(x):\n    return x", "answer"),
        tagged("check(f)", "check"),
        tagged("probe(f)", "hidden"),
        new_code_cell("1 / 0"),
        tagged("# Find", "app", new_markdown_cell),
        tagged("f(1)", "app"),
    ]
    page = app_page(new_notebook(cells=cells))
    assert [(cell.cell_type, cell.source) for cell in page.cells] == [
        ("code", "import numpy as np"),
        ("code", "def f(x):\n    return x"),
        ("code", "%%capture\ncheck(f)"),
        ("markdown", "# Find"),
        ("code", "f(1)"),
    ]


def test_a_notebook_without_an_app_says_so():
    with pytest.raises(ValueError, match="no cell of this notebook has the tag 'app'"):
        app_page(new_notebook(cells=[new_code_cell("1", id="setup")]))


def test_the_first_project_has_an_app_as_it_is_released():
    page = app_page(read_notebook(ROOT / "exercises/p1_retrieval_demo.ipynb"))
    assert page.cells[0].source.startswith("import html")
    assert "app.box" in page.cells[-1].source


def test_without_voila_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = CliRunner().invoke(course, ["app", "p1"])
    assert result.exit_code == 1
    assert 'pip install "shared-space[app]"' in result.output
