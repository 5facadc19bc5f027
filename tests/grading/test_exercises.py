"""pytest --nbval-lax on a learner's own notebook: green exactly when the answers are right."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest
from nbformat.v4 import new_code_cell, new_output

from tests.grading.sample import (
    STEM,
    WRONG_ROWS,
    cell,
    course_folder,
    fresh,
    master,
    with_answers,
    write,
)

OK = "unit_rows\n  ok  one row for every row\n  ok  every row has length 1\n"


def stored(notebook, text, count=1):
    """The check's cell as it looks after a run that printed `text`."""
    check = cell(notebook, "unit-rows-check")
    check.execution_count = count
    check.outputs = [new_output("stream", name="stdout", text=text)]
    return notebook


def changed(cell_id, notebook=None, **what):
    notebook = notebook or with_answers(WRONG_ROWS)
    cell(notebook, cell_id).update(what)
    return notebook


def tagged(*tags):
    notebook = with_answers(WRONG_ROWS)
    for each in notebook.cells:
        each.metadata["tags"] = [*each.metadata.get("tags", []), *tags]
    return notebook


def without(cell_id, notebook):
    notebook.cells = [each for each in notebook.cells if each.id != cell_id]
    return notebook


def to_markdown(cell_id):
    notebook = with_answers(WRONG_ROWS)
    found = cell(notebook, cell_id)
    found.cell_type = "markdown"
    del found["outputs"], found["execution_count"]
    return notebook


def with_helper():
    notebook = with_answers("def unit_rows(x):\n    return x / lengths(x)[:, None]")
    helper = new_code_cell("def lengths(x):\n    return np.linalg.norm(x, axis=1)", id="mine")
    notebook.cells.insert(2, helper)
    return notebook


def having(notebook, **what):
    notebook.update(what)
    return notebook


def without_ids():
    notebook = with_answers()
    for number, each in enumerate(notebook.cells):
        each.id = f"other-{number}"
    return notebook


def solution_itself():
    notebook = master()
    for each in notebook.cells:
        each.metadata.pop("course", None)
    return notebook


GREEN = {
    "right": with_answers,
    "right_run_and_saved": lambda: stored(with_answers(), OK),
    "right_with_stale_outputs": lambda: stored(with_answers(), "unit_rows\n  no  stale\n"),
    "right_with_unrun_outputs": lambda: stored(with_answers(), OK, count=None),
    "right_with_a_helper": with_helper,
    "right_without_ids": without_ids,
    "right_with_another_kernel": lambda: having(
        with_answers(), metadata={"kernelspec": {"name": "r"}}
    ),
    "solution": solution_itself,
}
CHECK, ANSWER = "unit-rows-check", "unit-rows-answer"
RED = {
    "fresh": fresh,
    "wrong": lambda: with_answers(WRONG_ROWS),
    "wrong_run_and_saved": lambda: stored(with_answers(WRONG_ROWS), "unit_rows\n  no  saved\n"),
    "wrong_that_stores_ok": lambda: stored(with_answers(WRONG_ROWS), OK),
    "wrong_with_unrun_outputs": lambda: stored(with_answers(WRONG_ROWS), OK, count=None),
    "check_deleted": lambda: without(CHECK, with_answers(WRONG_ROWS)),
    "check_deleted_though_right": lambda: without(CHECK, with_answers()),
    "check_to_markdown": lambda: to_markdown(CHECK),
    "check_emptied": lambda: changed(CHECK, source=""),
    "check_commented_out": lambda: changed(CHECK, source="# check(unit_rows)"),
    "check_skipped_by_comment": lambda: changed(CHECK, source="# NBVAL_SKIP\ncheck(unit_rows)"),
    "answer_skips": lambda: with_answers("# NBVAL_SKIP\n" + WRONG_ROWS),
    "answer_excused": lambda: with_answers("# NBVAL_RAISES_EXCEPTION\n1 / 0"),
    "all_skipped": lambda: tagged("nbval-skip"),
    "all_raise": lambda: tagged("raises-exception", "nbval-raises-exception"),
    "all_ignored": lambda: tagged("nbval-ignore-output"),
    "syntax_error": lambda: with_answers("def unit_rows(x) return x"),
    "no_cells": lambda: having(fresh(), cells=[]),
}


QUICK = {"right_with_stale_outputs", "wrong_that_stores_ok", "all_raise"}
QUICK |= {"check_deleted_though_right"}


def run_pytest(folder, names):
    """Each notebook named, in one session: {name: texts of its failures}."""
    for name in names:
        write(folder, (GREEN | RED)[name](), name)
        solution = (folder / "solutions" / f"{STEM}.ipynb").read_bytes()
        (folder / "solutions" / f"{name}.ipynb").write_bytes(solution)
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--junitxml=junit.xml", "-q"]
    command += ["-p", "no:cacheprovider", "--color=no", "--continue-on-collection-errors"]
    run = subprocess.run(
        [*command, "exercises"], cwd=folder, capture_output=True, text=True, timeout=300
    )
    assert (folder / "junit.xml").exists(), f"pytest ended with {run.returncode}: {run.stderr}"
    found = {name: [] for name in names}
    for case in ET.parse(folder / "junit.xml").iter("testcase"):
        name = re.search(r"exercises[./](\w+)", f"{case.get('classname')} {case.get('name')}")[1]
        problems = [*case.iter("failure"), *case.iter("error")]
        found.setdefault(name, []).extend(f"{p.get('message')}\n{p.text}" for p in problems)
    return found


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    folder = course_folder(tmp_path_factory.mktemp("exercises"))
    (folder / "exercises" / f"{STEM}.ipynb").unlink()
    write(folder, fresh(), f"{STEM}.backup-2026-11-21-153012")
    (folder / "exercises" / "damaged.ipynb").write_text('{"cells": [', encoding="utf-8")
    (folder / "solutions" / "damaged.ipynb").write_bytes(b"")
    return run_pytest(folder, QUICK)


@pytest.fixture(scope="module")
def all_verdicts(tmp_path_factory):
    folder = course_folder(tmp_path_factory.mktemp("exercises"))
    return run_pytest(folder, [name for name in GREEN | RED if name not in QUICK])


@pytest.mark.parametrize("name", sorted(QUICK))
def test_green_exactly_when_right(verdicts, name):
    assert (verdicts[name] == []) == (name in GREEN)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in GREEN | RED if name not in QUICK])
def test_green_exactly_when_right_in_every_case(all_verdicts, name):
    assert (all_verdicts[name] == []) == (name in GREEN)


def test_deleted_check_is_said_in_one_line(verdicts):
    [failure] = verdicts["check_deleted_though_right"]
    assert "the check cell `check(unit_rows)` was deleted or changed" in failure


def test_check_shows_its_lines(verdicts):
    assert "all is divided by one length. Which axis?" in "".join(verdicts["wrong_that_stores_ok"])


def test_backups_are_not_collected(verdicts):
    assert set(verdicts) == QUICK | {"damaged"}


def test_damaged_notebook_is_one_line_without_a_traceback(verdicts):
    [text] = verdicts["damaged"]
    assert "is not a notebook: its JSON is damaged" in text
    assert "Traceback" not in text
