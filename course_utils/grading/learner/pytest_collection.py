"""How pytest and nbval collect an exercise, so that green means right.

Plain nbval takes what a notebook stores for the reference, and lets comments and tags skip cells.
In an exercise both are the learner's. Here the notebook that is run is the one that `course check`
and the grader run: the solution's, with the learner's answers in it. Each visible check raises
unless its answer is right (see `check.RAISES`), each hidden one is compared with the solution, and
each check of the release has to be there, unchanged, in the learner's file.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbval.kernel import CURRENT_ENV_KERNEL_NAME
from nbval.plugin import IPyNbCell, IPyNbFile

from course_utils.grading.kernel.check import RAISES
from course_utils.grading.learner.outcome import difference
from course_utils.grading.notebook.cells import (
    NotebookError,
    of_the_probe,
    printed,
    read_notebook,
    tags,
)
from course_utils.grading.notebook.rebuild import rebuild
from course_utils.grading.notebook.release import released


def solution_beside(path: Path) -> Path | None:
    """The solution of a notebook in a folder `exercises`, or None when it is no exercise."""
    solution = path.parent.parent / "solutions" / path.name
    return solution if path.parent.name == "exercises" and solution.exists() else None


class ExerciseFile(IPyNbFile):
    """A learner's notebook: its answers, run and compared as they are for a grade."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            learner = read_notebook(self.path)
        except NotebookError as error:
            raise self.CollectError(str(error)) from None
        solution = solution_beside(self.path)
        master = read_notebook(solution)
        self.nb = rebuild(master, learner).notebook
        code = [cell for cell in self.nb.cells if cell.cell_type == "code"]
        for number, cell in enumerate(code):
            hidden = "hidden" in tags(cell)
            cell.metadata["tags"] = []
            yield (HiddenCheck if hidden else IPyNbCell).from_parent(
                self, name=f"Cell {number}", cell_num=number, cell=cell, options=_options(hidden)
            )
        theirs = {cell.source.strip() for cell in learner.cells if cell.cell_type == "code"}
        for cell in released(master, solution.stem).cells:
            if "check" in tags(cell):
                yield CheckIsThere.from_parent(
                    self,
                    name=f"{cell.id} is there",
                    source=cell.source,
                    there=cell.source in theirs,
                )

    def setup(self) -> None:
        self.nb.metadata["kernelspec"] = {"name": CURRENT_ENV_KERNEL_NAME}
        os.environ[RAISES] = "1"
        try:
            super().setup()
        finally:
            del os.environ[RAISES]


class HiddenCheck(IPyNbCell):
    """A hidden check: what its probe prints must be what it prints for the solution."""

    def compare_outputs(self, test: list, ref: list, skip_compare=None) -> bool:
        reference = printed(NotebookNode(outputs=ref))
        return _probed(test, reference) == reference

    def repr_failure(self, excinfo: pytest.ExceptionInfo) -> str:
        reference = printed(self.cell)
        said = difference(reference, _probed(self.test_outputs or [], reference))
        return f"inputs that the check does not show: {said}"


def _probed(outputs: list, reference: str) -> str:
    return of_the_probe(printed(NotebookNode(outputs=outputs)), reference)


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


def _options(compare: bool) -> dict[str, bool]:
    return {"check": compare, "skip": False, "check_exception": False}
