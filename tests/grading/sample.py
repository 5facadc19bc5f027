"""A course folder with the sample exercise 98, for tests that write in it."""

import shutil
from pathlib import Path

from nbformat import NotebookNode

from course_utils.grading import questions
from course_utils.grading.notebook.cells import notebook_bytes, read_notebook
from course_utils.grading.notebook.release import release_bytes

DATA = Path(__file__).parent / "data"
STEM = "98_sample"
RIGHT_ROWS = "def unit_rows(x):\n    return x / np.sqrt((x * x).sum(axis=1))[:, None]"
WRONG_ROWS = "def unit_rows(x):\n    return x / np.linalg.norm(x)"
RIGHT_THRESHOLD = "threshold = 0.27"

# The sample's questions are found beside the course's own, as its notebook has it too.
questions.__path__.append(str(DATA / "questions"))


def course_folder(tmp_path: Path) -> Path:
    """A copy of the sample's course folder, with the project's conftest and a fresh exercise."""
    folder = tmp_path / "course"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(DATA.parents[2] / "conftest.py", folder)
    (folder / "notebooks").mkdir()
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return folder


def master() -> NotebookNode:
    return read_notebook(DATA / "solutions" / f"{STEM}.ipynb")


def fresh() -> NotebookNode:
    return read_notebook(DATA / "exercises" / f"{STEM}.ipynb")


def fresh_bytes() -> bytes:
    return release_bytes(DATA / "solutions" / f"{STEM}.ipynb")


def cell(notebook: NotebookNode, cell_id: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if cell.id == cell_id)


def with_answers(rows: str = RIGHT_ROWS, threshold: str = RIGHT_THRESHOLD) -> NotebookNode:
    """A learner's notebook with these two answers."""
    notebook = fresh()
    cell(notebook, "unit-rows-answer").source = rows
    cell(notebook, "threshold-answer").source = threshold
    return notebook


def write(folder: Path, notebook: NotebookNode, name: str = STEM) -> Path:
    path = folder / "exercises" / f"{name}.ipynb"
    path.write_bytes(notebook_bytes(notebook))
    return path
