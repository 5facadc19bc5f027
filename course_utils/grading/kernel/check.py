"""The engine of `check(...)`: runs a question's visible checks and prints what they found."""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from course_utils.grading.kernel.answers import (
    Answer,
    No,
    NotAnswered,
    in_words,
    is_stub,
    shortened,
)
from course_utils.grading.kernel.question import Question, asked
from course_utils.grading.kernel.values import kind_of
from course_utils.grading.kernel.withheld import told, withholding

RAISES = "COURSE_CHECK_RAISES"
OK, NO, UNANSWERED = "ok", "no", "--"
LONGEST_LINE = 400  # letters; what is longer is cut here, so that whoever shows it shows the same

_right: dict[str, bool] = {}


class _Stop(Exception):
    """Enough is known: the checks that are left would only repeat it."""


@dataclass
class Report:
    """What the visible checks of one question found: a list of (mark, sentence)."""

    name: str
    lines: list[tuple[str, str]]

    def __str__(self) -> str:
        return "\n".join([self.name, *(f"  {mark}  {text}" for mark, text in self.lines)])

    def __bool__(self) -> bool:
        return bool(self.lines) and all(mark == OK for mark, _ in self.lines)

    def _ipython_display_(self) -> None:
        """Show nothing: a check at the end of a cell has printed itself already."""


class Holds:
    """What a question's checks say their sentences with: `with holds("lengths do not matter"):`"""

    def __init__(self):
        self.lines: list[tuple[str, str]] = []
        self._reasons: set[str] = set()

    @contextmanager
    def __call__(self, sentence: str) -> Iterator[None]:
        try:
            yield
        except (NotAnswered, _Stop):
            raise
        except No as no:
            self.no(sentence, str(no))
        except KeyboardInterrupt:
            self.no(sentence, "stopped while your code ran. Is there a loop that never ends?")
            raise _Stop from None
        except (Exception, SystemExit) as error:
            self.no(sentence, f"stopped by {in_words(error)}")
        else:
            self.lines.append((OK, sentence))

    def no(self, sentence: str, reason: str) -> None:
        """Note what is wrong, once: four sentences that fail for one reason are one line."""
        if reason not in self._reasons:
            self._reasons.add(reason)
            line = f"{sentence}: {reason}" if sentence else reason
            self.lines.append((NO, shortened(line, LONGEST_LINE, " ...")))


def check(*answer: object, **named: object) -> Report:
    """Check one answer and print what holds: check(function), or check(name=value) for a value.

    Never raises for a wrong answer, so that a notebook runs to its end; under pytest (the
    project's conftest.py sets a variable that the kernel inherits) AssertionError unless all is ok.
    """
    question, value = asked(answer, named, sys._getframe(1).f_globals)
    report = examine(question, value)
    _right[question.name] = bool(report)
    print(report)
    if os.environ.get(RAISES) and not report:
        raise AssertionError(f"\n{report}")
    return report


def answered(answer: object) -> bool:
    """Whether the latest check of this function (or of the question of that name) was all ok.

    For cells that show an answer at work: `if answered(angular_distance): ...`
    """
    return _right.get(answer if isinstance(answer, str) else getattr(answer, "__name__", ""), False)


def examine(question: Question, value: object) -> Report:
    """Run the visible checks of one question on an answer."""
    holds = Holds()
    if is_stub(value):
        return Report(question.name, [(UNANSWERED, "not answered yet")])
    if question.kind != "value" and not callable(value):
        found = f"{question.name} should be a {question.kind}: found {kind_of(value)}"
        return Report(question.name, [(NO, found)])
    answer = Answer(value) if question.kind == "function" else value
    called: set[str] = set()
    try:
        with warnings.catch_warnings(), withholding(question.withheld) as called:
            warnings.simplefilter("ignore")
            question.checks(answer, holds)
    except NotAnswered:
        return Report(question.name, [(UNANSWERED, "not answered yet")])
    except _Stop:
        pass
    except No as no:
        holds.no("", str(no))
    except KeyboardInterrupt:
        holds.no("", "stopped while your code ran. Is there a loop that never ends?")
    except (Exception, SystemExit) as error:
        holds.no("", f"stopped by {in_words(error)}")
    if called:
        holds.no("", told(called))
    for name in sorted(getattr(answer, "changed", ())) if question.kind == "function" else ():
        holds.no("the input stays as it was", f"your function changed {name}. Work on a copy")
    return Report(question.name, holds.lines)
