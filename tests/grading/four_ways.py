"""One learner's notebook, judged in each of the four ways that a learner or an instructor has."""

import copy
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from course_grader.exam import Exam
from course_grader.report.verdict import MARKED
from course_grader.workers.process import Examiner
from course_utils.grading.learner.outcome import examine_notebook
from course_utils.grading.learner.run import run
from course_utils.grading.notebook.cells import (
    notebook_bytes,
    parse_notebook,
    printed,
    question_cells,
    tags,
)
from course_utils.grading.notebook.rebuild import rebuild

HIDDEN = "inputs that the check does not show"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Judged:
    """What one way says of one question: whether it earns its points, and what its check said."""

    right: bool
    lines: tuple[tuple[str, str], ...]


def read(content: bytes) -> NotebookNode:
    return parse_notebook(content.decode("utf-8-sig"))


def in_lab(master: NotebookNode, content: bytes, folder: Path) -> dict[str, Judged]:
    """The learner's own notebook, run from top to bottom, and each check once more at its end.

    Whether an answer is right is here what the visible check says. Nothing where the kernel ended.
    """
    notebook = read(content)
    checks = {q.name: master.cells[q.checks[0]].source for q in question_cells(master)}
    asked = {name: new_code_cell(source) for name, source in checks.items()}
    notebook.cells = [cell for cell in notebook.cells if cell.source not in checks.values()]
    notebook.cells += asked.values()
    if run(notebook, folder, lambda: None):
        return {}
    judged = {}
    for name, cell in asked.items():
        lines = MARKED.findall(printed(cell))
        judged[name] = Judged({mark for mark, _ in lines} == {"ok"}, tuple(lines))
    return judged


def by_check(master: NotebookNode, content: bytes, folder: Path) -> dict[str, Judged]:
    """`course check`."""
    outcome = examine_notebook(master, read(content), folder, lambda: None)
    return {
        verdict.name: Judged(verdict.right, _shown("\n".join(verdict.lines)))
        for verdict in outcome.verdicts
    }


def by_grade(examiner: Examiner, exam: Exam, content: bytes) -> dict[str, Judged]:
    """`course grade`, with the run's own seeds."""
    verdict = examiner.grade(exam, content)
    return {
        q["name"]: Judged(q["score"] == q["points"], tuple(map(tuple, q["checks"])))
        for q in verdict["questions"]
    }


def by_pytest(master: NotebookNode, contents: dict[str, bytes], folder: Path) -> dict[str, dict]:
    """`pytest --nbval-lax`, for several notebooks in one session."""
    for kind in ("exercises", "solutions"):
        (folder / kind).mkdir(parents=True)
    (folder / "conftest.py").write_bytes((ROOT / "conftest.py").read_bytes())
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    for name, content in contents.items():
        (folder / "exercises" / f"{name}.ipynb").write_bytes(content)
        (folder / "solutions" / f"{name}.ipynb").write_bytes(notebook_bytes(master))
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--junitxml=junit.xml", "-q"]
    command += ["-p", "no:cacheprovider", "--color=no", "exercises"]
    # an examiner in this process has turned plugins off, nbval among them
    others = {k: v for k, v in os.environ.items() if k != "PYTEST_DISABLE_PLUGIN_AUTOLOAD"}
    subprocess.run(command, cwd=folder, env=others, capture_output=True, timeout=1800)
    failed: dict[str, dict[int, str]] = {name: {} for name in contents}
    for case in ET.parse(folder / "junit.xml").iter("testcase"):
        notebook = case.get("classname").split(".")[1]
        cell = re.fullmatch(r"Cell (\d+)", case.get("name"))
        for problem in [*case.iter("failure"), *case.iter("error")] if cell else []:
            failed[notebook][int(cell[1])] = problem.text
    return {
        name: _by_question(master, read(content), failed[name])
        for name, content in contents.items()
    }


def _by_question(
    master: NotebookNode, learner: NotebookNode, failed: dict[int, str]
) -> dict[str, Judged]:
    """From the code cells that failed to the questions they belong to.

    pytest shows what a check said where it was not all ok.
    """
    notebook = rebuild(master, learner).notebook
    code = [number for number, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    texts = {code[number]: text for number, text in failed.items()}
    return {
        question.name: Judged(
            not texts.keys() & set(question.hidden),
            tuple(
                dict.fromkeys(MARKED.findall("".join(texts.get(n, "") for n in question.checks)))
            ),
        )
        for question in question_cells(notebook)
    }


def _shown(text: str) -> tuple[tuple[str, str], ...]:
    """A check's lines, without what `course check` adds about inputs that it does not show."""
    return tuple(line for line in MARKED.findall(text) if not line[1].startswith(HIDDEN))


def with_answers(exercise: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """A learner's notebook with these answers' sources; the stubs go into the metadata."""
    notebook = copy.deepcopy(exercise)
    for cell in notebook.cells:
        if "answer" in tags(cell):
            cell.metadata.stub = cell.source
            cell.source = answers.get(cell.metadata.course["question"], cell.source)
    return notebook
