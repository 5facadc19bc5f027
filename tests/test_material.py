"""A learner's folder: laid once, brought up to date, never at the cost of what was written."""

import json
import tomllib
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from course_utils import material
from course_utils.cli import course
from course_utils.material import lay, learners_copy, shipped

ROOT = Path(__file__).resolve().parents[1]
TEXT = "README.md"
LESSON = "notebooks/01_cosine_similarity.ipynb"
EXERCISE = "exercises/01_cosine_similarity.ipynb"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "my own course"
    list(lay(folder))
    return folder


@pytest.fixture
def newer(tmp_path, monkeypatch):
    """The course's next release: the first lesson, exercise and text say one thing more."""
    files = {name: path for name, path in shipped().items() if name in (LESSON, EXERCISE)}
    for name, path in files.items():
        notebook = nbformat.read(path, as_version=4)
        notebook.cells[0].source += "\n\nNew in this release."
        if "fingerprint" in notebook.metadata.get("course", {}):
            notebook.metadata.course.fingerprint = material.fingerprint(notebook)
        files[name] = tmp_path / "next" / name
        files[name].parent.mkdir(parents=True)
        nbformat.write(notebook, files[name])
    files[TEXT] = tmp_path / "next" / TEXT
    files[TEXT].write_text("New in this release.\n")
    return lambda: monkeypatch.setattr(material, "shipped", lambda: files)


def write_into(path, text="# my own words"):
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source += f"\n{text}"
    nbformat.write(notebook, path)
    return path.read_bytes()


def what(folder):
    return {laid.name: laid.what for laid in lay(folder)}


def test_every_file_of_the_course_is_there(folder):
    laid = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    laid.remove(".laid.json")
    assert laid == shipped().keys()
    assert {LESSON, EXERCISE, "solutions/01_cosine_similarity.ipynb"} <= laid


def test_a_wheel_takes_along_every_file_that_a_folder_gets():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    table = project["tool"]["setuptools"]["data-files"]
    globs = [g for kind in table.values() for g in kind]
    taken = {path.relative_to(ROOT) for g in globs for path in ROOT.glob(g)}
    assert {p.as_posix() for p in taken if ".backup-" not in p.name} == shipped().keys()
    for target, globs in table.items():
        inside = target.removeprefix(material.SHARE).strip("/")
        assert all(Path(g).parent.as_posix().strip(".") == inside for g in globs)


@pytest.mark.parametrize("lesson", sorted(n for n in shipped() if n.startswith("notebooks/")))
def test_no_answer_stands_under_a_prediction(lesson):
    notebook = nbformat.reads(learners_copy(shipped()[lesson]).decode(), as_version=4)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert "widget-view" not in json.dumps(output)
            assert output.output_type == "display_data"
            widgets = ("predict(", "quiz(", "explore(", "_box(", "progress_panel(")
            assert any(word in cell.source for word in widgets)


def test_stills_of_widgets_stay():
    notebook = nbformat.reads(learners_copy(shipped()[LESSON]).decode(), as_version=4)
    kept = [cell for cell in notebook.cells if cell.get("outputs")]
    assert len(kept) >= 3


def test_laid_twice_nothing_changes(folder):
    assert set(what(folder).values()) == {"same"}


def test_what_was_written_stays_while_there_is_nothing_newer(folder):
    written = {name: write_into(folder / name) for name in (LESSON, EXERCISE)}
    assert [what(folder)[name] for name in written] == ["yours", "yours"]
    assert all((folder / name).read_bytes() == mine for name, mine in written.items())


def test_a_newer_release_keeps_what_was_written_under_a_dated_name(folder, newer):
    written = {name: write_into(folder / name) for name in (LESSON, EXERCISE)}
    newer()
    laid = {item.name: item for item in lay(folder)}
    for name, mine in written.items():
        assert ".backup-2" in laid[name].kept.name
        assert laid[name].kept.read_bytes() == mine
        assert "New in this release" in (folder / name).read_text()
    assert {item.what for item in lay(folder)} == {"same"}


def test_a_lesson_that_was_only_run_is_replaced(folder, newer):
    notebook = nbformat.read(folder / LESSON, as_version=4)
    notebook.cells[2].execution_count = 7
    nbformat.write(notebook, folder / LESSON)
    newer()
    assert what(folder)[LESSON] == "fresh"
    assert not list(folder.rglob("*.backup-*"))


def test_a_text_that_nobody_wrote_in_is_replaced_without_a_backup(folder, newer):
    newer()
    assert what(folder)[TEXT] == "fresh"
    assert (folder / TEXT).read_text() == "New in this release.\n"
    assert not list(folder.rglob("*.backup-*"))


def test_a_text_with_other_line_ends_is_as_it_was_given(folder, newer):
    text = (folder / TEXT).read_bytes()
    (folder / TEXT).write_bytes(text.replace(b"\n", b"\r\n"))
    newer()
    assert what(folder)[TEXT] == "fresh"
    assert not list(folder.rglob("*.backup-*"))


def test_a_text_that_somebody_wrote_in_stays_until_there_is_a_newer_one(folder, newer):
    (folder / TEXT).write_text("mine\n")
    assert what(folder)[TEXT] == "yours"
    newer()
    kept = next(laid.kept for laid in lay(folder) if laid.name == TEXT)
    assert kept.read_text() == "mine\n"
    assert what(folder)[TEXT] == "same"


@pytest.mark.parametrize("note", [None, "{", "[]"])
def test_without_a_note_of_what_was_given_a_text_is_kept(folder, newer, note):
    (folder / ".laid.json").unlink()
    if note:
        (folder / ".laid.json").write_text(note)
    newer()
    assert next(laid.kept for laid in lay(folder) if laid.name == TEXT)


def test_a_damaged_notebook_is_kept_too(folder):
    (folder / LESSON).write_text("{")
    kept = next(laid.kept for laid in lay(folder) if laid.name == LESSON)
    assert kept.read_text() == "{"


def test_init_and_update_say_what_they_did(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(course, ["init", "with spaces"])
    assert said.exit_code == 0
    assert 'cd "with spaces"' in said.output
    monkeypatch.chdir("with spaces")
    write_into(Path(EXERCISE))
    assert "1 files that you wrote in" in CliRunner().invoke(course, ["update"]).output


def test_init_never_writes_into_the_clone(monkeypatch):
    monkeypatch.setattr(material, "lay", lambda folder: pytest.fail("it writes"))
    said = CliRunner().invoke(course, ["init", str(ROOT)])
    assert said.exit_code == 2
    assert "clone" in said.output


def test_an_installed_package_without_its_lessons_says_so(monkeypatch):
    monkeypatch.setattr(material, "clone", lambda: None)
    monkeypatch.setattr("importlib.metadata.files", lambda name: [])
    with pytest.raises(FileNotFoundError, match="install the course again"):
        shipped()
