import sys

import pytest
from click.testing import CliRunner

from course_utils import doctor
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


@pytest.mark.parametrize(("mend", "code"), [("", 0), ("do this", 1)])
def test_the_exit_code_says_whether_anything_is_wrong(monkeypatch, mend, code):
    monkeypatch.setattr(doctor, "LOOKS", (lambda: doctor.Finding("thing", "found", mend),))
    result = CliRunner().invoke(course, ["doctor"])
    assert result.exit_code == code
    assert mend in result.output


def test_outside_the_course_folder_it_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "go to the folder" in doctor._folder().mend
