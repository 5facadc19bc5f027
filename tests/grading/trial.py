"""A small course of its own, with one exercise, for the tests of the grader.

It is a copy of the package with one more module of questions, so that nothing here depends on
what the real exercises ask. Its checks contain their solutions, as those of real exercises may.
"""

import os
import shutil
from functools import cache
from pathlib import Path

import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import course_utils
from course_utils.grading import questions
from course_utils.grading.kernel.probe import transcript
from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cells import notebook_bytes
from course_utils.grading.notebook.release import released

STEM = "97_trial"
POINTS = {"trial_rows": 2, "trial_angles": 2, "trial_nearest": 3, "trial_keep": 1}
MAX_SCORE = sum(POINTS.values())
SETUP = "import numpy as np\n"

# What the questions withhold stands in their files, as it does in the course.
QUESTIONS = Path(__file__).parent / "data/trial_questions"
questions.__path__.append(str(QUESTIONS))

SOLUTIONS = {
    "trial_rows": """\
def trial_rows(x):
    ### BEGIN SOLUTION
    return x / np.linalg.norm(x, axis=1, keepdims=True)
    ### END SOLUTION
""",
    "trial_angles": """\
def trial_angles(a, b):
    ### BEGIN SOLUTION
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    return np.arccos(np.clip(a @ b.T, -1, 1)) / np.pi
    ### END SOLUTION
""",
    "trial_nearest": """\
def trial_nearest(a, b):
    ### BEGIN SOLUTION
    a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    cosines = a @ b.T
    return cosines.argmax(axis=1), cosines.max(axis=1)
    ### END SOLUTION
""",
    "trial_keep": """\
### BEGIN SOLUTION
trial_keep = 0.28
### BEGIN STUB
# trial_keep = ...
### END SOLUTION
""",
}


@cache
def _stored_probe(name: str) -> str:
    """What the solution's probe prints for the author's seed."""
    namespace = {"np": np}
    exec(SOLUTIONS[name], namespace)
    question, answer = find(name), namespace[name]
    return transcript(question, answer, 0) + "\n"


def solution(setup: str = SETUP) -> NotebookNode:
    """The solution notebook, as an author has run it."""
    setup += "\nfrom course_utils.grading import check"
    cells = [new_markdown_cell("# A trial", id="title"), new_code_cell(setup, id="setup")]
    for name, source in SOLUTIONS.items():
        course = {"question": name, "points": POINTS[name]}
        call = f"{name}={name}" if name == "trial_keep" else name
        cells += [
            new_code_cell(
                source, id=f"{name}-answer", metadata={"tags": ["answer"], "course": course}
            ),
            new_code_cell(
                f"check({call})",
                id=f"{name}-check",
                metadata={"tags": ["check", "nbval-check-output"]},
            ),
            new_code_cell(
                f"from course_utils.grading import probe\n\nprobe({call}, seed=0)",
                id=f"{name}-probe",
                metadata={
                    "tags": ["hidden", "nbval-check-output"],
                    "course": {"question": name},
                },
            ),
        ]
        cells[-1].outputs = [new_output("stream", name="stdout", text=_stored_probe(name))]
    for cell in cells[1:]:
        cell.execution_count = 1
    return new_notebook(cells=cells, nbformat_minor=5)


def exercise(setup: str = SETUP) -> NotebookNode:
    """The exercise as it is released: nothing answered."""
    return released(solution(setup), STEM)


def submission(setup: str = SETUP, **answers: str) -> NotebookNode:
    """An exercise with these answers in it; "right" stands for the solution's."""
    notebook = exercise(setup)
    for name, source in answers.items():
        cell = next(cell for cell in notebook.cells if cell.id == f"{name}-answer")
        cell.source = SOLUTIONS[name] if source == "right" else source
    return notebook


def right_submission() -> NotebookNode:
    """A submission with every answer right."""
    return submission(**dict.fromkeys(SOLUTIONS, "right"))


def build_course(folder: Path, setup: str = SETUP) -> Path:
    """The trial course in a folder; returns it."""
    package = Path(course_utils.__file__).parent
    ignored = shutil.ignore_patterns("assets", "__pycache__", "*.tmp")
    shutil.copytree(package, folder / "course_utils", ignore=ignored)
    (folder / "course_utils/assets").symlink_to(package / "assets")
    shutil.copytree(QUESTIONS, folder / "course_utils/grading/questions", dirs_exist_ok=True)
    for name in ("notebooks", "exercises", "solutions"):
        (folder / name).mkdir()
    (folder / "solutions" / f"{STEM}.ipynb").write_bytes(notebook_bytes(solution(setup)))
    (folder / "exercises" / f"{STEM}.ipynb").write_bytes(notebook_bytes(exercise(setup)))
    return folder


def environment(course: Path) -> dict[str, str]:
    """The environment in which `import course_utils` finds this course."""
    return os.environ | {"PYTHONPATH": str(course)}
