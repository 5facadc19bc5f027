"""A fresh exercise, run from top to bottom as a learner does first of all."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.grading.notebook.find import notebooks
from tests.browser.conftest import ROOT, run_all, tracebacks

EXERCISES = [path.name for path in notebooks(ROOT / "exercises")]


@pytest.mark.parametrize("name", EXERCISES)
def test_a_fresh_exercise_runs_without_a_traceback(open_notebook, name):
    page = open_notebook(f"exercises/{name}")
    run_all(page)
    assert tracebacks(page) == 0
    assert page.get_by_text("not answered yet").count() >= 3


def test_a_traceback_is_noticed(lab, open_notebook):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=[new_code_cell("1 / 0")], metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.folder / "notebooks/wrong.ipynb")
    page = open_notebook("notebooks/wrong.ipynb")
    run_all(page)
    assert tracebacks(page) == 1
