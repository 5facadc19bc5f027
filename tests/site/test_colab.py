"""The edition for Colab: one cell more, which installs where the course is missing."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from course_utils.grading.notebook.find import notebooks
from tests.site.conftest import ROOT

TOOL = ROOT / "tools" / "site" / "colab.py"
FOLDERS = ("notebooks", "exercises")


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The folder of the edition of the repository ada/course."""
    out = tmp_path_factory.mktemp("colab")
    command = [sys.executable, str(TOOL), "ada/course", "--out", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    return out


@pytest.fixture
def run(edition, tmp_path, monkeypatch):
    """A function that runs a folder's first cell, in a new folder; what it asked of IPython."""

    def first_cell(folder):
        asked = []

        def system(command):
            asked.append(f"!{command}")
            (tmp_path / "course" / folder).mkdir(parents=True)

        shell = SimpleNamespace(
            system=system, run_line_magic=lambda *what: asked.append(" ".join(what))
        )
        monkeypatch.chdir(tmp_path)
        path = next((edition / folder).glob("01_*.ipynb"))
        cell = nbformat.read(path, as_version=4).cells[0]
        code = TransformerManager().transform_cell(cell.source)
        exec(code, {"get_ipython": lambda: shell})
        return asked

    return first_cell


def test_every_lesson_and_exercise_has_one_cell_more_and_is_else_the_same(edition):
    for folder in FOLDERS:
        for path in notebooks(ROOT / folder):
            first, *rest = nbformat.read(edition / folder / path.name, as_version=4).cells
            assert first.id == "colab"
            assert rest == nbformat.read(path, as_version=4).cells


@pytest.mark.parametrize("folder", FOLDERS)
def test_where_the_course_is_missing_the_cell_installs_it_and_goes_into_its_folder(
    run, folder, monkeypatch, tmp_path
):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert run(folder) == [
        'pip install --quiet "git+https://github.com/ada/course"',
        "!course init course",
    ]
    assert Path.cwd().samefile(tmp_path / "course" / folder)


def test_where_the_course_is_there_the_cell_does_nothing(run, tmp_path):
    assert run("notebooks") == []
    assert Path.cwd().samefile(tmp_path)
