"""Whole runs of the command: interrupted, spread, reordered, many. Slow: each starts the grader."""

import contextlib
import csv
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cells import notebook_bytes, question_cells, read_notebook
from course_utils.grading.notebook.release import released
from tests.grading import answers, trial
from tests.grading.sandbox import needs_sandbox

pytestmark = [needs_sandbox, pytest.mark.slow]

MANY = 200
WRONG = {
    "trial_rows": ["def trial_rows(x): return x / np.linalg.norm(x)", "raise ValueError"],
    "trial_angles": ["def trial_angles(a, b): return np.arccos(a @ b.T)", ""],
    "trial_nearest": ["import os\nos._exit(0)", "def trial_nearest(a, b): return 1"],
    "trial_keep": ["trial_keep = 1", "trial_keep = 'high'"],
}


def make_class(folder: Path, count: int) -> Path:
    """Submissions with right, wrong, crashing and missing answers, drawn for each question."""
    rng = random.Random(7)
    for number in range(count):
        answers = {name: rng.choice(["right", "right", *wrong]) for name, wrong in WRONG.items()}
        path = folder / f"learner {number:03}" / f"{trial.STEM}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook_bytes(trial.submission(**answers)))
    return folder


def grade_command(course: Path, submissions: Path, out: Path, *words: str) -> subprocess.Popen:
    return subprocess.Popen(
        [
            *(sys.executable, "-P", "-m", "course_utils", "grade", str(submissions)),
            *("--out", str(out), "--solutions", str(course / "solutions"), "--seed", "one", *words),
        ],
        env=trial.environment(course),
        cwd=course.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finished(process: subprocess.Popen) -> None:
    errors = process.communicate()[1].decode()
    assert process.returncode == 0, errors[-3000:]


def records(out: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (out / "records").glob("*/*.json")}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """A class graded by one worker in one go: course, submissions, grades."""
    folder = tmp_path_factory.mktemp("class")
    course = trial.build_course(folder / "course")
    submissions = make_class(folder / "submissions", 24)
    finished(grade_command(course, submissions, folder / "grades", "--workers", "1"))
    return course, submissions, folder / "grades"


class TestWholeRuns:
    def test_killed_and_resumed_is_as_undisturbed(self, undisturbed, tmp_path):
        course, submissions, expected = undisturbed
        process = grade_command(course, submissions, tmp_path / "grades", "--workers", "1")
        wait_for_records(process, tmp_path / "grades", 8)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        before = records(tmp_path / "grades")
        words = ("--workers", "1", "--resume")
        finished(grade_command(course, submissions, tmp_path / "grades", *words))
        after = records(tmp_path / "grades")
        assert all(after[path] == written for path, written in before.items())
        same_table(tmp_path / "grades", expected)

    def test_two_workers_one_of_them_killed_give_the_same(self, undisturbed, tmp_path):
        course, submissions, expected = undisturbed
        process = grade_command(course, submissions, tmp_path / "grades", "--workers", "2")
        wait_for_records(process, tmp_path / "grades", 4)
        victims = dask_workers(process.pid)
        os.kill(victims[0], signal.SIGKILL)
        finished(process)
        same_table(tmp_path / "grades", expected)

    def test_the_order_of_submissions_does_not_matter(self, undisturbed, tmp_path):
        course, submissions, expected = undisturbed
        renamed = tmp_path / "submissions"
        names = sorted(path.name for path in submissions.iterdir())
        back = dict(zip(names, reversed(names), strict=True))
        for name in names:
            shutil.copytree(submissions / name, renamed / back[name])
        finished(grade_command(course, renamed, tmp_path / "grades", "--workers", "1"))
        rows = table(tmp_path / "grades")
        assert {back[name]: row for name, row in rows.items()} == table(expected)

    def test_workers_of_an_outside_scheduler_give_the_same(self, undisturbed, tmp_path):
        course, submissions, expected = undisturbed
        with outside_cluster(course) as address:
            words = ("--scheduler", address)
            finished(grade_command(course, submissions, tmp_path / "grades", *words))
        same_table(tmp_path / "grades", expected)


@contextlib.contextmanager
def outside_cluster(course: Path):
    """The address of a Dask scheduler with two workers, each started by its own command."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    host, port = address.split(":")
    worker = ("worker", f"tcp://{address}", "--nthreads", "1", "--no-dashboard")
    commands = [("scheduler", "--host", host, "--port", port, "--no-dashboard"), worker, worker]
    started = []
    try:
        for words in commands:
            command = [sys.executable, "-m", "dask", *words]
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            started.append(subprocess.Popen(command, env=trial.environment(course), **quiet))
        yield f"tcp://{address}"
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(30)


class TestManySubmissions:
    """Generated submissions to every exercise of the course, and to the trial."""

    def test_killed_in_the_middle_and_resumed(self, tmp_path):
        course = trial.build_course(tmp_path / "course")
        for solution in answers.SOLUTIONS.glob("*.ipynb"):
            shutil.copy(solution, course / "solutions")
        submissions = every_exercise(course, tmp_path / "submissions", MANY)

        process = grade_command(course, submissions, tmp_path / "resumed")
        wait_for_records(process, tmp_path / "resumed", MANY // 3)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        before = records(tmp_path / "resumed")
        assert MANY // 3 <= len(before) < MANY
        finished(grade_command(course, submissions, tmp_path / "resumed", "--resume"))
        after = records(tmp_path / "resumed")
        assert all(after[path] == written for path, written in before.items())

        process = grade_command(course, submissions, tmp_path / "whole")
        wait_for_records(process, tmp_path / "whole", MANY // 5)
        early = memory(process.pid)
        wait_for_records(process, tmp_path / "whole", MANY - 10)
        late = memory(process.pid)
        finished(process)
        same_table(tmp_path / "resumed", tmp_path / "whole")
        assert len(table(tmp_path / "whole")) == MANY
        stayed = early.keys() & late.keys()  # the grader's own; those of submissions have ended
        assert len(stayed) >= 3
        assert all(late[pid] < early[pid] + 64 for pid in stayed), (early, late)


def every_exercise(course: Path, folder: Path, count: int) -> Path:
    """Submissions to all exercises in turn, each answer right, wrong or missing."""
    rng = random.Random(11)
    make_class(folder, count)
    masters = {path.stem: read_notebook(path) for path in (course / "solutions").glob("*.ipynb")}
    del masters[trial.STEM]
    for number in range(count):
        stem = sorted([*masters, trial.STEM])[number % (len(masters) + 1)]
        if stem == trial.STEM:
            continue
        learner = folder / f"learner {number:03}"
        (learner / f"{trial.STEM}.ipynb").unlink()
        notebook = released(masters[stem], stem)
        cells = {cell.id: cell for cell in notebook.cells}
        for question in question_cells(masters[stem]):
            right = masters[stem].cells[question.answer]
            wrong = wrong_answers(stem, question.name)
            chosen = rng.choice([right.source, right.source, cells[right.id].source, *wrong[:1]])
            cells[right.id].source = chosen
        (learner / f"{stem}.ipynb").write_bytes(notebook_bytes(notebook))
    return folder


def wrong_answers(stem: str, name: str) -> list[str]:
    """The kept wrong answers to a question, as cells."""
    path = answers.TESTS / "wrong_answers" / stem / f"{name}.py"
    if not path.exists():
        return []
    called = "()" if find(name).kind == "value" else ""
    names = answers.answers_in(answers.load(path))
    return [f"{path.read_text()}\n{name} = {which}{called}" for which in names]


def memory(pid: int) -> dict[int, int]:
    """MiB that each process from pid down has to itself."""
    sizes = {}
    for member in family(pid):
        try:
            _, resident, shared, *_ = map(int, Path(f"/proc/{member}/statm").read_text().split())
        except OSError:
            continue
        sizes[member] = (resident - shared) * os.sysconf("SC_PAGESIZE") >> 20
    return sizes


def wait_for_records(process: subprocess.Popen, out: Path, count: int) -> None:
    while len(records(out)) < count:
        assert process.poll() is None, process.communicate()[1].decode()[-3000:]
        time.sleep(0.05)


def same_table(out: Path, expected: Path) -> None:
    for name in ("gradebook.csv", "items.csv", "junit.xml"):
        assert (out / name).read_bytes() == (expected / name).read_bytes()


def table(out: Path) -> dict[str, list[str]]:
    with (out / "gradebook.csv").open() as file:
        return {row.pop("learner"): list(row.values()) for row in csv.DictReader(file)}


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for member in found:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            try:
                found += map(int, children.read_text().split())
            except OSError:
                continue
    return found


def dask_workers(pid: int) -> list[int]:
    """The processes below a run that have an examiner of their own."""
    found = []
    for member in family(pid):
        status = Path(f"/proc/{member}/status").read_text()
        parent = next(line for line in status.splitlines() if line.startswith("PPid"))
        if b"course_grader.workers.process" in Path(f"/proc/{member}/cmdline").read_bytes():
            found.append(int(parent.split()[1]))
    return found
