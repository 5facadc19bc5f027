"""The fork server as the grader sees it: started once, asked for a kernel a submission."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import uuid
from collections.abc import Sequence
from pathlib import Path

from course_grader.sandbox.boxed_kernel import BoxedKernel
from course_grader.sandbox.bubblewrap import SandboxUnavailable, sandbox_command, why_unavailable
from course_grader.sandbox.inside.protocol import (
    BOXED,
    KERNEL,
    NOBODY,
    OPEN,
    STAGE,
    connection,
)
from course_grader.sandbox.settings import ENVIRONMENT, Limits

# What answers use, of whichever exercise. What one exercise gives beside it, its stage imports.
HEAVY = ("numpy", "torch", "scipy.stats", "matplotlib.pyplot", "PIL.Image")
START_SECONDS = 300


class ForkServer:
    """The zygote of one grader process: started once, asked for a kernel a submission.

    It works in a folder of its own, which it makes and removes.
    """

    def __init__(
        self,
        folder: Path,
        mode: str = BOXED,
        hidden: Sequence[Path] = (),
        modules: Sequence[str] = HEAVY,
    ):
        self.root, self.mode = folder, mode
        self.kernels, self.stages = self.root / "kernels", self.root / "stages"
        for made in (self.root, self.kernels, self.stages):
            made.mkdir(mode=0o755)
        (self.root / "passwd").write_text(f"learner:x:{NOBODY}:{NOBODY}::/tmp:/bin/sh\n")
        self._is_ready = False
        self.staged: str | None = None
        self._stage: socket.socket | None = None
        try:
            self._start(list(hidden), modules)
        except BaseException:
            self.close()
            raise

    def _start(self, hidden: list[Path], modules: Sequence[str]) -> None:
        reason = why_unavailable() if self.mode == BOXED else ""
        if reason:
            raise SandboxUnavailable(reason)
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        boxed = self.mode == BOXED
        command = [
            *(sandbox_command(self.root, hidden) if boxed else []),
            *(sys.executable, "-P", "-m", "course_grader.sandbox.inside.zygote"),
            *(str(theirs.fileno()), self.mode, str(self.root), *modules),
        ]
        with (self.root / "zygote.log").open("w") as log:
            self._process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                env=None if boxed else os.environ | ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        theirs.close()

    def wait_until_ready(self) -> None:
        """Wait for its imports to be done. Raises SandboxUnavailable where it could not start."""
        if self._is_ready:
            return
        self._control.settimeout(START_SECONDS)
        if self._control.recv(16) != b"ready":
            self._process.wait(10)
            log = (self.root / "zygote.log").read_text().strip().splitlines()
            raise SandboxUnavailable(f"the fork server did not start: {log[-1] if log else '?'}")
        self._is_ready = True

    def stage(self, course: str, given: Sequence[str]) -> None:
        """Make `course` the stage that kernels come from, and run what its exercise gives, once.

        Where that leaves what cannot be forked (threads), nothing is run. The stage before it ends:
        each may hold a few hundred MiB.
        """
        self.wait_until_ready()
        self._leave_stage()
        for sources in (given, ()):
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                socket.send_fds(self._control, [STAGE], [theirs.fileno()])
            ours.send(json.dumps({"course": course, "given": list(sources)}).encode())
            ours.settimeout(START_SECONDS)
            answer = ours.recv(8192)
            if answer == b"ready":
                self.staged, self._stage = course, ours
                return
            ours.close()
        error = json.loads(answer or b"{}").get("error", "no answer")
        raise RuntimeError(f"the fork server could not stage {course}: {error}")

    def _leave_stage(self) -> None:
        if self._stage:
            self._stage.close()
        self.staged = self._stage = None

    def kernel(self, limits: Limits) -> BoxedKernel:
        """A new kernel that imports its `course_utils` from the stage that is ready."""
        slot = uuid.uuid4().hex
        folder = self.kernels / slot
        folder.mkdir(mode=0o700)
        if os.getuid() == 0 and self.mode != OPEN:
            os.chown(folder, NOBODY, NOBODY)
        request = {"slot": slot, "key": uuid.uuid4().hex, "limits": limits.of_a_process()}
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with ours, theirs:
            socket.send_fds(self._stage, [KERNEL], [theirs.fileno()])
            theirs.close()
            ours.send(json.dumps(request).encode())
            ours.settimeout(60)
            answer, descriptors, *_ = socket.recv_fds(ours, 8192, 1)
        if not descriptors:
            shutil.rmtree(folder, ignore_errors=True)
            error = json.loads(answer or b"{}").get("error", "no answer")
            raise RuntimeError(f"the fork server gave no kernel: {error}")
        return BoxedKernel(folder, connection(str(folder / "k"), request["key"]), descriptors[0])

    def close(self) -> None:
        """End the fork server and, in a sandbox, every kernel with it."""
        self._leave_stage()
        if hasattr(self, "_control"):
            self._control.close()
        if hasattr(self, "_process"):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2)
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self.root, ignore_errors=True)
