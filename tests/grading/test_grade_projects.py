"""Projects as they are handed in: one part alone, pictures beside them, or no notebook."""

import csv
import json
import os
import shutil
import subprocess
import sys

import pytest

from course_utils.grading.notebook.cells import notebook_bytes, question_cells, read_notebook
from course_utils.grading.notebook.release import released
from tests.grading import four_ways
from tests.grading.answers import SOLUTIONS
from tests.grading.sandbox import needs_sandbox

pytestmark = [needs_sandbox, pytest.mark.slow]

STEMS = sorted(path.stem for path in SOLUTIONS.glob("p*.ipynb"))


def words_alone(stem):
    """The starter with all that a reader marks written down and no answer given."""
    notebook = released(read_notebook(SOLUTIONS / f"{stem}.ipynb"), stem)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = cell.source.replace("*...*", "I would take the lower threshold.")
    return notebook_bytes(notebook)


def answers_alone(stem):
    """The starter with the solution's answers and nothing that a reader marks."""
    master = read_notebook(SOLUTIONS / f"{stem}.ipynb")
    given = {
        question.name: master.cells[question.answer].source for question in question_cells(master)
    }
    return notebook_bytes(four_ways.with_answers(released(master, stem), given))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Rows of a class in which each handed in all three projects, by learner and project."""
    folder = tmp_path_factory.mktemp("projects")
    for learner in ("answers", "words", "pictures", "heavy", "no notebook"):
        (folder / "submissions" / learner).mkdir(parents=True)
    for stem in STEMS:
        given, name = answers_alone(stem), f"{stem}.ipynb"
        (folder / "submissions/answers" / name).write_bytes(given)
        (folder / "submissions/words" / name).write_bytes(words_alone(stem))
        (folder / "submissions/pictures" / name).write_bytes(given)
        heavy = json.loads(given) | {"metadata": {"upload": "x" * 9_000_000}}
        (folder / "submissions/heavy" / name).write_text(json.dumps(heavy))
    for learner in ("pictures", "no notebook"):
        upload = folder / "submissions" / learner / "my pictures"
        upload.mkdir()
        for number in range(10):
            (upload / f"{number}.jpg").write_bytes(os.urandom(5_000_000))
    command = [sys.executable, "-m", "course_utils", "grade", str(folder / "submissions")]
    command += ["--out", str(folder / "grades"), "--solutions", str(SOLUTIONS), "--workers", "1"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr[-3000:]
    with (folder / "grades/gradebook.csv").open(encoding="utf-8") as file:
        rows = {(row["learner"], row["notebook"]): row for row in csv.DictReader(file)}
    yield rows
    shutil.rmtree(folder)


@pytest.mark.parametrize("stem", STEMS)
class TestEachProject:
    def test_answers_alone_have_their_points(self, graded, stem):
        row = graded["answers", stem]
        assert (row["status"], row["score"]) == ("graded", row["max_score"])

    def test_words_alone_have_a_row_without_points(self, graded, stem):
        row = graded["words", stem]
        assert (row["status"], float(row["score"])) == ("graded", 0)

    def test_a_folder_of_pictures_beside_it_changes_nothing(self, graded, stem):
        row = graded["pictures", stem]
        assert (row["status"], row["score"]) == ("graded", row["max_score"])

    def test_a_notebook_that_is_too_large_is_told_so(self, graded, stem):
        row = graded["heavy", stem]
        assert row["status"] == "rejected"
        assert "8 MiB" in row["reason"]


def test_pictures_without_a_notebook_have_a_row(graded):
    [row] = [row for (learner, _), row in graded.items() if learner == "no notebook"]
    assert row["status"] == "rejected"
    assert "no notebook in its folder: found my pictures" in row["reason"]
