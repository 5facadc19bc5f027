"""The same submissions graded by nbgrader, otter-grader and plain nbval, an exercise at a time.

nbgrader and otter-grader live in an environment of their own, which sees the course's packages
too; their kernels run there. A question's test asks for what the solution's hidden probe printed.
"""

import csv
import json
import os
import subprocess
import sys
import venv
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from benchmarks.processes import Cost, children_cost
from course_utils.grading.kernel.probe import draws_in
from course_utils.grading.notebook.cells import printed, question_cells, seed_of
from course_utils.grading.notebook.rebuild import rebuild

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("nbgrader", "otter-grader")
KERNEL = {"name": "python3", "display_name": "Python", "language": "python"}
CONFIGURATION = """\
c = get_config()
c.CourseDirectory.course_id = "benchmark"
c.ExecutePreprocessor.timeout = 30
"""
TEST = """\
from course_utils.grading.kernel.probe import transcript
from course_utils.grading.kernel.question import find
assert transcript(find({name!r}), {name}, {seed}, {draws}) == {text!r}"""
OTTER_TEST = "OK_FORMAT = True\ntest = {test!r}\n"

Points = list[float]


def environment(folder: Path) -> str:
    """Make the environment unless it is there; in one line why it cannot be, or nothing."""
    if not (folder / "bin/otter").exists():
        venv.create(folder, with_pip=True)
        pip = [folder / "bin/python", "-m", "pip", "install", "-q", *PACKAGES]
        done = subprocess.run([*pip, "--disable-pip-version-check"], capture_output=True, text=True)
        if done.returncode:
            return done.stderr.strip().splitlines()[-1]
    [packages] = folder.glob("lib/python*/site-packages")
    ours = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "course.pth").write_text("\n".join([*ours, str(ROOT)]))
    return ""


def versions(folder: Path) -> str:
    code = (
        "from importlib.metadata import version as v; print(*(f'{p} {v(p)}' for p in %r), sep=', ')"
    )
    return _run([folder / "bin/python", "-c", code % (PACKAGES,)], folder, folder / "bin").strip()


def nbgrader(
    folder: Path, master: NotebookNode, learners: list[NotebookNode], binaries: Path
) -> tuple[Points, Cost]:
    """`nbgrader autograde`, all submissions by one command."""
    tests = _tests(master)

    def written(notebook: NotebookNode, path: Path) -> None:
        cells = []
        for cell, answered, checked in _code_cells(notebook, master):
            named = {"grade_id": answered or f"given-{len(cells)}", "schema_version": 3}
            own = {"grade": False, "solution": bool(answered), "locked": False, "task": False}
            cells.append(new_code_cell(cell.source))
            if answered:
                cells[-1].metadata["nbgrader"] = named | own
            if checked:
                points, source = tests[checked]
                test = {"grade": True, "solution": False, "locked": True, "task": False}
                test |= {"grade_id": f"{checked}-test", "schema_version": 3, "points": points}
                cells.append(new_code_cell(source, metadata={"nbgrader": test}))
        _write(path, cells)

    (folder / "nbgrader_config.py").write_text(CONFIGURATION)
    written(master, folder / "source/ps/exercise.ipynb")
    for number, learner in enumerate(learners):
        written(learner, folder / f"submitted/s{number:03}/ps/exercise.ipynb")
    command = binaries / "nbgrader"
    _run([command, "generate_assignment", "ps", "--create", "--force"], folder, binaries)
    with children_cost() as cost:
        _run([command, "autograde", "ps", "--create", "--force"], folder, binaries)
    _run([command, "export", "--to", "grades.csv"], folder, binaries)
    with (folder / "grades.csv").open() as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["student_id"])
    return [float(row["score"]) for row in rows], cost


def otter(
    folder: Path, master: NotebookNode, learners: list[NotebookNode], binaries: Path
) -> tuple[Points, Cost]:
    """`otter run`, a command a submission: without a container that is its only way."""
    (folder / "tests").mkdir()
    for name, (points, source) in _tests(master).items():
        lines = "\n".join(f">>> {line}" for line in source.splitlines())
        suite = {"cases": [{"code": lines, "hidden": True}], "scored": True, "type": "doctest"}
        test = {"name": name, "points": points, "suites": [suite | {"setup": "", "teardown": ""}]}
        (folder / f"tests/{name}.py").write_text(OTTER_TEST.format(test=test))
    for number, learner in enumerate(learners):
        cells = [new_code_cell("import otter\ngrader = otter.Notebook()")]
        for cell, _, checked in _code_cells(learner, master):
            cells.append(new_code_cell(cell.source))
            if checked:
                cells.append(new_code_cell(f"grader.check({checked!r})"))
        _write(folder / f"s{number:03}/exercise.ipynb", cells)
    command = binaries / "otter"
    _run([command, "generate", "-t", "tests", "-o", "exercise.zip"], folder, binaries)
    points = []
    with children_cost() as cost:
        for number in range(len(learners)):
            place = folder / f"s{number:03}"
            words = ["run", "-a", folder / "exercise.zip", "-o", ".", "--no-logo", "exercise.ipynb"]
            _run([command, *words], place, binaries)
            found = json.loads((place / "results.json").read_text())["tests"]
            points.append(sum(test.get("score", 0) for test in found))
    return points, cost


def nbval(
    folder: Path, master: NotebookNode, learners: list[NotebookNode], binaries: Path
) -> tuple[Points, Cost]:
    """pytest with nbval on the rebuilt notebooks: no sandbox, the solution's own seeds."""
    for number, learner in enumerate(learners):
        notebook = rebuild(master, learner).notebook
        nbformat.write(notebook, folder / f"s{number:03}.ipynb")
    code = [number for number, cell in enumerate(master.cells) if cell.cell_type == "code"]
    names = {f"Cell {place}": number for place, number in enumerate(code)}
    words = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=30", "-q", "--tb=no"]
    words += ["-p", "no:cacheprovider", "-c", os.devnull, "--rootdir=.", "--junitxml=found.xml"]
    with children_cost() as cost:
        _run([sys.executable, "-m", "pytest", *words, "."], folder, binaries, fails=True)
    failed: dict[str, set[int]] = {}
    for case in ET.parse(folder / "found.xml").iter("testcase"):
        here = failed.setdefault(case.get("classname").split(".")[0], set())
        if list(case):
            here.add(names[case.get("name")])
    questions = question_cells(master)
    return [
        sum(q.points for q in questions if not set(q.hidden) & failed[learner])
        for learner in sorted(failed)
    ], cost


def _tests(master: NotebookNode) -> dict[str, tuple[float, str]]:
    """Points of each question and the code that fails unless its probe prints the solution's."""
    found = {}
    for question in question_cells(master):
        hidden = [master.cells[number] for number in question.hidden]
        parts = []
        for cell in hidden:
            text = printed(cell)
            known = {"seed": seed_of(cell.source), "draws": draws_in(text), "text": text.rstrip()}
            parts.append(TEST.format(name=question.name, **known))
        found[question.name] = question.points, "\n".join(parts)
    return found


def _code_cells(
    notebook: NotebookNode, master: NotebookNode
) -> Iterator[tuple[NotebookNode, str, str]]:
    """Each code cell, hidden ones aside: with the question that it answers, or checks last."""
    cells, questions = master.cells, question_cells(master)
    hidden = {cells[number].id for question in questions for number in question.hidden}
    answers = {cells[question.answer].id: question.name for question in questions}
    checks = {cells[question.checks[-1]].id: question.name for question in questions}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id not in hidden:
            yield cell, answers.get(cell.id, ""), checks.get(cell.id, "")


def _write(path: Path, cells: list[NotebookNode]) -> None:
    path.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), path)


def _run(command: Iterable, folder: Path, binaries: Path, *, fails: bool = False) -> str:
    """What a command prints; its words and the end where it fails and should not."""
    places = os.environ | {"PATH": f"{binaries}:{os.environ['PATH']}"}  # they call others by name
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=places, capture_output=True, text=True
    )
    if done.returncode and not fails:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{done.stderr[-3000:]}")
    return done.stdout
