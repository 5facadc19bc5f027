import importlib.metadata
import io
import socket
import sys
import webbrowser
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner

from course_utils import doctor
from course_utils import doctor_around as around
from course_utils import doctor_machine as machine
from course_utils.cli import course


def test_all_is_well_here():
    wrong = [finding for finding in doctor.examine() if not finding.ok]
    assert wrong == []


def test_a_look_that_fails_is_a_finding_with_a_mend(monkeypatch):
    def _broken():
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(doctor, "LOOKS", (_broken,))
    (finding,) = doctor.examine()
    assert not finding.ok
    assert "the disk is gone" in finding.found
    assert finding.mend


def test_an_old_python_is_told_what_to_use(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    assert "3.11" in doctor._python().mend


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(doctor, "requires", lambda _: ["no-such-package>=1", "numpy>=99"])
    finding = doctor._packages()
    assert "no no-such-package" in finding.found
    assert "numpy" in finding.found
    assert "pip install" in finding.mend


def test_torchvision_in_the_way_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "transformers", None)
    monkeypatch.setattr(doctor.importlib.util, "find_spec", lambda name: name == "torchvision")
    assert doctor._transformers().mend == "python -m pip uninstall torchvision"


def test_the_doctor_looks_at_everything_that_can_be_looked_at():
    found = {
        look
        for module in (doctor, machine, around)
        for look in vars(module).values()
        if getattr(look, "__annotations__", {}).get("return") is doctor.Finding
    }
    assert found == set(doctor.LOOKS)
    assert len(found) == 19


@pytest.mark.parametrize(("mend", "code"), [("", 0), ("do this", 1)])
def test_the_exit_code_says_whether_anything_is_wrong(monkeypatch, mend, code):
    monkeypatch.setattr(doctor, "LOOKS", (lambda: doctor.Finding("thing", "found", mend),))
    result = CliRunner().invoke(course, ["doctor"])
    assert result.exit_code == code
    assert mend in result.output


def test_outside_the_course_folder_it_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "go to the folder" in doctor._folder().mend


def test_a_folder_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    for part in ("notebooks", "exercises"):
        (tmp_path / part).mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor.os, "access", lambda path, mode: False)
    assert "folder of yours" in doctor._folder().mend


def test_a_folder_with_spaces_and_letters_of_any_script_is_fine(tmp_path, monkeypatch):
    folder = tmp_path / "mein Kürs 課程"
    for part in ("notebooks", "exercises"):
        (folder / part).mkdir(parents=True)
    monkeypatch.chdir(folder)
    assert doctor._folder().ok


@pytest.mark.parametrize(("argv0", "ok"), [("python", True), ("/opt/other/bin/python", False)])
def test_a_kernel_of_another_environment_is_told(monkeypatch, argv0, ok):
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

    spec = KernelSpec(argv=[argv0], display_name="Python 3")
    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", lambda self, name: spec)
    finding = machine.kernel()
    assert finding.ok == ok
    assert ok or "ipykernel install" in finding.mend


def test_no_kernel_at_all_is_told(monkeypatch):
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    def none(self, name):
        raise NoSuchKernel(name)

    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", none)
    assert "ipykernel install" in machine.kernel().mend


def test_a_package_older_than_the_lessons_beside_it_is_told(tmp_path, monkeypatch):
    for part in ("notebooks", "exercises", "course_utils"):
        (tmp_path / part).mkdir()
    monkeypatch.chdir(tmp_path)
    same = Path(machine.__file__)
    (tmp_path / "course_utils" / same.name).write_bytes(same.read_bytes())
    assert machine.package().ok
    (tmp_path / "course_utils" / "quizzes.py").write_text("# newer")
    finding = machine.package()
    assert "quizzes.py" in finding.found
    assert str(tmp_path) in finding.mend


class Noted(PurePosixPath):
    """A file as an installation notes it, with the hash of its bytes then."""

    def locate(self):
        return Path(self)


def noted(path):
    import base64
    import hashlib

    file = Noted(path.as_posix())
    digest = base64.urlsafe_b64encode(hashlib.sha256(path.read_bytes()).digest())
    file.hash = importlib.metadata.FileHash(f"sha256={digest.rstrip(b'=').decode()}")
    return file


def test_a_flipped_byte_and_a_missing_asset_are_told(tmp_path):
    path = tmp_path / "assets" / "weights.bin"
    path.parent.mkdir()
    path.write_bytes(b"1234")
    files = [noted(path)]
    assert machine.assets(files).ok
    path.write_bytes(b"1235")
    finding = machine.assets(files)
    assert finding.found == "weights.bin is damaged"
    assert "checkout" in finding.mend
    path.unlink()
    assert machine.assets(files).found == "weights.bin is missing"


def test_outside_a_clone_the_package_is_what_restores_an_asset(monkeypatch):
    monkeypatch.setattr("course_utils.material.clone", lambda: None)
    assert "force-reinstall" in machine.restore()


def test_a_damaged_picture_set_and_model_say_how_to_have_them_back(monkeypatch):
    def damaged(*_):
        raise ValueError("pairs.parquet is missing or damaged")

    monkeypatch.setattr("course_utils.datasets.load_pairs", damaged)
    monkeypatch.setattr("course_utils.clip.load_clip", damaged)
    for look in (doctor._pairs, doctor._model):
        assert "damaged" in look().found
        assert "checkout" in look().mend


def test_a_broken_quiz_is_named(tmp_path, monkeypatch):
    (tmp_path / "00_start_here.toml").write_text("[[question")
    monkeypatch.setattr("course_utils.quizzes.FOLDER", tmp_path)
    finding = machine.quizzes()
    assert "00_start_here.toml" in finding.found
    assert not finding.ok


def test_no_home_is_told(monkeypatch):
    def none():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)
    assert "set HOME" in machine.home().mend
    monkeypatch.setattr(Path, "home", lambda: Path("/nowhere/at/all"))
    assert "cannot be written" in machine.home().found


@pytest.mark.parametrize(("kib", "ok"), [(500_000, False), (4_000_000, True)])
def test_too_little_memory_is_told(monkeypatch, kib, ok):
    monkeypatch.setattr(Path, "read_text", lambda path: f"MemTotal: 9\nMemAvailable: {kib} kB\n")
    assert machine.memory().ok == ok


@pytest.mark.parametrize(("version", "ok"), [("9.0.1", False), ("22.3", False), ("25.1", True)])
def test_an_old_pip_is_told(monkeypatch, version, ok):
    monkeypatch.setattr(importlib.metadata, "version", lambda name: version)
    assert machine.pip().ok == ok


def test_no_browser_and_a_taken_port_are_said_and_stop_nothing(monkeypatch):
    def none():
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setattr(machine, "PORT", server.getsockname()[1])
        finding = machine.opening()
    assert finding.ok
    assert "--no-browser" in finding.found
    assert "is taken" in finding.found


def test_a_console_that_is_not_utf8_is_said_and_stops_nothing(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    finding = machine.console()
    assert finding.ok
    assert "PYTHONUTF8=1" in finding.found
