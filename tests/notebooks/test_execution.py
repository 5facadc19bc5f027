"""Every lesson and every solution runs from top to bottom, offline, with the outputs it shows."""

import xml.etree.ElementTree as ET
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.notebooks.by_nbval import run_by_nbval
from tests.notebooks.gates import code_cells

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted([*(ROOT / "notebooks").glob("*.ipynb"), *(ROOT / "solutions").glob("*.ipynb")])
OFFLINE = ROOT / "tests" / "offline"


def run_with_nbval(path: Path, report: Path) -> tuple[int, int, str]:
    """Cells that passed, cells that did not, and what pytest said."""
    options = ("--tb=short", f"--junitxml={report}")
    done = run_by_nbval(path, *options, PYTHONPATH=str(OFFLINE))
    cases = list(ET.parse(report).iter("testcase"))
    passed = sum(
        len(case) == 0 or {child.tag for child in case} <= {"system-out"} for case in cases
    )
    return passed, len(cases) - passed, done.stdout[-6000:] + done.stderr[-2000:]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_notebook_runs_and_shows_the_same(path, tmp_path):
    passed, failed, said = run_with_nbval(path, tmp_path / "report.xml")
    assert failed == 0, said
    assert passed == len(code_cells(nbformat.read(path, as_version=4))), said


def notebook_of(tmp_path, source, **metadata):
    path = tmp_path / "made.ipynb"
    output = nbformat.v4.new_output("stream", name="stdout", text="3\n")
    cell = new_code_cell(source, execution_count=1, outputs=[output], metadata=metadata)
    nbformat.write(new_notebook(cells=[cell]), path)
    return path


def test_a_changed_output_is_noticed(tmp_path):
    path = notebook_of(tmp_path, "print(1 + 1)", tags=["nbval-check-output"])
    passed, failed, _ = run_with_nbval(path, tmp_path / "report.xml")
    assert (passed, failed) == (0, 1)


def test_the_network_is_closed(tmp_path):
    source = "import urllib.request as u\nu.urlopen('http://198.51.100.1', timeout=2)"
    _, failed, said = run_with_nbval(notebook_of(tmp_path, source), tmp_path / "report.xml")
    assert failed == 1
    assert "no network here" in said
