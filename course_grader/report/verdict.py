"""From what a run showed to a verdict: status, points, and what the visible checks said."""

import re
from collections.abc import Iterator
from unicodedata import category

from course_grader.exam import Exam
from course_grader.run.outcome import Ending, Run
from course_grader.sandbox.settings import Limits
from course_utils.grading.kernel.answers import shortened
from course_utils.grading.kernel.check import LONGEST_LINE
from course_utils.grading.notebook.cells import QuestionCells, course_metadata

GRADED, TIMEOUT, CRASHED = "graded", "timeout", "crashed"
STATUSES = {Ending.FINISHED: GRADED, Ending.DEADLINE: TIMEOUT}
MARKED = re.compile(r"^  (ok|no|--)  (.+)$", re.MULTILINE)
HEADING = re.compile(r"^#+ (?P<title>Question .+?)(?: \(\d+ points?\))?$", re.MULTILINE)
ESCAPES = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?", re.DOTALL)
MOST_LINES, LONGEST_TEXT, LONGEST_ANSWER = 20, 4000, 20_000


def verdict(
    exam: Exam, run: Run, limits: Limits, notes: list[str], answers: dict[str, str]
) -> dict:
    """The verdict on one submission, as plain data: what a record, a page and a table show.

    answers
        The code that was graded, by question.
    A question's points are given when all its hidden cells passed, and never otherwise.
    """
    questions = []
    for question in exam.questions:
        earned = all(cell in run.passed for cell in exam.hidden[question.name])
        cells = exam.master.cells
        checks = [run.outputs.get(cells[number].id, []) for number in question.checks]
        answer = run.outputs.get(cells[question.answer].id, [])
        error = "".join(errors(answer)) or words(run.lost.get(question.name), limits)
        questions.append(
            {
                **_asked(exam, question),
                "score": question.points if earned else 0,
                "checks": _checked(checks, stopped=bool(error)),
                "error": error,
                "answer": plain(answers.get(question.name, ""), LONGEST_ANSWER),
            }
        )
    return {
        "status": STATUSES.get(run.ending, CRASHED),
        "reason": _reason(exam, run, limits),
        "score": sum(question["score"] for question in questions),
        "max_score": exam.max_score,
        "questions": questions,
        "notes": [plain(note, LONGEST_LINE) for note in notes[:MOST_LINES]],
    }


def refusal(exam: Exam | None, status: str, reason: str) -> dict:
    """The verdict on a submission that was not run."""
    questions = [
        _asked(exam, q) | {"score": 0, "checks": [], "error": "", "answer": ""}
        for q in (exam.questions if exam else [])
    ]
    return {
        "status": status,
        "reason": plain(reason, LONGEST_LINE),
        "score": 0,
        "max_score": exam.max_score if exam else 0,
        "questions": questions,
        "notes": [],
    }


def _asked(exam: Exam, question: QuestionCells) -> dict:
    lesson = course_metadata(exam.master.cells[question.answer]).get("lesson", "")
    words = {"name": question.name, "title": title(exam, question), "lesson": lesson}
    return words | {"points": question.points}


def title(exam: Exam, question: QuestionCells) -> str:
    """The question's heading in its notebook, without the points; its name where it has none."""
    for cell in reversed(exam.master.cells[: question.answer]):
        if cell.cell_type == "markdown" and (found := HEADING.search(cell.source)):
            return found["title"]
    return question.name


def _reason(exam: Exam, run: Run, limits: Limits) -> str:
    if run.ending == Ending.FINISHED:
        return ""
    lost = run.lost or {"": run.ending}
    return "; ".join(
        words(ending, limits) + (f" at question {name}" if name else "")
        for name, ending in lost.items()
    )


def words(ending: Ending | None, limits: Limits) -> str:
    """What ended a run, for a person."""
    return {
        None: "",
        Ending.DEADLINE: f"stopped after {min(limits.cell, limits.deadline)} s",
        Ending.DIED: "its process ended (an exit or a crash)",
        Ending.MEMORY: f"used more than {limits.memory} MiB of memory",
        Ending.OUTPUT: f"printed more than {limits.output} MiB",
        Ending.UNREADABLE_OUTPUT: "what it sent could not be read",
    }[ending]


def _checked(outputs: list[list[dict]], *, stopped: bool) -> list[list[str]]:
    """What the visible checks said; what stopped them where nothing else says why."""
    lines = [line for one in outputs for line in check_lines(one)]
    if lines or stopped:
        return lines
    found = [" ".join(error.split()) for one in outputs for error in errors(one)]
    return [["no", shortened(f"the check stopped by {error}", LONGEST_LINE)] for error in found]


def check_lines(outputs: list[dict]) -> list[list[str]]:
    """The `ok`, `no` and `--` lines that a visible check printed. They are a learner's to forge.

    The check's own are the last ones, behind whatever the answer printed.
    """
    text = "".join(str(o.get("text", "")) for o in outputs if o.get("output_type") == "stream")
    found = MARKED.findall(text)[-MOST_LINES:]
    return [[mark, plain(line, LONGEST_TEXT)[:LONGEST_LINE]] for mark, line in found]


def errors(outputs: list[dict]) -> Iterator[str]:
    """What an answer's own cell raised, without terminal colours."""
    for output in outputs:
        if output.get("output_type") == "error":
            yield plain(f"{output.get('ename')}: {output.get('evalue')}", LONGEST_TEXT)


def plain(text: str, longest: int) -> str:
    """Text without terminal escapes and without what cannot be seen, cut to a length."""
    text = ESCAPES.sub("", text[: 4 * longest])
    text = "".join(c if c in "\n\t" or category(c)[0] != "C" else " " for c in text)
    return shortened(text, longest, " ...")
