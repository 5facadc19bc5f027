"""From points to marks: a rubric's weights, a reader's points, what lateness costs, extra time."""

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path


@dataclass(frozen=True)
class Policy:
    """When work is due, the percent of full marks that each day begun costs, and who has longer."""

    due: datetime
    percent_a_day: float = 10
    extra_hours: dict[str, float] = field(default_factory=dict)

    def days_late(self, learner: str, handed_in: datetime) -> int:
        """Days begun after the learner's own deadline; 0 in time.

        >>> policy = Policy(datetime(2026, 3, 14, 12), extra_hours={"ada": 24})
        >>> [policy.days_late(who, datetime(2026, 3, 15, 11)) for who in ("ada", "bob")]
        [0, 1]
        """
        due = self.due + timedelta(hours=self.extra_hours.get(learner, 0))
        return max(0, math.ceil((handed_in - due) / timedelta(days=1)))


@dataclass(frozen=True)
class Mark:
    """One learner's mark for one exercise: `mark` is `earned` less what lateness costs."""

    learner: str
    notebook: str
    status: str
    earned: float
    full: float
    days_late: int = 0
    mark: float = 0


def marks(
    records: list[dict],
    rubric: dict[tuple[str, str], float] | None = None,
    policy: Policy | None = None,
    times: dict[tuple[str, str], datetime] | None = None,
    read: dict[tuple[str, str], tuple[float, float]] | None = None,
) -> list[Mark]:
    """A mark for each record, in their order.

    rubric
        Points by (notebook, question) in place of the exercise's own; others keep theirs.
    times
        When each (learner, notebook) was handed in. Without a time nothing is late.
    read
        What a reader gave for each (learner, notebook), and of how many points: both are added.
    Raises ValueError for a rubric's row that no record has.
    """
    rubric = rubric or {}
    known = {(r["notebook"], q["name"]) for r in records for q in r["questions"]}
    for notebook, question in sorted(rubric.keys() - known):
        raise ValueError(f"the rubric names {question!r} of {notebook!r}, which nobody handed in")
    return [_mark(record, rubric, policy, times or {}, read or {}) for record in records]


def _mark(record: dict, rubric: dict, policy: Policy | None, times: dict, read: dict) -> Mark:
    key = record["learner"], record["notebook"]
    questions = [
        (rubric.get((record["notebook"], q["name"]), q["points"]), q["score"] / (q["points"] or 1))
        for q in record["questions"]
    ]
    given, most = read.get(key, (0, 0))
    full = sum(points for points, share in questions) + most
    earned = sum(points * share for points, share in questions) + given
    days = policy.days_late(record["learner"], times[key]) if policy and key in times else 0
    cost = full * days * policy.percent_a_day / 100 if days else 0
    return Mark(*key, record["status"], earned, full, days, max(0, earned - cost))


def read_rubric(path: Path) -> dict[tuple[str, str], float]:
    """A rubric file: a header `notebook,question,points`, then a row a question.

    Raises ValueError with the line that is wrong.
    """
    rows = _rows(path, ("notebook", "question", "points"))
    return {(row["notebook"], row["question"]): _number(path, n, row["points"]) for n, row in rows}


def read_extra(path: Path) -> dict[str, float]:
    """Extra time: a header `learner,hours`, then a row a learner. Raises ValueError as above."""
    rows = _rows(path, ("learner", "hours"))
    return {row["learner"]: _number(path, n, row["hours"]) for n, row in rows}


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not UTF-8 text") from None
    table = csv.DictReader(text.splitlines())
    if table.fieldnames != list(columns):
        raise ValueError(f"{path} must begin with the line {','.join(columns)}")
    yield from enumerate(table, 2)


def _number(path: Path, line: int, text: str | None) -> float:
    try:
        number = float(text or "")
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise ValueError(f"{path}, line {line}: {text!r} is no number from 0 on")
    return number
