"""What a class gets: everything to learn with, nothing to copy from."""

import ast
import io
import re
import zipfile
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from course_utils.cli import course
from course_utils.grading.notebook.cells import (
    BEGIN,
    END,
    STUB,
    course_metadata,
    read_notebook,
    tags,
)
from course_utils.grading.notebook.release import released, sealed
from course_utils.material import write_bundle

ROOT = Path(__file__).resolve().parents[1]
SOLUTIONS = sorted((ROOT / "solutions").glob("[0-9p]?_*.ipynb"))
NAMES = [path.stem for path in SOLUTIONS]
REGION = re.compile(rf"{BEGIN}\n(.*?){END}", re.DOTALL)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    path = tmp_path_factory.mktemp("bundle") / "class.zip"
    write_bundle(path, SOLUTIONS)
    return path


@pytest.fixture
def folder(bundle, tmp_path, monkeypatch):
    zipfile.ZipFile(bundle).extractall(tmp_path)
    monkeypatch.chdir(tmp_path / "shared-space")
    return tmp_path / "shared-space"


def secrets(solution):
    """Lines of a solution that a bundle may not have: code of answers, hidden cells, notes."""
    for cell in solution.cells:
        if {"hidden", "solution-note"} & set(tags(cell)):
            yield from cell.source.splitlines()
            yield from (line for o in cell.get("outputs", []) for line in o.text.splitlines())
        for region in REGION.findall(cell.source):
            yield from region.split(STUB)[0].splitlines()


def public(solution):
    """Lines that a release gives to everybody."""
    lines = (line for cell in released(solution, "").cells for line in cell.source.splitlines())
    return {line.strip(" #") for line in lines}


@pytest.mark.parametrize("path", SOLUTIONS, ids=NAMES)
def test_no_line_of_a_solution_is_in_the_bundle(bundle, path):
    solution = read_notebook(path)
    searched = {}
    with zipfile.ZipFile(bundle) as archive:
        for name in archive.namelist():
            if path.name in name and not name.startswith("shared-space/notebooks"):
                notebook = nbformat.reads(archive.read(name).decode(), as_version=4)
                lines = [line for c in notebook.cells for line in c.source.splitlines()]
                searched[name] = {line.strip(" #") for line in lines}
                kept = {key for c in notebook.cells for key in c.metadata}
                assert kept <= {"alt", "course", "deletable", "editable", "tags"}
                assert not any(c.get("outputs") for c in notebook.cells)
    assert len(searched) == 2
    given = {"", *public(solution)}
    wanted = {line.strip(" #") for line in secrets(solution)} - given
    wanted = {line for line in wanted if len(line) > 8}  # no `else:`, no `]`
    assert len(wanted) > 10
    for name, lines in searched.items():
        assert wanted & lines == set(), name


def test_there_is_no_solutions_folder_and_nothing_hidden(bundle):
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()
        sealed_ones = [n for n in names if "/sealed/" in n]
        assert len(sealed_ones) == len(SOLUTIONS)
        assert not any("/solutions/" in name for name in names)
        for name in sealed_ones:
            notebook = nbformat.reads(archive.read(name).decode(), as_version=4)
            assert not any({"hidden", "solution-note"} & set(tags(c)) for c in notebook.cells)
            assert not any(c.get("outputs") for c in notebook.cells)


@pytest.mark.parametrize("path", SOLUTIONS, ids=NAMES)
def test_a_sealed_exercise_releases_to_the_same_exercise(path):
    master = read_notebook(path)
    assert released(sealed(master), path.stem) == released(master, path.stem)


def test_the_same_course_makes_the_same_bytes(bundle, tmp_path):
    write_bundle(tmp_path / "again.zip", SOLUTIONS)
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def answered(name, folder):
    """The solution's answers, written into the bundle's exercise."""
    solution = read_notebook(ROOT / "solutions" / name)
    answers = {c.id: c.source for c in solution.cells if "answer" in tags(c)}
    path = folder / "exercises" / name
    exercise = read_notebook(path)
    for cell in exercise.cells:
        cell.source = answers.get(cell.id, cell.source)
    nbformat.write(exercise, path)
    return exercise


def test_check_reset_and_progress_work_in_it(folder):
    name = SOLUTIONS[0].name
    run = CliRunner().invoke
    assert "0 of" in run(course, ["check", "01"]).output
    exercise = answered(name, folder)
    right = run(course, ["check", "01"])
    assert right.exit_code == 0, right.output
    assert "grader tries other inputs" in right.output
    points = sum(course_metadata(c).get("points") or 0 for c in exercise.cells)
    assert f"{points:g} of {points:g}" in run(course, ["progress"]).output
    assert "kept as" in run(course, ["reset", "01"]).output
    assert "nothing to do" in run(course, ["reset", "01"]).output


def test_an_update_brings_no_solutions_into_it(folder):
    assert CliRunner().invoke(course, ["update"]).exit_code == 0
    assert not (folder / "solutions").exists()


def test_a_wrong_answer_gets_no_points_in_it(folder):
    name = SOLUTIONS[0].name
    exercise = answered(name, folder)
    (cell,) = (c for c in exercise.cells if course_metadata(c).get("question") == "l2_normalize")
    function = ast.parse(cell.source).body[-1]
    cell.source = f"def l2_normalize({ast.unparse(function.args)}):\n    return 1"
    nbformat.write(exercise, folder / "exercises" / name)
    assert "l2_normalize: 0 of" in CliRunner().invoke(course, ["check", "01"]).output


def test_release_zip_says_what_it_wrote(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    said = CliRunner().invoke(course, ["release", "--zip", str(tmp_path / "class.zip")])
    assert "no solution among them" in said.output
    assert zipfile.ZipFile(io.BytesIO((tmp_path / "class.zip").read_bytes())).testzip() is None
