"""Grades a class: finds the submissions, has them graded, keeps each verdict at once.

`GRADES/run.json` holds the run's seeds and settings, `GRADES/records/` one file a submission. All
else in the folder is made from these. A run that was interrupted goes on where it stopped, with
fresh seeds: whoever has seen feedback by then may have seen inputs.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from course_grader.exam import Exam, new_seed
from course_grader.intake import REJECTED, Refused, read_submission
from course_grader.report.feedback import feedback_page
from course_grader.report.formats import gradescope_results
from course_grader.report.lessons import place
from course_grader.report.verdict import CRASHED, refusal
from course_grader.sandbox.inside.protocol import BOXED
from course_grader.submissions import Submission, find_submissions
from course_grader.workers.client import Settings
from course_grader.workers.pool import Task, pool
from course_utils._files import write_atomically
from course_utils.grading.notebook.cells import EXERCISE_NAME

FAILED = "the grader itself failed on it twice: see its messages, then go on with --resume"

NO_NOTEBOOK = "none~"  # a file's name that no notebook's label is


class RunConflict(ValueError):
    """The folder for the grades holds another run; the message says what to do."""


@dataclass(frozen=True)
class Class:
    """What is graded, where the grades go, and where the course's pages are."""

    submissions: Path
    solutions: Path
    out: Path
    largest: int
    site: str = ""


@dataclass
class Grades:
    """The records of a finished run, in the order of learners and notebooks."""

    records: list[dict]
    exams: dict[str, Exam]
    fresh: int

    @property
    def failed(self) -> int:
        return sum(record["reason"] == FAILED for record in self.records)


def grade_class(
    group: Class,
    settings: Settings,
    *,
    seed: str | None = None,
    resume: bool = False,
    workers: int = 1,
    scheduler: str | None = None,
    progress: Callable[[int, Iterator], Iterator] = lambda total, records: records,
) -> Grades:
    """Grade every submission that has no record yet; returns the records of all.

    progress(total, records)
        Passes the records on, for a bar.
    Raises RunConflict, ExamError, SandboxUnavailable, each with one line for the instructor.
    """
    notebooks = sorted(group.solutions.glob("*.ipynb"))
    solutions = {path.stem: path for path in notebooks if EXERCISE_NAME.fullmatch(path.stem)}
    found = find_submissions(group.submissions, list(solutions))
    seed = _run_seed(group.out, settings, seed, resume)
    asked = sorted({s.notebook for s in found if s.notebook in solutions and not s.refused})
    records: dict[tuple[str, str], dict] = {}
    workplace = pool(settings, workers, scheduler)
    try:
        texts = {stem: solutions[stem].read_text(encoding="utf-8") for stem in asked}
        digests = {stem: _digest(text.encode()) for stem, text in texts.items()}
        exams = {exam.stem: exam for exam in workplace.prepare(texts.items(), seed)}
        todo = []
        for submission in found:
            kept = _kept(group, submission, digests)
            if kept:
                records[submission.key] = kept
            else:
                todo.append(submission)
        graded = _graded(group, todo, exams, workplace, settings.mode)
        for record in progress(len(todo), graded):
            records[record["learner"], record["notebook"]] = record
            record["solution"] = digests.get(record["notebook"], "")
            _keep(group, record, seed)
    finally:
        workplace.close()
    return Grades([records[s.key] for s in found], exams, len(todo))


def _run_seed(out: Path, settings: Settings, seed: str | None, resume: bool) -> str:
    """The seed of the run to go on with, or of a new one, which is written down first."""
    file = out / "run.json"
    known = json.loads(file.read_text()) if file.exists() else None
    run = {"sandbox": settings.mode, "limits": asdict(settings.limits)}
    if known and not resume:
        raise RunConflict(f"{out} holds a run already: --resume goes on with it, or name another")
    if known and seed:
        raise RunConflict(
            f"{out} goes on with a seed of its own: leave out --seed, or name another"
        )
    if known and {key: known[key] for key in run} != run:
        raise RunConflict(f"{out} holds a run with other limits or another sandbox (see {file})")
    now = seed or new_seed()
    run["seed"] = known["seed"] if known else now
    run["resumed"] = [*known["resumed"], now] if known else []
    out.mkdir(parents=True, exist_ok=True)
    write_atomically(file, json.dumps(run, indent=1).encode())
    return now


def _graded(
    group: Class, todo: list[Submission], exams: dict[str, Exam], workplace, mode: str
) -> Iterator[dict]:
    """The records of the submissions that are left; at the end those that need not be run."""
    refused = [(s, Refused(REJECTED, s.refused)) for s in todo if s.refused]
    digests = {}

    def tasks() -> Iterator[Task]:
        # one exercise after the other: a worker has one ready at a time
        for submission in sorted(todo, key=lambda submission: submission.notebook):
            if submission.refused:
                continue
            try:
                content = read_submission(group.submissions, submission.parts, group.largest)
            except Refused as reason:
                refused.append((submission, reason))
                continue
            digests[submission.key] = _digest(content)
            yield submission, exams[submission.notebook], content

    for submission, verdict in workplace.grade(tasks()):
        exam = exams[submission.notebook]
        verdict = verdict or refusal(exam, CRASHED, FAILED)
        if mode != BOXED:
            verdict["reason"] = "; ".join(filter(None, [verdict["reason"], f"sandbox: {mode}"]))
        yield _record(submission, exam, verdict, digests[submission.key])
    for submission, reason in refused:
        exam = exams.get(submission.notebook)
        yield _record(submission, exam, refusal(exam, reason.status, reason.reason))


def _record(submission: Submission, exam: Exam | None, verdict: dict, digest: str = "") -> dict:
    about = {"learner": submission.learner, "notebook": submission.notebook}
    return {**about, **verdict, "sha256": digest}


def _kept(group: Class, submission: Submission, solutions: dict[str, str]) -> dict | None:
    """The record of a submission that is graded already, if it and the solution are unchanged."""
    if submission.refused or submission.notebook not in solutions:
        return None
    try:
        record = json.loads(_record_file(group.out, submission.key).read_text(encoding="utf-8"))
        content = read_submission(group.submissions, submission.parts, group.largest)
    except (FileNotFoundError, ValueError, Refused):
        return None
    unchanged = record["sha256"] == _digest(content) and record["reason"] != FAILED
    return record if unchanged and record["solution"] == solutions[submission.notebook] else None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _record_file(out: Path, key: tuple[str, str]) -> Path:
    learner, notebook = key
    return out / "records" / learner / f"{notebook or NO_NOTEBOOK}.json"


def _keep(group: Class, record: dict, seed: str) -> None:
    """Write what a learner gets, then the record, which says that all of it is there."""
    learner, notebook = record["learner"], record["notebook"] or NO_NOTEBOOK
    results = gradescope_results(record, seed)
    taught = {question.get("lesson", "") for question in record["questions"]}
    folder, out = group.solutions.parent / "notebooks", group.out
    lessons = {cell: place(cell, folder, group.site) for cell in taught}
    files = {
        out / "feedback" / learner / f"{notebook}.html": feedback_page(record, lessons),
        out / "results" / learner / f"{notebook}.json": json.dumps(results, indent=1),
        _record_file(out, (learner, notebook)): json.dumps(record, indent=1),
    }
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content.encode())
