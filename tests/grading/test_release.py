"""Releases: what is left out, the same bytes every time, faults said before anything is written."""

import json
from dataclasses import replace

import pytest

from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cells import (
    NotebookError,
    notebook_bytes,
    parse_notebook,
    question_cells,
    read_notebook,
    tags,
    with_seed,
)
from course_utils.grading.notebook.faults import faults
from course_utils.grading.notebook.release import is_untouched, release, released, stub
from tests.grading.sample import DATA, STEM, cell, course_folder, fresh_bytes, master, with_answers


def test_sample_exercise_is_in_step_with_its_solution():
    assert (DATA / "exercises" / f"{STEM}.ipynb").read_bytes() == fresh_bytes()


def test_nothing_of_the_solution_is_left():
    text = fresh_bytes().decode()
    for secret in ("BEGIN", "END SOL", "linalg", "probe(", "withheld", "middle leaves", "nbval"):
        assert secret not in text
    exercise = released(master(), STEM)
    assert all(not c.get("outputs") and c.get("execution_count") is None for c in exercise.cells)
    assert [c.id for c in exercise.cells if "check" in tags(c)] == [
        "unit-rows-check",
        "threshold-check",
    ]
    assert cell(exercise, "unit-rows-check").metadata == {
        "tags": ["check"],
        "deletable": False,
        "editable": False,
    }


def test_bytes_do_not_depend_on_what_a_run_or_an_editor_leaves():
    other = master()
    other.metadata = {"kernelspec": {"name": "else"}, "widgets": {}, "language_info": {"v": 3}}
    for each in other.cells:
        each.metadata["collapsed"] = True
        if each.cell_type == "code":
            each.outputs, each.execution_count = [], 7
    assert notebook_bytes(released(other, STEM)) == fresh_bytes()


PART = "### BEGIN SOLUTION\n{}\n### END SOLUTION"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "def f(x):\n    ### BEGIN SOLUTION\n    y = x\n    return y\n    ### END SOLUTION",
            "def f(x):\n    ...",
        ),
        ("x = [\n    ### BEGIN SOLUTION\n    1\n    ### END SOLUTION\n]", "x = [\n    ...\n]"),
        (
            PART.format("x = 1\n### BEGIN STUB\n# x = ...\n#\n# y = x") + "\nz = 2",
            "x = ...\n\ny = x\nz = 2",
        ),
        (
            "def f():\n    ### BEGIN SOLUTION\n    a\n    ### BEGIN STUB\n    # if b:\n"
            "    #     return c\n    ### END SOLUTION",
            "def f():\n    if b:\n        return c",
        ),
        (PART.format("a = 1") + "\nb\n" + PART.format("c"), "...\nb\n..."),
    ],
)
def test_stub_takes_the_place_of_each_marked_part(source, expected):
    assert stub(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "x = 1",
        "### BEGIN SOLUTION\nx = 1",
        "x = 1\n### END SOLUTION",
        "### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION\n### END SOLUTION",
        "### BEGIN SOLUTION\nx\n### BEGIN STUB\nx = ...\n### END SOLUTION",
    ],
)
def test_markers_that_do_not_pair_are_refused(source):
    with pytest.raises(NotebookError):
        stub(source)


def test_sample_has_no_faults():
    assert list(faults(master())) == []


def set_metadata(notebook, cell_id, **course):
    cell(notebook, cell_id).metadata["course"].update(course)


def set_source(notebook, cell_id, source):
    cell(notebook, cell_id).source = source


def drop(notebook, cell_id):
    notebook.cells = [c for c in notebook.cells if c.id != cell_id]


def set_tags(notebook, cell_id, *names):
    cell(notebook, cell_id).metadata["tags"] = list(names)


A, C, P, Q = "unit-rows-answer", "unit-rows-check", "unit-rows-probe", "unit-rows"


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda n: set_metadata(n, A, points=0), "needs points"),
        (lambda n: set_metadata(n, A, points="two"), "needs points"),
        (lambda n: set_metadata(n, A, question=None), "a question's name of its own"),
        (lambda n: set_metadata(n, A, question="threshold"), "check(unit_rows) has no answer"),
        (lambda n: set_source(n, A, "def unit_rows(x): ..."), "must stand in pairs"),
        (lambda n: set_source(n, A, PART.format("unit_rows = 1")), "the stub does not define it"),
        (lambda n: drop(n, C), "needs one cell with the tag `check`, found 0"),
        (lambda n: drop(n, P), "needs one cell with the tag `hidden`, found 0"),
        (lambda n: drop(n, Q), "has 0 hints"),
        (lambda n: drop(n, "unit-rows-note"), "needs a Markdown cell with the tag `solution-note`"),
        (lambda n: set_tags(n, C, "check"), "needs the tag `nbval-check-output`"),
        (lambda n: set_source(n, C, "check(unit_rows)\nprint()"), "its check cell should say"),
        (lambda n: set_source(n, P, "x = 1\nprobe(unit_rows, seed=0)"), "should import probe"),
        (lambda n: set_source(n, P, "probe()"), "probe(None) has no answer cell"),
        (lambda n: cell(n, P).update(outputs=[]), "did not print a probe"),
        (lambda n: cell(n, C).update(execution_count=None), "was not run"),
        (lambda n: cell(n, C).update(id=A), "2 cells have the id"),
        (lambda n: n.update(cells=[]), "no cell with the tag `answer`"),
    ],
)
def test_fault_is_said(spoil, fault):
    notebook = master()
    spoil(notebook)
    assert any(fault in found for found in faults(notebook)), list(faults(notebook))


def test_question_nobody_wrote_is_a_fault():
    notebook = master()
    text = notebook_bytes(notebook).decode().replace("unit_rows", "unheard_of")
    assert any("no file unheard_of.py" in found for found in faults(parse_notebook(text)))


def test_untouched_means_that_nobody_wrote_in_it(tmp_path):
    folder = course_folder(tmp_path)
    path = folder / "exercises" / f"{STEM}.ipynb"
    run = read_notebook(path)
    for each in run.cells:
        if each.cell_type == "code":
            each.execution_count = 3
    path.write_bytes(notebook_bytes(run))
    assert is_untouched(path)
    path.write_bytes(notebook_bytes(with_answers()))
    assert not is_untouched(path)
    path.write_bytes(b"damaged")
    assert not is_untouched(path)


def test_release_over_an_untouched_exercise_makes_no_backup(tmp_path):
    folder = course_folder(tmp_path)
    solution, exercise = (folder / kind / f"{STEM}.ipynb" for kind in ("solutions", "exercises"))
    assert release(solution, exercise) == (False, None)
    changed = master()
    cell(changed, "title").source += " Changed."
    solution.write_bytes(notebook_bytes(changed))
    assert release(solution, exercise) == (True, None)
    assert "Changed." in exercise.read_text(encoding="utf-8")
    assert len(list((folder / "exercises").iterdir())) == 1


@pytest.mark.parametrize("work", [notebook_bytes(with_answers()), b"{damaged", b""])
def test_release_keeps_what_somebody_wrote(tmp_path, work):
    folder = course_folder(tmp_path)
    solution, exercise = (folder / kind / f"{STEM}.ipynb" for kind in ("solutions", "exercises"))
    exercise.write_bytes(work)
    changed, kept = release(solution, exercise)
    assert changed
    assert kept.read_bytes() == work
    assert exercise.read_bytes() == fresh_bytes()


def test_questions_know_their_cells():
    rows, threshold = question_cells(master())
    assert (rows.name, rows.points) == ("unit_rows", 2)
    assert [master().cells[n].id for n in (rows.answer, *rows.checks, *rows.hidden)] == [A, C, P]
    assert threshold.name == "threshold"


def test_seed_and_draws_are_written_once_and_again():
    source = "probe(f, seed=0)"
    assert with_seed(source, 5) == "probe(f, seed=5)"
    assert with_seed(with_seed(source, 5, [1, 2]), 6, [3]) == "probe(f, seed=6, draws=[3])"
    with pytest.raises(NotebookError):
        with_seed("probe(f)", 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "JSON is damaged"),
        (b'{"cells": [', "JSON is damaged"),
        (b"[" * 100_000, "JSON is damaged"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[]", "no nbformat number"),
        (b'{"nbformat": "4"}', "no nbformat number"),
        (b'{"nbformat": 4}', "not cells"),
        (b'{"nbformat": 4, "cells": [3]}', "not cells"),
        (b'{"nbformat": 99, "cells": []}', "not cells"),
    ],
)
def test_damaged_notebook_is_one_line(tmp_path, content, reason):
    path = tmp_path / "98_sample.ipynb"
    path.write_bytes(content)
    with pytest.raises(NotebookError) as caught:
        read_notebook(path)
    assert "98_sample.ipynb is not a notebook" in str(caught.value)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_odd_but_readable_notebooks_are_read():
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}}
    old["worksheets"] = [{"cells": [{"cell_type": "code", "input": ["x = 1"], "outputs": [],
                                     "language": "python", "metadata": {}}]}]  # fmt: skip
    assert parse_notebook(json.dumps(old)).cells[0].source == "x = 1"
    bare = {"nbformat": 4, "cells": [{"cell_type": "code", "source": ["x\n", "\ud800"]}] * 2}
    cells = parse_notebook(json.dumps(bare)).cells
    assert [c.source for c in cells] == ["x\n?", "x\n?"]
    assert [c.id for c in cells] == ["cell-1", "cell-2"]
    tagged = {"cell_type": "markdown", "source": "", "metadata": {"tags": 3, "course": []}}
    [odd] = parse_notebook(json.dumps({"nbformat": 4, "cells": [tagged]})).cells
    assert tags(odd) == []


@pytest.mark.parametrize(
    "odd",
    [
        {"cell_type": "code"},
        {"cell_type": "code", "source": None},
        {"cell_type": "code", "source": 3},
        {"cell_type": "code", "source": ["x = ", 1]},
        {"cell_type": "code", "source": "", "outputs": [None]},
        {"cell_type": "heading", "source": "Mine", "level": 1},
        {"cell_type": "no such type", "source": ""},
        {"source": "x = 1"},
    ],
)
def test_one_odd_cell_voids_nothing(odd):
    notebook = {"nbformat": 4, "cells": [{"cell_type": "code", "source": "y = 2"}, odd]}
    first, second = parse_notebook(json.dumps(notebook)).cells
    assert first.source == "y = 2"
    assert isinstance(second.source, str)
    assert None not in second.get("outputs", [])


@pytest.mark.parametrize(
    ("withheld", "there"),
    [
        ("similarity.top_k", True),
        ("similarity._top_columns", True),
        ("modalities._whole", True),  # private, in a file of a package
        ("retrieval.VectorIndex.search", True),
        ("similarity.best_k", False),
        ("similarity", False),
        ("likeness.top_k", False),
    ],
)
def test_what_is_withheld_has_to_be_there(withheld, there, monkeypatch):
    asked = replace(find("unit_rows"), withheld=(withheld,))
    monkeypatch.setattr("course_utils.grading.notebook.faults.find", lambda name: asked)
    found = [fault for fault in faults(master()) if "which is not there" in fault]
    assert (not found) == there
