"""Files by strangers: opened without following links, read up to a size, parsed in a child.

`rejected` is a file that is not looked into, `unreadable` one that turns out to be no notebook.
Both are graded, with no points and a reason.
"""

import json
import os
import stat
from pathlib import Path

from course_grader.exam import Exam
from course_grader.run_order import paper
from course_grader.sandbox.limited_process import ChildFailed, Write, in_child
from course_utils.grading.notebook.cells import NotebookError, notebook_bytes, parse_notebook
from course_utils.grading.notebook.rebuild import rebuild

REJECTED, UNREADABLE = "rejected", "unreadable"
PARSE_MEMORY, PARSE_SECONDS = 1024, 20


class Refused(Exception):
    """A submission without points, with its status and the reason."""

    def __init__(self, status: str, reason: str):
        super().__init__(reason)
        self.status, self.reason = status, reason


def read_submission(root: Path, parts: tuple[str, ...], largest: int) -> bytes:
    """The bytes of the file root/parts[0]/...; no part may be a symbolic link.

    Raises Refused for what is no plain file, or has more than `largest` bytes.
    """
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
        file = os.open(parts[-1], flags, dir_fd=folder)
    except OSError as error:
        raise Refused(REJECTED, f"it could not be opened: {os.strerror(error.errno)}") from None
    finally:
        os.close(folder)
    with os.fdopen(file, "rb") as opened:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            raise Refused(REJECTED, "it is not a plain file")
        if status.st_size > largest:
            raise Refused(REJECTED, f"it has more than {largest >> 20} MiB")
        return opened.read(largest)


def rebuilt(exam: Exam, content: bytes) -> dict:
    """The notebook to run for a submission, with the notes on it: `{"text", "notes", "answers"}`.

    `answers` holds the code that is graded, by question; one that was not answered has none. What a
    stranger wrote is parsed in a child with limits. Raises Refused.
    """

    def work(write: Write) -> None:
        try:
            result = _rebuild(exam, content)
        except (NotebookError, UnicodeError) as error:
            result = {"refused": str(error)}
        write(json.dumps(result).encode())

    try:
        result = json.loads(in_child(work, memory=PARSE_MEMORY, seconds=PARSE_SECONDS))
    except ChildFailed as failure:
        raise Refused(UNREADABLE, str(failure)) from None
    if "refused" in result:
        raise Refused(UNREADABLE, f"it is not a notebook: {result['refused']}")
    return result


def _rebuild(exam: Exam, content: bytes) -> dict:
    learner = parse_notebook(content.decode("utf-8-sig"))
    made = rebuild(exam.master, learner)
    text = notebook_bytes(paper(made.notebook)).decode()
    cells = made.notebook.cells
    given = [question for question in exam.questions if question.name not in made.missing]
    answers = {question.name: cells[question.answer].source for question in given}
    return {"text": text, "notes": made.notes, "answers": answers}
