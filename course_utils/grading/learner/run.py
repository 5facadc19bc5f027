"""Running a rebuilt notebook on the learner's own machine: a kernel, and no sandbox."""

import logging
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from nbval.kernel import CURRENT_ENV_KERNEL_NAME, NbvalKernelspecManager

from course_utils.grading.kernel.check import RAISES

CELL_SECONDS = 30


@dataclass(frozen=True)
class Stopped:
    """The number of the cell that ended a run early, and how, in words."""

    cell: int
    words: str


def run(
    notebook: NotebookNode,
    folder: Path,
    done: Callable[[], object],
    skip: Callable[[int], bool] = lambda number: False,
) -> Stopped | None:
    """Run a notebook's code cells in place, in `folder`; `done()` is called after each cell.

    A cell that raises, or that is interrupted after 30 seconds, does not keep the next ones from
    running; cells for whose number `skip` says so are left out. Returns what ended the run early.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    environment = {key: value for key, value in os.environ.items() if key != RAISES}
    client = _client(notebook)
    # Ctrl-C ends the kernel under way; that its cell then has no reply is nothing to report.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    with client.setup_kernel(
        env=environment, cwd=str(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ):
        for number, cell in enumerate(notebook.cells):
            try:
                if not skip(number):
                    client.execute_cell(cell, number)
            except DeadKernelError:
                return Stopped(number, "Python itself crashed")
            except CellTimeoutError:
                words = f"your code ran for {CELL_SECONDS} s and could not be interrupted"
                return Stopped(number, words)
            done()
    return None


def _client(notebook: NotebookNode) -> NotebookClient:
    kernel = AsyncKernelManager(
        kernel_name=CURRENT_ENV_KERNEL_NAME, kernel_spec_manager=NbvalKernelspecManager()
    )
    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=CELL_SECONDS,
        interrupt_on_timeout=True,
        error_on_timeout={"ename": "TimeoutError", "evalue": "", "traceback": []},
        raise_on_iopub_timeout=True,
        allow_errors=True,
        shutdown_kernel="immediate",
    )
    client.owns_km = True
    client.log = logging.Logger("quiet", level=logging.CRITICAL + 1)
    return client
