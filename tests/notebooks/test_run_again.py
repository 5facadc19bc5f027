"""A lesson's cells can be run a second time: no assertion fails, and checked outputs stay.

A name that an early cell sets and a late cell sets to something else gives the learner who goes
back another result without a word. So each lesson runs from top to bottom twice in one kernel.
Outputs that are not checked may differ: times do, and what a training ends with.
"""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from tests.notebooks.gates import code_cells

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
CHECKED = "nbval-check-output"


def run_twice(notebook: NotebookNode, folder: Path) -> list[str]:
    """Run all code cells, then all again; which raised, or are checked and printed other lines."""
    cells = code_cells(notebook)
    twice = [new_code_cell(cell.source, metadata=cell.metadata) for cell in [*cells, *cells]]
    book = new_notebook(cells=twice)
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(
        book, timeout=600, kernel_name="python3", resources=resources, allow_errors=True
    )
    client.execute()
    first, second = twice[: len(cells)], twice[len(cells) :]
    pairs = list(zip(cells, first, second, strict=True))
    raised = [f"{cell.id} raised: {errors(two)}" for cell, _, two in pairs if errors(two)]
    checked = [pair for pair in pairs if CHECKED in pair[0].metadata.get("tags", [])]
    other = [
        f"{cell.id} printed other lines" for cell, *two in checked if len({*map(said, two)}) > 1
    ]
    return raised + other


def said(cell: NotebookNode) -> str:
    printed = (o.text for o in cell.outputs if o.output_type == "stream" and o.name == "stdout")
    return "".join(printed)


def errors(cell: NotebookNode) -> str:
    return ", ".join(f"{o.ename}: {o.evalue}" for o in cell.outputs if o.output_type == "error")


def slow_but_the_first(path: Path):
    return pytest.param(path, marks=[] if path.stem[:2] == "00" else [pytest.mark.slow])


@pytest.mark.parametrize("path", [slow_but_the_first(p) for p in LESSONS], ids=lambda p: p.stem)
def test_a_lesson_gives_the_same_when_it_is_run_again(path):
    assert run_twice(nbformat.read(path, as_version=4), path.parent) == []


@pytest.mark.parametrize(
    ("sources", "found"),
    [
        (["x = 1", "print(x + 1)", "x = 5"], []),
        (["x = [1]", "x.append(2)"], []),
        (["x = globals().get('x', 0) + 1", "print(x)"], ["cell-1 printed other lines"]),
        (["x = globals().get('x', 0) + 1", "assert x == 1"], ["cell-1 raised: AssertionError: "]),
    ],
)
def test_what_differs_the_second_time_is_told(sources, found, tmp_path):
    tagged = {"tags": [CHECKED]}
    cells = [new_code_cell(s, id=f"cell-{i}", metadata=tagged) for i, s in enumerate(sources)]
    assert run_twice(new_notebook(cells=cells), tmp_path) == found
