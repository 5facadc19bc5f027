"""Write docs/checks.md: on how many answers, right and wrong, each question is tried.

python tools/checks_table.py            write the file
python tools/checks_table.py --check    say whether it is in step, change nothing
"""

import argparse
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs/checks.md"
KIND = re.compile(r"(\(|\w+: )?(found|expected|stopped by|TypeError)\b")

HEAD = """# What the checks were tried on

Every question of the exercises has a corpus: right answers in many idioms, in
`tests/right_answers`, and plausible wrong ones, in `tests/wrong_answers`. There is at least one
wrong answer for each sentence of a question that ignores just that sentence.
`tests/grading/test_answers.py` tries them all:

- each right answer passes the visible check and gets its points on 200 seeds of the hidden one;
- each wrong answer is refused by the visible check, with the words that its docstring asks for, and
  by the hidden one on 5 seeds.

*Named* are the wrong answers whose misconception the check says in words. The others are told what
was found and what kind of thing was expected, or which exception stopped them.

`python tools/checks_table.py` writes this file; a test finds out where it is out of step.
"""


class Row(NamedTuple):
    """One question: its exercise, its name, and how many answers of each sort it has."""

    exercise: str
    question: str
    right: int
    wrong: int
    named: int


def is_named(words: str) -> bool:
    """Whether the words of a check's line name a misconception, and not what was found alone.

    >>> is_named("Are the rows normalized?"), is_named("found a list, expected a dict")
    (True, False)
    """
    return KIND.match(words) is None


def rows() -> Iterator[Row]:
    """A row for each question, in order."""
    sys.path.insert(0, str(ROOT))
    from tests.grading.answers import answers_in, load

    for path in sorted((ROOT / "tests/wrong_answers").glob("*/*.py")):
        exercise, question = path.parent.name, path.stem
        right = answers_in(load(ROOT / "tests/right_answers" / exercise / path.name))
        wrong = answers_in(load(path)).values()
        named = sum(is_named(inspect.getdoc(answer) or "") for answer in wrong)
        yield Row(exercise, question, len(right), len(wrong), named)


def page(found: list[Row]) -> str:
    """The text of docs/checks.md."""
    lines = ["| exercise | question | right idioms | wrong answers | named | share |"]
    lines.append("|---|---|---|---|---|---|")
    for row in found:
        share = f"{row.named / row.wrong:.0%}"
        cells = row.exercise[:2], f"`{row.question}`", row.right, row.wrong, row.named, share
        lines.append(f"| {' | '.join(map(str, cells))} |")
    right, wrong, named = (
        sum(getattr(row, field) for row in found) for field in ("right", "wrong", "named")
    )
    total = (
        f"In all {len(found)} questions, {right} right answers and {wrong} wrong ones, of which "
        f"{named} ({named / wrong:.0%}) are named."
    )
    return "\n".join([HEAD, total, "", *lines, ""])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; 1 if out of step")
    text = page(list(rows()))
    if parser.parse_args().check:
        in_step = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        print("docs/checks.md is in step" if in_step else "docs/checks.md is out of step: run me")
        return 0 if in_step else 1
    TARGET.write_text(text, encoding="utf-8")
    print("docs/checks.md: written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
