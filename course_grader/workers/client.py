"""The grader's side of an examiner: starts that process, hands it work, replaces it if it dies."""

import base64
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, field

from course_grader.exam import Exam, ExamError
from course_grader.sandbox.bubblewrap import SandboxUnavailable
from course_grader.sandbox.inside.protocol import BOXED
from course_grader.sandbox.settings import FIXED, Limits

ATTEMPTS = 2
START = """
import course_utils  # first, since it spares all others a slow import
from course_grader.workers.process import main
main()
"""


class GraderFailed(RuntimeError):
    """The grader itself failed on a submission, twice."""


@dataclass(frozen=True)
class Settings:
    """How to grade: in which kind of sandbox, what it hides, within which limits."""

    mode: str = BOXED
    hidden: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
    modules: list[str] | None = None


class Desk:
    """One examiner process. Requests are answered one after the other."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._known: set[str] = set()
        self._closed = False

    def open(self) -> None:
        """Start the examiner. Raises SandboxUnavailable, with one line, where it cannot work."""
        with self._lock:
            self._start()

    def prepare(self, stem: str, text: str, run_seed: str) -> Exam:
        """The exam of a solution notebook; ExamError where the solution does not pass it."""
        answer = self._ask({"prepare": [stem, text, run_seed]})
        if "exam_error" in answer:
            raise ExamError(answer["exam_error"])
        return Exam(**answer["exam"])

    def grade(self, exam: Exam, content: bytes) -> dict:
        """The verdict on the bytes of a submission. Raises GraderFailed."""
        request = {"grade": exam.digest, "content": base64.b64encode(content).decode()}
        return self._ask(request, exam)["verdict"]

    def close(self) -> None:
        """End the examiner and all that it started; who waits for its answer gets GraderFailed."""
        self._closed = True
        if process := self._process:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | FIXED,
            start_new_session=True,  # Ctrl-C is for the command, which says what ends
        )
        self._known = set()
        answer = self._exchange(asdict(self.settings))
        if "unavailable" in answer:
            self._process.wait()
            self._process = None
            raise SandboxUnavailable(answer["unavailable"])

    def _ask(self, request: dict, exam: Exam | None = None) -> dict:
        with self._lock:
            for _ in range(ATTEMPTS):
                if self._closed:
                    raise GraderFailed("the run was ended")
                try:
                    if self._process is None:
                        self._start()
                    if exam and exam.digest not in self._known:
                        self._exchange({"exam": exam.to_json()})
                        self._known.add(exam.digest)
                    answer = self._exchange(request)
                except (BrokenPipeError, EOFError):
                    self._process.kill()
                    self._process.wait()
                    self._process = None
                    continue
                if "failed" not in answer:
                    return answer
            raise GraderFailed("the grader itself failed on it; its messages say why")

    def _exchange(self, request: dict) -> dict:
        self._process.stdin.write(json.dumps(request).encode() + b"\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise EOFError
        return json.loads(line)
