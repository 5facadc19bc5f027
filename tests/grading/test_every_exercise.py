"""Each exercise and project in a learner's folder: checked, started over, checked again."""

import subprocess
import sys

import pytest

from course_utils.grading.notebook.cells import notebook_bytes, question_cells, read_notebook
from tests.grading import four_ways
from tests.grading.answers import SOLUTIONS

STEMS = sorted(path.stem for path in SOLUTIONS.glob("*.ipynb"))


def course(folder, *words):
    command = [sys.executable, "-m", "course_utils", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("learner") / "my course"
    made = course(folder.parent, "init", str(folder))
    assert made.returncode == 0, made.stderr
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("stem", STEMS)
def test_full_marks_and_back_to_the_start(folder, stem):
    path, short = folder / "exercises" / f"{stem}.ipynb", stem.partition("_")[0]
    fresh, master = path.read_bytes(), read_notebook(SOLUTIONS / f"{stem}.ipynb")
    questions = question_cells(master)
    given = {question.name: master.cells[question.answer].source for question in questions}
    written = notebook_bytes(four_ways.with_answers(read_notebook(path), given))
    path.write_bytes(written)

    checked = course(folder, "check", short)
    full = sum(question.points for question in questions)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"{full} of {full} points. All is right." in checked.stdout

    assert course(folder, "reset", short).returncode == 0
    [kept] = path.parent.glob(f"{stem}.backup-*.ipynb")
    assert (kept.read_bytes(), path.read_bytes()) == (written, fresh)
    checked = course(folder, "check", short)
    assert checked.returncode == 1
    assert f"0 of {full} points" in checked.stdout
