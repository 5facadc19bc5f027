import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from course_utils.cli import COMMANDS, SUMMARIES, course, main
from course_utils.progress import keep


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(course, words, prog_name="course")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("notebooks", "exercises"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_help_names_every_command(run):
    said = run("--help").output
    assert COMMANDS.keys() == SUMMARIES.keys()
    assert all(re.search(rf"^  {name} ", said, re.M) for name in COMMANDS)
    assert "course check 03" in said


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"course {name}" in result.output.split("Example")[1]


def test_an_unknown_command_is_wrong_usage(run):
    assert run("serch").exit_code == 2


def test_python_m_course_utils_is_the_same_command():
    command = [sys.executable, "-m", "course_utils", "--version"]
    assert "course, version" in subprocess.run(command, capture_output=True, text=True).stdout


def test_what_a_person_can_mend_is_one_line(folder, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["course", "search", "--image", "nowhere.jpg"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("course: ")
    assert "nowhere.jpg" in said
    assert said.count("\n") == 1


def test_a_file_that_cannot_be_written_is_one_line_with_its_name(folder, monkeypatch, capsys):
    opened = Path.open

    def read_only(path, mode="r", *how, **more):
        if "w" in mode:
            raise OSError(errno.EROFS, "Read-only file system", str(path))
        return opened(path, mode, *how, **more)

    monkeypatch.setattr(Path, "open", read_only)
    monkeypatch.setattr(sys, "argv", ["course", "progress", "--html", "page.html"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert said == "course: page.html cannot be used: Read-only file system\n"


def test_ctrl_c_is_one_word_and_its_own_exit_code(monkeypatch, capsys):
    def pressed():
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["course", "doctor"])
    monkeypatch.setattr("course_utils.cli.doctor.examine", pressed)
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 130
    assert capsys.readouterr().err.strip() == "stopped"


def test_progress_shows_right_answers_out_of_all(run, folder):
    keep("quizzes", "00_start_here", "unit-vectors", value="90 degrees", folder=folder)
    keep("quizzes", "00_start_here", "recall", value="0.1", folder=folder)
    assert re.search(r"00_start_here +\d* +-? +1 of 5", run("progress").output)


def test_progress_goes_out_and_comes_in_again(run, folder):
    keep("quizzes", "00_start_here", "unit-vectors", value="90 degrees", folder=folder)
    assert "answers.json" in run("progress", "--export", "answers.json").output
    (folder / "progress.json").unlink()
    assert "1 of 5" in run("progress", "--import", "answers.json").output
    assert "written" in run("progress", "--html", "page.html").output
    assert "1 of 5" in (folder / "page.html").read_text()
    assert run("progress", "--html", "a.html", "--export", "b.json").exit_code == 2


def test_progress_is_empty_at_first(run, folder):
    assert re.search(r"00_start_here +\d* +-", run("progress").output)


@pytest.mark.parametrize(
    "words", [(), ("  ",), ("cat", "--image", "a.png"), ("cat", "--set", "dogs")]
)
def test_search_wants_words_or_a_picture_and_a_known_set(run, words):
    assert run("search", *words).exit_code == 2


def test_search_finds_an_umbrella(run):
    result = run("search", "a red umbrella")
    assert result.exit_code == 0
    assert "umbrella" in result.output.splitlines()[0]
    assert len(result.output.splitlines()) == 5


def test_search_finds_pictures_by_a_picture_and_draws_them(run, tmp_path):
    from course_utils.datasets import load_pairs

    photos = load_pairs("photos")
    photos.images[7].save(tmp_path / "query.png")
    out = tmp_path / "found.png"
    result = run("search", "--image", str(tmp_path / "query.png"), "-k", "3", "--save", str(out))
    assert photos.captions[7][:30] in result.output.splitlines()[0]
    assert Image.open(out).size > (300, 100)


def test_lab_opens_the_first_lesson_on_loopback(folder, monkeypatch, run):
    started = []
    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", started.extend)
    run("lab", "--no-browser")
    assert "--no-browser" in started
    assert any("00_start_here" in word for word in started)
    assert not any("ip=" in word or "token" in word for word in started)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a home that nobody can make")
def test_lab_without_a_home_is_one_line(folder):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER_", "XDG_"))}
    command = [sys.executable, "-m", "course_utils", "lab", "--no-browser"]
    done = subprocess.run(
        command, env={**environment, "HOME": "/proc/nowhere"}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "set HOME to a folder of yours" in done.stderr


def test_lab_where_nobody_knows_a_home_is_told(folder, run, monkeypatch):
    def none():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("jupyter_core.paths.jupyter_config_dir", none)
    starts = "jupyterlab.labapp.LabApp.launch_instance"
    monkeypatch.setattr(starts, lambda *_: pytest.fail("it starts"))
    assert "set HOME" in run("lab").output
