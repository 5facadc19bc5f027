"""Runs one notebook: nbval in a forked pytest process, its kernel in a box, both watched."""

import contextlib
import gc
import io
import json
import os
import select
import time
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from course_grader import value_answers
from course_grader.run.nbval_client import Recorder
from course_grader.run.outcome import Ending, Run
from course_grader.run.provisioner import NAME, ForkedKernelProvisioner
from course_grader.sandbox.boxed_kernel import BoxedKernel
from course_grader.sandbox.limited_process import Child
from course_grader.sandbox.settings import Limits

TICK = 0.1
GRACE = 10
READER_MEMORY = 2048
UNUSED = (
    "assertion",  # compares long outputs letter by letter, for minutes
    "unraisableexception",  # collects garbage several times at the end
    *("threadexception", "cacheprovider", "doctest", "junitxml", "warnings", "logging"),
    *("faulthandler", "debugging", "pastebin", "setuponly", "setupplan", "stepwise", "unittest"),
)
OPTIONS = (
    *("--nbval-lax", f"--nbval-kernel-name={NAME}", "--noconftest", "-c", os.devnull, "-qq", "-s"),
    *("--tb=no", "--color=no", "-p", "nbval.plugin"),
    *(word for name in UNUSED for word in ("-p", f"no:{name}")),
)


class NotRun(RuntimeError):
    """nbval could not run the notebook at all; no learner's code is to blame."""


def run_notebook(text: str, kernel: BoxedKernel, folder: Path, limits: Limits) -> Run:
    """Run a notebook in a kernel and compare its checked cells with their stored outputs.

    The run ends when the notebook does, when the kernel dies, at the deadline, or where the kernel
    has more memory or has sent more than `limits` allows. What passed before that stays passed.
    """
    path = folder / "notebook.ipynb"
    path.write_text(text, encoding="utf-8")
    ForkedKernelProvisioner.ready = kernel
    reader = Child(
        lambda write: _nbval(path, write, limits.output << 20),
        memory=READER_MEMORY,
        seconds=limits.deadline + GRACE,
    )
    ForkedKernelProvisioner.ready = None
    try:
        run = _watch(reader, kernel, limits)
    finally:
        kernel.close()
        reader.close()
        path.unlink()
    cells = {cell["id"] for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"}
    if run.ending == Ending.FINISHED and set(run.outputs) != cells:
        if not run.last_cell:
            raise NotRun("nbval ended before the first cell")
        run.ending = Ending.UNREADABLE_OUTPUT
    return run


def warm_up(folder: Path) -> None:
    """Import here, once, what pytest imports as it goes; the forked processes then have it."""
    empty = folder / "rehearsal.ipynb"
    empty.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    KernelSpecManager().get_kernel_spec(NAME)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    with contextlib.redirect_stdout(io.StringIO()):
        pytest.main([*OPTIONS, f"--rootdir={folder}", str(empty)])
    empty.unlink()
    gc.collect()
    gc.freeze()


def _nbval(path: Path, write, largest: int) -> None:
    """In the forked process: pytest with nbval and the grader's plugin, nothing else."""
    os.chdir(path.parent)
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(null, descriptor)
    recorder = Recorder(write, largest)
    pytest.main([*OPTIONS, f"--rootdir={path.parent}", str(path)], plugins=[recorder])


def _watch(reader: Child, kernel: BoxedKernel, limits: Limits) -> Run:
    run, buffer, memory_before = Run(), b"", kernel.exact_memory()
    started = time.monotonic()
    end, cell_end = started + limits.deadline, started + limits.cell
    look = started
    while True:
        if select.select([reader.pipe], [], [], TICK)[0]:
            part = os.read(reader.pipe, 1 << 20)
            if not part:
                return run
            *lines, buffer = (buffer + part).split(b"\n")
            for line in lines:
                event = json.loads(line)
                _note(event, run)
                # what the judge of a value takes is not the learner's time
                cell_end = end if "judging" in event else time.monotonic() + limits.cell
        # what happens comes faster than that; adding up the memory of all processes takes its time
        if run.ending == Ending.FINISHED and time.monotonic() >= look:
            look = time.monotonic() + TICK
            ending = _exceeded(kernel, memory_before, min(end, cell_end), limits)
            if ending:
                run.ending = ending
                kernel.kill()
        if time.monotonic() > end + GRACE:
            reader.kill()
            return run


def _exceeded(kernel: BoxedKernel, before: int, end: float, limits: Limits) -> Ending | None:
    if time.monotonic() > end:
        return Ending.DEADLINE
    most = before + limits.memory
    if kernel.memory() > most and kernel.exact_memory() > most:
        return Ending.MEMORY
    return None


def _note(event: dict, run: Run) -> None:
    if "broken" in event:
        raise NotRun(event["broken"])
    if "judged" in event:
        value_answers.known.update((tuple(key), found) for key, found in event["judged"])
    elif "start" in event:
        run.last_cell = event["start"]
    elif "cell" in event:
        run.outputs[event["cell"]] = event["outputs"]
        if event["passed"]:
            run.passed.add(event["cell"])
    elif "stopped" in event and run.ending == Ending.FINISHED:
        run.ending = Ending(event["stopped"])
