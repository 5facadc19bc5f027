"""A run that is interrupted or killed in the middle of a submission leaves nothing running."""

import contextlib
import fcntl
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from course_grader.workers.locked_folder import FRESH, LockedFolder, remove_leftovers
from course_utils.grading.notebook.cells import notebook_bytes
from tests.grading import trial
from tests.grading.sandbox import needs_sandbox
from tests.grading.test_grade_many import family, grade_command, wait_for_records

ENDLESS = "import time\nwhile True:\n    time.sleep(1)"
GONE_WITHIN = 30


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    return trial.build_course(tmp_path_factory.mktemp("class") / "course")


def submissions(folder: Path) -> Path:
    """One that is graded at once, and one that would keep the grader busy."""
    answers = {"ada": dict.fromkeys(trial.SOLUTIONS, "right"), "bob": {"trial_rows": ENDLESS}}
    for learner, given in answers.items():
        path = folder / learner / f"{trial.STEM}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(notebook_bytes(trial.submission(**given)))
    return folder


def running(pids: list[int]) -> list[int]:
    """Those that have not ended; who only waits to be reaped has."""
    found = []
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        found += [pid] if state != "Z" else []
    return found


def left_behind() -> set[Path]:
    """Folders of graders whose lock nobody holds: not those of other tests' at work beside this."""
    found = set()
    for folder in Path("/tmp").glob("course-*"):
        with contextlib.suppress(OSError), (folder / "private/lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            found.add(folder)
    return found


CASES = [
    pytest.param("1", signal.SIGTERM),
    *(
        pytest.param(workers, number, marks=pytest.mark.slow)
        for workers in ("1", "2")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
        if (workers, number) != ("1", signal.SIGTERM)
    ),
]


@needs_sandbox
@pytest.mark.parametrize(("workers", "number"), CASES)
def test_nothing_runs_on_and_nothing_is_recorded(course, tmp_path, workers, number):
    before = left_behind()
    out = tmp_path / "grades"
    process = grade_command(course, submissions(tmp_path / "handed"), out, "--workers", workers)
    wait_for_records(process, out, 1)
    time.sleep(1)
    started = family(process.pid)
    # Ctrl-C in a terminal reaches every process of the command's group
    (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
    try:
        process.wait(GONE_WITHIN)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail("the command hangs")
    end = time.monotonic() + GONE_WITHIN
    while running(started) and time.monotonic() < end:
        time.sleep(0.1)
    assert running(started) == []
    assert [path.parent.name for path in (out / "records").glob("*/*.json")] == ["ada"]
    if number != signal.SIGKILL:
        assert process.returncode == (130 if number == signal.SIGINT else 143)
        assert left_behind() - before == set()


def test_a_folder_that_nobody_holds_is_removed_by_the_next_run():
    held, left = LockedFolder(), LockedFolder()
    left._lock.close()
    try:
        remove_leftovers()
        assert left.path.exists(), "it may be about to get its lock"
        for folder in (held, left):
            os.utime(folder.path, (0, time.time() - 2 * FRESH))
        remove_leftovers()
        assert held.path.exists()
        assert not left.path.exists()
    finally:
        held.remove()
        left.remove()
