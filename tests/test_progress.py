import json
import multiprocessing

import nbformat
import pytest

from course_utils.progress import (
    FILE_NAME,
    course_folder,
    export_progress,
    import_progress,
    keep,
    read_progress,
)
from course_utils.progress_table import progress_html, progress_page, progress_rows


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "exercises").mkdir()
    return tmp_path


def test_the_course_folder_is_found_from_below(folder):
    assert course_folder(folder / "notebooks") == folder


def test_outside_the_course_one_sentence_says_where_to_go(tmp_path):
    with pytest.raises(FileNotFoundError, match="not inside the course folder"):
        course_folder(tmp_path)


def test_nothing_kept_yet_is_empty(folder):
    assert read_progress(folder) == {}


def test_values_are_kept_beside_each_other(folder):
    keep("quizzes", "00", "first", value="a", folder=folder)
    keep("quizzes", "00", "second", value="b", folder=folder)
    assert read_progress(folder) == {"quizzes": {"00": {"first": "a", "second": "b"}}}


@pytest.mark.parametrize("damage", ["", "{", "[1, 2]", '{"quizzes": 3}', "\0\0\0"])
def test_a_damaged_file_is_set_aside_and_said(folder, damage, capsys):
    (folder / FILE_NAME).write_text(damage)
    assert read_progress(folder) == {}
    (aside,) = folder.glob("progress.damaged-*.json")
    assert aside.read_text() == damage
    assert aside.name in capsys.readouterr().out


def test_a_crash_while_writing_leaves_the_old_file_whole(folder, monkeypatch):
    keep("quizzes", "00", "first", value="a", folder=folder)
    monkeypatch.setattr("pathlib.Path.replace", _fail)
    with pytest.raises(OSError, match="pulled the plug"):
        keep("quizzes", "00", "first", value="b", folder=folder)
    assert json.loads((folder / FILE_NAME).read_text())["quizzes"]["00"]["first"] == "a"


def _fail(*_):
    raise OSError("pulled the plug")


def _keep_many(folder, who):
    for i in range(20):
        keep("quizzes", who, str(i), value=i, folder=folder)


def test_two_notebooks_at_once_lose_nothing(folder):
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=_keep_many, args=(folder, who)) for who in ("a", "b")]
    for process in both:
        process.start()
    for process in both:
        process.join()
    kept = read_progress(folder)["quizzes"]
    assert len(kept["a"]) == len(kept["b"]) == 20


def test_what_was_exported_is_there_after_an_import_elsewhere(folder, tmp_path):
    keep("quizzes", "00", "first", value="a", folder=folder)
    export_progress(tmp_path / "answers.json", folder)
    other = tmp_path / "other"
    other.mkdir()
    assert import_progress(tmp_path / "answers.json", other) is None
    assert read_progress(other) == {"quizzes": {"00": {"first": "a"}}}


def test_an_import_goes_answer_by_answer_and_keeps_what_was_there(folder, tmp_path):
    keep("quizzes", "00", "first", value="old", folder=folder)
    keep("quizzes", "00", "second", value="mine", folder=folder)
    before = (folder / FILE_NAME).read_bytes()
    (tmp_path / "answers.json").write_text('{"quizzes": {"00": {"first": "new"}}}')
    kept = import_progress(tmp_path / "answers.json", folder)
    assert kept.read_bytes() == before
    assert read_progress(folder) == {"quizzes": {"00": {"first": "new", "second": "mine"}}}


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"quizzes": 3}', None])
def test_a_file_that_is_no_progress_changes_nothing(folder, tmp_path, content):
    keep("quizzes", "00", "first", value="a", folder=folder)
    before = (folder / FILE_NAME).read_bytes()
    if content is not None:
        (tmp_path / "answers.json").write_text(content)
    with pytest.raises(ValueError, match=r"answers\.json is"):
        import_progress(tmp_path / "answers.json", folder)
    assert (folder / FILE_NAME).read_bytes() == before
    assert not list(folder.glob("progress.*-*.json"))


def test_a_project_goes_by_its_title(folder):
    head = nbformat.v4.new_markdown_cell("# Project 2 · Made of sentences\n\nBuild one.")
    for stem, cells in (("p2_zero_shot", [head]), ("p3_empty", [])):
        notebook = nbformat.v4.new_notebook(cells=cells)
        nbformat.write(notebook, folder / "exercises" / f"{stem}.ipynb")
    (folder / "exercises/p4_damaged.ipynb").write_text("{")
    keep("exercises", "p2_zero_shot", value={"score": 4, "max_score": 12}, folder=folder)
    rows = {row.lesson: row.exercise for row in progress_rows(folder)}
    assert rows["p2 Made of sentences"] == "4 of 12"
    assert rows["p3_empty"] == rows["p4_damaged"] == "-"


def test_rows_say_minutes_predictions_quiz_and_exercise(folder):
    cells = [nbformat.v4.new_markdown_cell("# Start here\n\nAbout 25 minutes.")]
    cells += [nbformat.v4.new_code_cell('guess = predict("up", "down")', id=i) for i in "abc"]
    notebook = nbformat.v4.new_notebook(cells=cells)
    keep("predictions", "00_start_here", "b", value="up", folder=folder)
    keep("predictions", "00_start_here", "a cell of an older lesson", value="up", folder=folder)
    nbformat.write(notebook, folder / "notebooks" / "00_start_here.ipynb")
    (folder / "exercises" / "01_cosine_similarity.ipynb").write_text("{}")
    (folder / "exercises" / "01_cosine_similarity.backup-2026-01-01-000000.ipynb").write_text("{}")
    result = {"score": 3, "max_score": 15}
    keep("exercises", "01_cosine_similarity", value=result, folder=folder)
    rows = {row.lesson: row for row in progress_rows(folder)}
    assert rows["00_start_here"].minutes == "25"
    assert rows["00_start_here"].predictions == "1 of 3"
    assert rows["00_start_here"].exercise == rows["01_cosine_similarity"].predictions == ""
    assert rows["01_cosine_similarity"].exercise == "3 of 15"
    assert rows["01_cosine_similarity"].quiz == "-"
    assert not any("backup" in lesson for lesson in rows)
    name = '<th scope="row">01_<wbr>cosine_<wbr>similarity</th>'
    assert name in progress_html(list(rows.values()))
    assert progress_page(list(rows.values())).count("<tr>") == len(rows) + 1
