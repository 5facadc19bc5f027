"""One attack: a learner's notebook, and what it must get."""

from dataclasses import dataclass, field

from nbformat import NotebookNode

from course_utils.grading.notebook.cells import notebook_bytes
from tests.grading import trial


@dataclass(frozen=True)
class Attack:
    """A submission made of answers, of the whole notebook, or of bytes.

    name
        What it tries, in a few words; also the learner's name.
    status
        One status, or several where the system's timing decides.
    answers
        Source of answer cells by question; "right" is the solution's. The others stay stubs.
    """

    name: str
    score: float = 0
    status: str | tuple[str, ...] = "graded"
    answers: dict[str, str] = field(default_factory=dict)
    notebook: NotebookNode | None = None
    raw: bytes | None = None

    @property
    def statuses(self) -> tuple[str, ...]:
        return (self.status,) if isinstance(self.status, str) else self.status

    def content(self) -> bytes:
        """The submission's file."""
        if self.raw is not None:
            return self.raw
        return notebook_bytes(self.notebook or trial.submission(**self.answers))


def in_question_1(name: str, source: str, **expected) -> Attack:
    """An attack from the first answer's cell; `trial_rows` returns x unless it is redefined."""
    wrong = "def trial_rows(x):\n    return x\n\n"
    return Attack(name, answers={"trial_rows": wrong + source}, **expected)


def in_question_3(
    name: str, source: str, status: str | tuple[str, ...], score: float = 5
) -> Attack:
    """Right answers to the other three questions, before and after harm: their points must stay."""
    answers = dict.fromkeys(("trial_rows", "trial_angles", "trial_keep"), "right")
    answers["trial_nearest"] = source
    return Attack(name, score=score, status=status, answers=answers)
