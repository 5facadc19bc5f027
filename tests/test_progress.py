import json
import multiprocessing

import pytest

from course_utils.progress import FILE_NAME, course_folder, keep, read_progress


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
