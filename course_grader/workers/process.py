"""The grader's working process: one fork server, one submission at a time.

Instructors' tools and Dask workers have threads, and a process with threads should not fork. So
they talk to this one, over its standard input and output, a JSON document a line (see `client.py`).
"""

import base64
import contextlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from course_grader.exam import Exam, ExamError, seeded, with_references
from course_grader.intake import Refused, rebuilt
from course_grader.references import Questioning
from course_grader.report.verdict import refusal, verdict, words
from course_grader.run.isolation import run_all
from course_grader.run.nbval_run import run_notebook, warm_up
from course_grader.run.outcome import Ending, Run
from course_grader.run.provisioner import install
from course_grader.sandbox.bubblewrap import SandboxUnavailable
from course_grader.sandbox.fork_server import HEAVY, ForkServer
from course_grader.sandbox.inside.box import die_with_parent
from course_grader.sandbox.inside.protocol import BOXED
from course_grader.sandbox.settings import Limits
from course_grader.sandbox.staged_package import build_stage
from course_grader.workers.locked_folder import LockedFolder, remove_leftovers
from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cells import NotebookError, notebook_bytes, parse_notebook

NOT_AS_STORED = "does not give what it has stored, in a box without what is withheld"


class Examiner:
    """Prepares exams and grades submissions, in a fork server of its own."""

    def __init__(
        self,
        mode: str = BOXED,
        hidden: list[str] | None = None,
        limits: Limits | None = None,
        modules: Sequence[str] | None = None,
    ):
        self.limits = limits or Limits()
        remove_leftovers()
        self._folder = LockedFolder()
        self.private = self._folder.private
        self._server_options = {
            "folder": self._folder.path / "server",
            "mode": mode,
            "hidden": [self.private, *map(Path, hidden or [])],
            "modules": HEAVY if modules is None else modules,
        }
        self._staged: dict[str, str] = {}
        self.server: ForkServer | None = None
        try:
            self.server = ForkServer(**self._server_options)
            os.environ["JUPYTER_PATH"] = str(self.private)
            install(self.private)
            warm_up(self.private)
            self.server.wait_until_ready()
        except BaseException:
            self.close()
            raise

    def prepare(self, stem: str, text: str, run_seed: str) -> Exam:
        """The exam of a solution notebook for this run's seed, tried out on the solution itself.

        Raises ExamError with one line where the solution does not earn full marks.
        """
        try:
            master = parse_notebook(text)
            notebook = seeded(master, stem, run_seed)
            once = Questioning(master, notebook)
            asked = Exam(stem, notebook_bytes(notebook).decode())
            with self._patience():
                run = self._run(asked, notebook_bytes(once.notebook).decode())
                ended = "" if run.ending == Ending.FINISHED else words(run.ending, self.limits)
                shown = once.shown(run.outputs)
                self._complain(stem, once.not_as_stored(shown), ended, NOT_AS_STORED)
                exam = with_references(stem, notebook, shown)
                result = self.grade(exam, text.encode())
        except (NotebookError, ValueError) as error:
            raise ExamError(f"{stem}: {error}") from None
        lost = [q["name"] for q in result["questions"] if q["score"] < q["points"]]
        self._complain(stem, lost, result["reason"], "earns no full marks with fresh inputs")
        return exam

    def _complain(self, stem: str, lost: list[str], reason: str, what: str) -> None:
        """Raise ExamError with the questions that the solution fails, if there is cause."""
        if lost or reason:
            raise ExamError(f"{stem}: the solution {what}: {', '.join(lost)} {reason}")

    @contextlib.contextmanager
    def _patience(self) -> Iterator[None]:
        """More time, for the solution on a busy machine: nobody needs to be protected from it."""
        usual = self.limits
        self.limits = usual.patient()
        try:
            yield
        finally:
            self.limits = usual

    def grade(self, exam: Exam, content: bytes) -> dict:
        """The verdict on the bytes of a submission, whatever they are."""
        try:
            made = rebuilt(exam, content)
        except Refused as refused:
            return refusal(exam, refused.status, refused.reason)
        run = run_all(
            exam, made["text"], lambda text: self._run(exam, text), 2 * self.limits.deadline
        )
        return verdict(exam, run, self.limits, made["notes"], made["answers"])

    def _run(self, exam: Exam, text: str) -> Run:
        for attempt in (1, 2):
            try:
                return self._run_once(exam, text)
            except (OSError, RuntimeError):
                if attempt == 2:
                    raise
                self.server.close()  # the system may have killed the fork server: start it anew
                self.server, self._staged = ForkServer(**self._server_options), {}
        raise AssertionError

    def _run_once(self, exam: Exam, text: str) -> Run:
        stage = self._stage(exam)
        if self.server.staged != stage:
            self.server.stage(stage, exam.given)
        kernel = self.server.kernel(self.limits)
        return run_notebook(text, kernel, self.private, self.limits)

    def _stage(self, exam: Exam) -> str:
        """The name of the stage for an exam's notebook, built on its first use."""
        if exam.stem not in self._staged:
            name = f"stage-{len(self._staged)}"
            questions = [found for q in exam.questions if (found := find(q.name))]
            folder = self.server.stages / name
            build_stage(folder, questions, boxed=self.server.mode == BOXED)
            self._staged[exam.stem] = name
        return self._staged[exam.stem]

    def close(self) -> None:
        """End the fork server and remove what it left."""
        if self.server:
            self.server.close()
        self._folder.remove()


def answer(examiner: Examiner, exams: dict[str, Exam], request: dict) -> dict:
    """The answer to one request of a `Desk`."""
    try:
        if "exam" in request:
            exam = Exam(**request["exam"])
            exams[exam.digest] = exam
            return {}
        if "prepare" in request:
            return {"exam": examiner.prepare(*request["prepare"]).to_json()}
        content = base64.b64decode(request["content"])
        return {"verdict": examiner.grade(exams[request["grade"]], content)}
    except ExamError as error:
        return {"exam_error": str(error)}
    except Exception:
        traceback.print_exc()
        return {"failed": True}


def _leave(signum: int, frame: object) -> None:
    """Unwind, so that all that was started ends and its folder goes; once, however often asked."""
    signal.signal(signum, signal.SIG_IGN)
    sys.exit(128 + signum)


def main() -> None:
    """Answer requests until standard input ends. The first one holds the settings.

    Whoever started it says when it ends, by SIGTERM too, also in the middle of a submission; so
    does the system when that process is gone.
    """
    signal.signal(signal.SIGTERM, _leave)
    die_with_parent(signal.SIGTERM)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # nothing else may write where the answers go

    def say(content: dict) -> None:
        answers.write(json.dumps(content) + "\n")
        answers.flush()

    settings = json.loads(sys.stdin.readline())
    settings["limits"] = Limits(**settings["limits"])
    try:
        examiner = Examiner(**settings)
    except SandboxUnavailable as error:
        return say({"unavailable": str(error)})
    try:
        say({})
        exams: dict[str, Exam] = {}
        for line in sys.stdin:
            say(answer(examiner, exams, json.loads(line)))
    finally:
        examiner.close()
