"""Collecting a class's work: every layout is understood, nothing is lost, nothing overwritten."""

import os
import unicodedata
import zipfile

import pytest
from click.testing import CliRunner

from course_grader.collect import collect
from course_utils.cli import course

STEMS = ("01_topic", "02_other")
MOST = 1 << 20


@pytest.fixture
def take(tmp_path):
    """Write files (path: content) into a folder and collect them."""
    root, out = tmp_path / "downloads", tmp_path / "submissions"

    def take(files):
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
        return collect(root, out, STEMS, MOST)

    take.out, take.root = out, root
    return take


def names(result):
    return sorted("/".join(path.parts[-2:]) for path in result.taken)


@pytest.mark.parametrize(
    ("file", "taken"),
    [
        ("ada/01_topic.ipynb", "ada/01_topic.ipynb"),
        ("ada__01_topic.ipynb", "ada/01_topic.ipynb"),
        ("ada/home/course/exercises/02_other.ipynb", "ada/02_other.ipynb"),
        ("lovelaceada_4711_90210_01_topic.ipynb", "lovelaceada/01_topic.ipynb"),
        ("lovelaceada_LATE_4711_90210_01_topic-1.ipynb", "lovelaceada/01_topic.ipynb"),
        ("Ada Lovelace_47_assignsubmission_file_/01_topic.ipynb", "Ada Lovelace/01_topic.ipynb"),
        ("Ada Lovelace_47_assignsubmission_file/01_topic.ipynb", "Ada Lovelace/01_topic.ipynb"),
        ("Ada Lovelace_47_assignsubmission_file_01_topic.ipynb", "Ada Lovelace/01_topic.ipynb"),
        ("ada/01_topic (1).ipynb", "ada/01_topic.ipynb"),
        ("ada/01_TOPIC.IPYNB", "ada/01_topic.ipynb"),
        ("ada/01_topic.ipynb.txt", "ada/01_topic.ipynb"),
        ("ada/01_topic.json", "ada/01_topic.ipynb"),
    ],
)
def test_a_layout_is_understood(take, file, taken):
    result = take({file: "{}"})
    assert names(result) == [taken]
    assert not result.refused


def test_two_people_of_one_name_stay_two(take):
    files = {f"smithjo_{number}_1_01_topic.ipynb": number for number in ("11", "22")}
    assert names(take(files)) == ["smithjo.11/01_topic.ipynb", "smithjo.22/01_topic.ipynb"]


def test_one_name_in_two_unicode_forms_is_one_person(take):
    files = {
        f"{unicodedata.normalize(form, 'Zoë')}__01_topic.ipynb": "{}" for form in ("NFC", "NFD")
    }
    assert names(take(files)) == ["Zoë/01_topic.ipynb"]


def test_two_versions_are_left_for_a_person_to_choose(take):
    result = take({"ada/01_topic.ipynb": "old", "ada/01_topic (1).ipynb": "new"})
    assert not result.taken
    assert "2 versions" in result.refused[0]
    assert not take.out.exists()


def test_nothing_is_overwritten(take):
    take({"ada/01_topic.ipynb": "first"})
    result = take({"ada/01_topic.ipynb": "second"})
    assert "says something else" in result.refused[0]
    assert (take.out / "ada" / "01_topic.ipynb").read_text() == "first"


def test_collected_twice_all_is_there_already(take):
    take({"ada/01_topic.ipynb": "{}"})
    result = take({})
    assert len(result.there) == 1
    assert not result.taken


def test_backups_are_no_submissions_and_the_rest_is_named(take):
    result = take({"ada/01_topic.backup-2026-01-02-030405.ipynb": "{}", "ada/notes.txt": "hello"})
    assert not result.taken
    assert result.unknown == ["ada/notes.txt"]


def test_a_file_without_a_name_on_it_is_refused(take):
    assert "does not say whose" in take({"01_topic.ipynb": "{}"}).refused[0]


def test_a_link_is_not_followed(take):
    (take.root / "ada").mkdir(parents=True)
    (take.root / "secret").write_text("{}")
    (take.root / "ada" / "01_topic.ipynb").symlink_to(take.root / "secret")
    assert "no plain file" in take({}).refused[0]


def zipped(path, files):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("name", ["ada/work.zip", "ada_4_5_work.zip"])
def test_a_zip_is_opened(take, name):
    zipped(take.root / name, {"exercises/01_topic.ipynb": "{}", "../../02_other.ipynb": "{}"})
    result = take({})
    assert {path.name for path in result.taken} == {"01_topic.ipynb", "02_other.ipynb"}
    assert all(take.out in path.resolve().parents for path in result.taken)


def test_a_zip_that_swells_is_bounded(take):
    zipped(take.root / "ada/work.zip", {"01_topic.ipynb": "0" * (MOST + 1)})
    assert "more than 1 MiB" in take({}).refused[0]


def test_a_damaged_zip_is_said(take):
    assert "cannot be opened" in take({"ada/work.zip": "no zip"}).refused[0]


def test_the_time_of_handing_in_is_kept(take):
    (take.root / "ada").mkdir(parents=True)
    path = take.root / "ada" / "01_topic.ipynb"
    path.write_text("{}")
    os.utime(path, (1e9, 1e9))
    (target,) = take({}).taken
    assert target.stat().st_mtime == 1e9


def test_the_command_says_what_it_took(tmp_path, monkeypatch):
    for part in ("notebooks", "exercises", "solutions"):
        (tmp_path / part).mkdir()
    (tmp_path / "solutions" / "01_topic.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    run = CliRunner().invoke
    assert run(course, ["collect", "downloads"]).exit_code == 1
    (downloads / "ada__01_topic.ipynb").write_text("{}")
    said = run(course, ["collect", "downloads"])
    assert said.exit_code == 0
    assert "ada/01_topic.ipynb  from ada__01_topic.ipynb" in said.output
    assert (tmp_path / "submissions" / "ada" / "01_topic.ipynb").exists()
