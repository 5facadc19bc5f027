"""`course check`, `course reset` and `course release`, as a person calls them."""

import errno
import re

import pytest
from click.testing import CliRunner

from course_utils.cli import exercises
from course_utils.grading.learner import run
from course_utils.grading.notebook import backups
from course_utils.grading.notebook.cells import notebook_bytes
from course_utils.progress import read_progress
from tests.grading.sample import (
    RIGHT_ROWS,
    STEM,
    WRONG_ROWS,
    cell,
    course_folder,
    fresh_bytes,
    master,
    with_answers,
    write,
)

CHATTY = """
import sys, warnings
from IPython.display import display
import matplotlib.pyplot as plt

def unit_rows(x):
    print("debug")
    print("oops", file=sys.stderr)
    warnings.warn("careful")
    display(x)
    plt.plot(x[0])
    return x / np.linalg.norm(x, axis=1, keepdims=True)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    folder = course_folder(tmp_path)
    monkeypatch.chdir(folder)
    return folder


def call(command, *arguments):
    return CliRunner().invoke(command, arguments)


def backups_in(folder):
    return sorted((folder / "exercises").glob("*.backup-*.ipynb"))


def test_check_of_right_answers(folder):
    write(folder, with_answers(CHATTY))
    result = call(exercises.check, "98")
    assert result.exit_code == 0, result.output
    assert "unit_rows: 2 of 2 points\n  ok  one row for every row" in result.output
    assert "3 of 3 points. All is right." in result.output
    assert read_progress(folder)["exercises"][STEM] == {"score": 3, "max_score": 3}


def test_check_in_a_folder_that_cannot_be_written_says_that_nothing_is_kept(folder, monkeypatch):
    def read_only(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(exercises, "keep", read_only)
    write(folder, with_answers(CHATTY))
    result = call(exercises.check, "98")
    assert result.exit_code == 0
    assert "3 of 3 points" in result.output
    assert "not kept" in result.output
    assert "Read-only file system" in result.output


def test_check_of_wrong_answers_says_what_and_what_next(folder):
    write(folder, with_answers(WRONG_ROWS))
    result = call(exercises.check, "98_sample")
    assert result.exit_code == 1
    assert "unit_rows: 0 of 2 points" in result.output
    assert "no  every row has length 1: all is divided by one length. Which axis?" in result.output
    assert "threshold: 1 of 1 points" in result.output
    assert "1 of 3 points. Next: unit_rows." in result.output


def test_check_tells_of_missing_names_and_broken_cells(folder):
    notebook = with_answers("def unit_rows(x):\n    return helper(x)", "threshold = 1 / 0")
    write(folder, notebook)
    output = call(exercises.check, "98").output
    assert "NameError: name 'helper' is not defined" in output
    assert "no  the answer cell stopped by ZeroDivisionError: division by zero" in output


def test_check_withholds_the_courses_own_function(folder):
    answer = "from course_utils.similarity import l2_normalize as unit_rows"
    write(folder, with_answers(answer))
    result = call(exercises.check, "98")
    assert "calls the course's own l2_normalize. Write it yourself" in result.output
    assert "unit_rows: 0 of 2 points" in result.output


def test_check_tells_how_hidden_inputs_differ(folder):
    only_shown = f"{RIGHT_ROWS} if x.shape == (2, 2) else [1]"
    write(folder, with_answers(only_shown))
    result = call(exercises.check, "98")
    assert "on 8 of 8 it returned a list where an array (2, 4) float is expected" in result.output
    assert "0 of 2 points" in result.output


@pytest.mark.slow
def test_endless_loops_are_stopped_and_the_next_question_still_counts(folder, monkeypatch):
    monkeypatch.setattr(run, "CELL_SECONDS", 2)
    write(folder, with_answers("def unit_rows(x):\n    while True:\n        pass"))
    result = call(exercises.check, "98")
    assert "stopped while your code ran. Is there a loop that never ends?" in result.output
    assert "threshold: 1 of 1 points" in result.output


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import os; os._exit(1)", "Python itself crashed"),
        (
            "import time\nwhile True:\n    try:\n        time.sleep(9)\n"
            "    except KeyboardInterrupt:\n        pass",
            "your code ran for 2 s and could not be interrupted",
        ),
    ],
)
def test_crash_and_deaf_loop_cost_their_question_alone(folder, monkeypatch, code, words):
    monkeypatch.setattr(run, "CELL_SECONDS", 2)
    write(folder, with_answers(f"{RIGHT_ROWS}\n{code}"))
    result = call(exercises.check, "98")
    assert result.exit_code == 1
    assert f"unit_rows: 0 of 2 points\n  no  {words}" in result.output
    assert "threshold: 1 of 1 points" in result.output


@pytest.mark.parametrize("name", ["98", "98_sample", "98_sample.ipynb", f"exercises/{STEM}.ipynb"])
def test_an_exercise_is_known_by_number_name_or_path(folder, name):
    assert "nothing to do" in call(exercises.reset, name).output


@pytest.mark.parametrize("command", [exercises.check, exercises.reset, exercises.release])
def test_unknown_exercise_lists_what_there_is(folder, command):
    result = call(command, "7")
    assert result.exit_code == 2
    assert "there is no exercise called '7'. There are: 98_sample" in result.output


def test_check_of_a_damaged_notebook_is_one_line_and_leaves_it(folder):
    path = folder / "exercises" / f"{STEM}.ipynb"
    path.write_bytes(b'{"cells"')
    result = call(exercises.check, "98")
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1
    assert "is not a notebook" in result.output
    assert "course reset 98" in result.output
    assert path.read_bytes() == b'{"cells"'


def test_check_of_a_missing_notebook_says_how_to_get_it(folder):
    (folder / "exercises" / f"{STEM}.ipynb").unlink()
    result = call(exercises.check, "98")
    assert result.exit_code == 2
    assert "`course reset 98` puts it there" in result.output


@pytest.mark.parametrize("work", [notebook_bytes(with_answers()), b"damaged", b""])
def test_reset_keeps_the_old_one_whatever_it_is(folder, work):
    path = folder / "exercises" / f"{STEM}.ipynb"
    path.write_bytes(work)
    result = call(exercises.reset, "98")
    assert result.exit_code == 0
    [kept] = backups_in(folder)
    assert re.fullmatch(r"98_sample\.backup-\d{4}-\d\d-\d\d-\d{6}\.ipynb", kept.name)
    assert kept.name in result.output
    assert kept.read_bytes() == work
    assert path.read_bytes() == fresh_bytes()


def test_many_resets_in_one_second_lose_nothing(folder):
    path = folder / "exercises" / f"{STEM}.ipynb"
    works = [f"work {i}".encode() for i in range(5)]
    for work in works:
        path.write_bytes(work)
        assert call(exercises.reset, "98").exit_code == 0
    assert sorted(kept.read_bytes() for kept in backups_in(folder)) == works


def test_reset_that_cannot_write_puts_the_old_one_back(folder, monkeypatch):
    path = folder / "exercises" / f"{STEM}.ipynb"
    path.write_bytes(b"work")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "write_atomically", full)
    assert isinstance(call(exercises.reset, "98").exception, OSError)
    assert path.read_bytes() == b"work"
    assert backups_in(folder) == []


def test_a_crash_between_the_two_steps_leaves_the_work_in_the_backup(folder, monkeypatch):
    path = folder / "exercises" / f"{STEM}.ipynb"
    path.write_bytes(b"work")
    kept = backups.set_aside(path)
    assert not path.exists()
    assert kept.read_bytes() == b"work"
    assert call(exercises.reset, "98").exit_code == 0
    assert path.read_bytes() == fresh_bytes()


def test_a_backup_is_never_overwritten(folder):
    path = folder / "exercises" / f"{STEM}.ipynb"
    stamp = "2026-11-21-153012"
    taken = path.with_name(f"{STEM}.backup-{stamp}.ipynb")
    taken.write_bytes(b"older")
    names = backups._names(path, stamp)
    assert next(names) == taken
    assert next(names).name == f"{STEM}.backup-{stamp}-2.ipynb"


def test_nothing_is_left_lying_about(folder):
    before = {path.name for path in (folder / "exercises").iterdir()}
    call(exercises.reset, "98")
    call(exercises.release, "98")
    assert {path.name for path in (folder / "exercises").iterdir()} == before


def test_release_check_says_what_is_out_of_step(folder):
    assert call(exercises.release, "--check").exit_code == 0
    write(folder, with_answers())
    result = call(exercises.release, "--check")
    assert result.exit_code == 1
    assert "exercises/98_sample.ipynb is not in step" in result.output
    assert backups_in(folder) == []


def test_release_check_names_an_exercise_without_a_solution(folder):
    write(folder, with_answers(), "97_orphan")
    result = call(exercises.release, "--check")
    assert result.exit_code == 1
    assert "exercises/97_orphan.ipynb has no solution" in result.output


def test_release_refuses_a_faulty_solution_and_writes_nothing(folder):
    faulty = master()
    del cell(faulty, "unit-rows-answer").metadata["course"]["points"]
    (folder / "solutions" / f"{STEM}.ipynb").write_bytes(notebook_bytes(faulty))
    (folder / "exercises" / f"{STEM}.ipynb").unlink()
    result = call(exercises.release)
    assert result.exit_code == 1
    assert "98_sample.ipynb: unit_rows: its answer cell needs points" in result.output
    assert not (folder / "exercises" / f"{STEM}.ipynb").exists()
