"""How pytest and nbval collect an exercise, so that green means right.

Plain nbval takes what a notebook stores for the reference, and lets comments and tags skip cells.
In an exercise both are the learner's. Here no stored output is compared and no cell is skipped or
excused: each check raises unless its answer is right (see `checks.RAISES`), and each check of the
release has to be there, unchanged.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbval.kernel import CURRENT_ENV_KERNEL_NAME
from nbval.plugin import IPyNbCell, IPyNbFile

from course_utils.grading.kernel.check import RAISES
from course_utils.grading.notebook.cells import NotebookError, read_notebook, tags
from course_utils.grading.notebook.release import released


def solution_beside(path: Path) -> Path | None:
    """The solution of a notebook in a folder `exercises`, or None when it is no exercise."""
    solution = path.parent.parent / "solutions" / path.name
    return solution if path.parent.name == "exercises" and solution.exists() else None


class ExerciseFile(IPyNbFile):
    """A learner's notebook: run as it stands, with the release's checks."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            learner = read_notebook(self.path)
        except NotebookError as error:
            raise self.CollectError(str(error)) from None
        solution = solution_beside(self.path)
        self.nb = learner
        number = -1
        by_id = {}
        for cell in learner.cells:
            if cell.cell_type == "code":
                number += 1
                cell.outputs, cell.execution_count = [], None
                yield IPyNbCell.from_parent(
                    self, name=f"Cell {number}", cell_num=number, cell=cell, options=_options()
                )
                by_id.setdefault(cell.id, cell.source.strip())
        for cell in released(read_notebook(solution), solution.stem).cells:
            if "check" in tags(cell):
                there = by_id.get(cell.id) == cell.source or cell.source in by_id.values()
                yield CheckIsThere.from_parent(
                    self, name=f"{cell.id} is there", source=cell.source, there=there
                )

    def setup(self) -> None:
        self.nb.metadata["kernelspec"] = {"name": CURRENT_ENV_KERNEL_NAME}
        os.environ[RAISES] = "1"
        try:
            super().setup()
        finally:
            del os.environ[RAISES]


class CheckIsThere(pytest.Item):
    """Fails unless the learner's notebook still has one of the release's checks."""

    def __init__(self, *, source: str, there: bool, **kwargs):
        super().__init__(**kwargs)
        self.source, self.there = source, there

    def runtest(self) -> None:
        if not self.there:
            number = self.path.stem.split("_")[0]
            pytest.fail(
                f"the check cell `{self.source}` was deleted or changed: put it back, or let "
                f"`course reset {number}` give you a fresh notebook (yours is kept)",
                pytrace=False,
            )

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.name


def _options() -> dict[str, bool]:
    return {"check": False, "skip": False, "check_exception": False}
