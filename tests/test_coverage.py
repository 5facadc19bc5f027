"""docs/coverage.md names, for each statement of the sources, cells and questions that exist."""

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest

from course_utils.quizzes import load_quiz

ROOT = Path(__file__).resolve().parents[1]
STATEMENTS = [*range(1, 37), *range(40, 80)]
ROW = re.compile(r"^\| (\d+) \| [^|]+ \| (?P<shown>[^|]+) \| (?P<practised>[^|]+) \|$", re.M)
WAITS = re.compile(r"waits for (?:lesson (\d\d)|project (p\d))")


@cache
def notebook(folder: str, number: str) -> nbformat.NotebookNode:
    (path,) = (ROOT / folder).glob(f"{number}_*.ipynb")
    return nbformat.read(path, as_version=4)


@cache
def cells(number: str) -> set[str]:
    return {cell.id for cell in notebook("notebooks", number).cells}


@cache
def questions(number: str) -> set[str]:
    given = [cell.metadata.get("course", {}) for cell in notebook("solutions", number).cells]
    return {course["question"] for course in given if "question" in course}


@cache
def quiz_questions(name: str) -> set[str]:
    (path,) = (ROOT / "course_utils/assets/quizzes").glob(f"{name}*.toml")
    return {question.id for question in load_quiz(path.stem)}


def exists(place: str) -> bool:
    """Whether `01#seed`, `01/hand_scores`, `quiz 01/right-angle` or `part_one/...` is there."""
    if cell := re.fullmatch(r"(\d\d)#([\w-]+)", place):
        return cell[2] in cells(cell[1])
    if quiz := re.fullmatch(r"quiz (\w+)/([\w-]+)", place):
        return quiz[2] in quiz_questions(quiz[1])
    if question := re.fullmatch(r"(\d\d|p\d)/(\w+)", place):
        return question[2] in questions(question[1])
    return False


def problems(text: str) -> list[str]:
    """What is wrong with a coverage table."""
    rows = list(ROW.finditer(text))
    numbers = [int(row[1]) for row in rows]
    found = [f"{n} has no row" for n in STATEMENTS if n not in numbers]
    found += [f"{n} has {numbers.count(n)} rows" for n in set(numbers) if numbers.count(n) > 1]
    for row in rows:
        for column in ("shown", "practised"):
            if waits := WAITS.fullmatch(row[column].strip()):
                found += _is_there_by_now(row[1], column, waits)
            else:
                places = re.findall(r"`([^`]+)`", row[column])
                found += [f"{row[1]}: there is no {p}" for p in places if not exists(p)]
                found += [] if places else [f"{row[1]}: nothing is named under {column}"]
    return found


def _is_there_by_now(number: str, column: str, waits: re.Match) -> list[str]:
    """What is shown waits for its lesson, what is practised for its exercise."""
    later, both = waits[1] or waits[2], ("notebooks", "exercises")
    folders = both if waits[2] else both[:1] if column == "shown" else both[1:]
    landed = [path for folder in folders for path in (ROOT / folder).glob(f"{later}_*")]
    return [f"{number} waits for {later}, which is there"] if landed else []


def test_every_statement_is_shown_and_practised():
    assert problems((ROOT / "docs/coverage.md").read_text(encoding="utf-8")) == []


TABLE = "\n".join(f"| {n} | words | `01#seed` | `01/hand_scores` |" for n in STATEMENTS)


@pytest.mark.parametrize(
    ("row", "instead"),
    [
        ("| 7 | words | `01#seed` | `01/hand_scores` |\n", ""),
        ("| 7 |", "| 8 |"),
        ("`01#seed`", "`01#sed`"),
        ("`01/hand_scores`", "`01/hand_score`"),
        ("`01/hand_scores`", "`quiz 01/nothing`"),
        ("`01#seed`", "somewhere"),
        ("`01#seed`", "waits for lesson 01"),
        ("`01/hand_scores`", "waits for lesson 01"),
    ],
)
def test_a_wrong_table_is_refused(row, instead):
    assert problems(TABLE) == []
    assert problems(TABLE.replace(row, instead, 1)) != []
