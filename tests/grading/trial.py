"""A small course of its own, with one exercise, for the tests of the grader.

It is a copy of the package with one more module of questions, so that nothing here depends on
what the real exercises ask. Its checks contain their solutions, as those of real exercises may.
"""

import os
import shutil
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import course_utils
from course_utils.grading.authoring import notebook_bytes
from course_utils.grading.probes import fair_draws, transcript
from course_utils.grading.release import released

STEM = "97_trial"
POINTS = {"trial_rows": 2, "trial_angles": 2, "trial_nearest": 3, "trial_keep": 1}
MAX_SCORE = sum(POINTS.values())
SETUP = "import numpy as np\n"

QUESTIONS = '''
"""Questions of the trial exercise."""

import numpy as np

from course_utils.grading import expect
from course_utils.grading.questions import question


def _rows(rng):
    return (rng.normal(size=(3, 4)),)


def _two(rng):
    return rng.normal(size=(2, 5)), rng.normal(size=(4, 5))


@question(inputs=_rows)
def trial_rows(answer, holds):
    def reference(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    x = np.random.default_rng(5).normal(size=(3, 4))
    with holds("every row has length 1"):
        why = "all is divided by one length. Which axis are the rows?"
        expect.unlike(answer(x), x / np.linalg.norm(x), why)
        expect.close(answer(x), reference(x), "Is each row divided by its own length?")


@question(inputs=_two)
def trial_angles(answer, holds):
    def reference(a, b):
        a = a / np.linalg.norm(a, axis=1, keepdims=True)
        b = b / np.linalg.norm(b, axis=1, keepdims=True)
        return np.arccos(np.clip(a @ b.T, -1, 1)) / np.pi

    a, b = _two(np.random.default_rng(5))
    with holds("the angle in half turns"):
        expect.close(answer(a, b), reference(a, b), "Are these radians?")


@question(inputs=_two)
def trial_nearest(answer, holds):
    a, b = _two(np.random.default_rng(5))
    with holds("the place and the cosine of the best row"):
        places, cosines = answer(a, b)
        expect.shape(places, (2,), "a place for every row of a")


def _kept(threshold):
    return [score >= threshold for score in (0.31, 0.35, 0.12, 0.25)]


@question(kind="value", observe=_kept)
def trial_keep(value, holds):
    with holds("the matching ones are kept, and only they"):
        expect.that(0.25 < value <= 0.31, "Which scores belong to matching pairs?")
'''

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
WITHHELD = {
    "trial_rows": ["course_utils.similarity.l2_normalize"],
    "trial_angles": ["course_utils.similarity.angular_distance"],
}


@cache
def _stored_probe(name: str) -> str:
    """What the solution's probe prints for the author's seed."""
    module = ModuleType("course_utils.grading.questions.lesson_97")
    exec(QUESTIONS, vars(module))
    namespace = {"np": np}
    exec(SOLUTIONS[name], namespace)
    question, answer = vars(module)[name], namespace[name]
    return transcript(question, answer, 0, fair_draws(question, answer, 0)) + "\n"


def solution(setup: str = SETUP) -> NotebookNode:
    """The solution notebook, as an author has run it."""
    setup += "\nfrom course_utils.grading import check"
    cells = [new_markdown_cell("# A trial", id="title"), new_code_cell(setup, id="setup")]
    for name, source in SOLUTIONS.items():
        course = {"question": name, "points": POINTS[name], "withheld": WITHHELD.get(name, [])}
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
    (folder / "course_utils/grading/questions/lesson_97.py").write_text(QUESTIONS)
    for name in ("notebooks", "exercises", "solutions"):
        (folder / name).mkdir()
    (folder / "solutions" / f"{STEM}.ipynb").write_bytes(notebook_bytes(solution(setup)))
    (folder / "exercises" / f"{STEM}.ipynb").write_bytes(notebook_bytes(exercise(setup)))
    return folder


def environment(course: Path) -> dict[str, str]:
    """The environment in which `import course_utils` finds this course."""
    return os.environ | {"PYTHONPATH": str(course)}
