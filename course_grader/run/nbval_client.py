"""The grader's pytest plugin: reports what nbval finds, cell by cell, and bounds what it reads.

nbval itself is unchanged: it sends the cells, collects outputs and compares them here, in the
pytest process, where no learner's code runs. The plugin gives it a client that

- notices a dead kernel at once (nbval would wait for its time limit, then xfail the rest),
- reads both channels as messages come and stops at a number of bytes,
- leaves out waits and pretty-printing that nobody needs: half a second a submission.
"""

import json
import time
from collections import deque
from collections.abc import Iterator
from itertools import islice
from queue import Empty

import nbval.kernel
import nbval.plugin
import pytest
import zmq
from jupyter_client import KernelManager
from jupyter_client.blocking import BlockingKernelClient

from course_grader import value_answers
from course_grader.run.outcome import Ending
from course_grader.value_answers import judged


class KernelDied(RuntimeError):
    """The kernel ended while, or before, a cell ran."""


class TooMuchOutput(RuntimeError):
    """A submission sent more than it may."""


class UnreadableOutput(RuntimeError):
    """A submission sent what no kernel sends. What else of it waits would meet the next cells."""


ENDINGS = {
    KernelDied: Ending.DIED,
    TooMuchOutput: Ending.OUTPUT,
    UnreadableOutput: Ending.UNREADABLE_OUTPUT,
}


class Client(BlockingKernelClient):
    """A client without heartbeat and input, for a kernel that is ready when it is handed over."""

    def start_channels(self, *args, **kwargs) -> None:
        super().start_channels(hb=False, stdin=False)

    def wait_for_ready(self, timeout: float | None = None) -> None:
        return


class Manager(KernelManager):
    """Makes clients whose sockets refuse messages above `largest` bytes."""

    largest = 8 << 20

    def client(self, **kwargs) -> Client:
        context = zmq.Context.instance()
        context.maxmsgsize = self.largest
        info = self.get_connection_info(session=True)
        return Client(context=context, parent=self, **info, **kwargs)


class ReadingKernel(nbval.kernel.RunningKernel):
    """nbval's kernel, reading shell and iopub as messages arrive, up to `largest` bytes in all."""

    largest = 8 << 20

    def __init__(self, *args, **kwargs):
        self.read = 0
        self.waiting = {"shell": deque(), "iopub": deque()}
        super().__init__(*args, **kwargs)

    def _ensure_iopub_up(self) -> None:
        """Also: watch the connection, which a message above the largest size ends."""
        iopub = self.kc.iopub_channel.socket
        self.hung_up = iopub.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        super()._ensure_iopub_up()

    def _why_hung_up(self) -> Exception:
        time.sleep(0.5)  # a process that ends closes its sockets first
        return TooMuchOutput() if self.is_alive() else KernelDied()

    def get_message(self, stream: str, timeout: float | None = None) -> dict:
        """The next message of a stream; Empty after `timeout` seconds without one."""
        end = time.monotonic() + (timeout if timeout is not None else float("inf"))
        channels = {
            self.kc.shell_channel.socket: self.waiting["shell"],
            self.kc.iopub_channel.socket: self.waiting["iopub"],
        }
        while not self.waiting[stream]:
            ready = zmq.select([*channels, self.hung_up], [], [], 0.2)[0]
            if self.hung_up in ready:
                raise self._why_hung_up()
            for socket in ready:
                frames = socket.recv_multipart()
                self.read += sum(map(len, frames))
                if self.read > self.largest:
                    raise TooMuchOutput
                channels[socket].append(self._deserialized(frames))
            if not ready and not self.is_alive():
                raise KernelDied
            if not ready and time.monotonic() > end:
                raise Empty
        return self.waiting[stream].popleft()

    def _deserialized(self, frames: list[bytes]) -> dict:
        try:
            return self.kc.session.deserialize(self.kc.session.feed_identities(frames)[1])
        except Exception:
            raise UnreadableOutput from None

    def stop(self) -> None:
        """Hang up. The grader ends the kernel itself, whatever becomes of this process."""
        self.kc.stop_channels()
        del self.km


TOLD = {"stream": ("name", "text"), "error": ("ename", "evalue")}


def told(outputs: list[dict]) -> Iterator[dict]:
    """What a grade or a page is made of, as text; the rest may take any memory once it is read."""
    for output in outputs:
        names = TOLD.get(output["output_type"], ())
        if names and all(isinstance(output.get(name), str) for name in names):
            yield {name: output[name] for name in ("output_type", *names)}


compare_as_printed = nbval.plugin.IPyNbCell.compare_outputs


def _found_dead(item: pytest.Item, call: pytest.CallInfo) -> bool:
    """Whether nbval did not run a cell, having no kernel for it."""
    return call.excinfo is not None and not item.parent.kernel.is_alive()


class Recorder:
    """Writes JSON lines: that a cell starts, then whether it passed, and its outputs.

    Between the two, for a value: that the learner's part is done and the judge's begins.
    """

    def __init__(self, write, largest: int):
        self._write, self._known = write, len(value_answers.known)
        ReadingKernel.largest = Manager.largest = largest

    def _say(self, **event) -> None:
        self._write(json.dumps(event).encode() + b"\n")

    @pytest.hookimpl
    def pytest_configure(self, config) -> None:
        nbval.kernel.KernelManager = Manager
        nbval.plugin.RunningKernel = ReadingKernel

        def compare_outputs(cell, test: list, ref: list, skip=None) -> bool:
            """nbval's comparison of what probes print; for a value what its question observes."""
            if "judge" in cell.cell.metadata:
                self._say(judging=cell.cell.id)
            test[:] = judged(cell.cell, test)
            ref = [output for output in ref if output.get("name") == "stdout"]
            return compare_as_printed(cell, test, ref, skip)

        nbval.plugin.IPyNbCell.compare_outputs = compare_outputs

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        if call.when == "setup" and not report.passed:
            self._say(broken=str(call.excinfo))
        elif call.when == "setup":
            # a kernel may end behind a cell that it was done with: that one is to blame
            if item.parent.kernel.is_alive():
                self._say(start=item.cell.id)
        elif call.when == "call":
            passed = report.outcome == "passed" and not hasattr(report, "wasxfail")
            outputs = list(told(item.test_outputs or []))
            self._say(cell=item.cell.id, passed=passed, outputs=outputs)
            if "judge" in item.cell.metadata:
                fresh = islice(value_answers.known.items(), self._known, None)
                self._say(judged=[[list(key), found] for key, found in fresh])
            ending = ENDINGS.get(call.excinfo.type) if call.excinfo else None
            if ending is None and (item.parent.timed_out or _found_dead(item, call)):
                ending = Ending.DIED
            if ending:
                item.session.shouldstop = ending
                self._say(stopped=ending)
        return report
