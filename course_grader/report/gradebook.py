"""The class in tables: the gradebook, the summary, and what was answered wrong most often."""

import csv
import io
import re
from collections import Counter

from course_grader.exam import Exam

COLUMNS = ("learner", "notebook", "status", "score", "max_score", "reason")
MOST_COMMON = 3


def gradebook_csv(records: list[dict], exams: dict[str, Exam]) -> bytes:
    """A row a submission, a column a question; empty where a notebook lacks that question."""
    names = [question.name for exam in exams.values() for question in exam.questions]
    text = io.StringIO()
    table = csv.DictWriter(text, [*COLUMNS, *names], lineterminator="\n")
    table.writeheader()
    for record in records:
        row = {name: record[name] for name in COLUMNS}
        row |= {question["name"]: f"{question['score']:g}" for question in record["questions"]}
        row |= {name: f"{record[name]:g}" for name in ("score", "max_score")}
        table.writerow({name: no_formula(str(value)) for name, value in row.items()})
    return text.getvalue().encode()


def no_formula(text: str) -> str:
    """Text that no spreadsheet computes, at whatever sign its locale parts the columns."""
    return re.sub(r"(^|[;,\t\n])(?=[=+\-@\t])", r"\1'", text)


def item_analysis(records: list[dict], exams: dict[str, Exam]) -> list[dict]:
    """For each question: how many ran it, how many were right, the commonest misconceptions."""
    asked = [(exam.stem, question.name) for exam in exams.values() for question in exam.questions]
    return item_rows(records, asked)


def item_rows(records: list[dict], asked: list[tuple[str, str]]) -> list[dict]:
    """As item_analysis, for the questions `asked`, each with its notebook.

    Only submissions that were run count: a file that cannot be read says nothing about a question.
    """
    rows = []
    for notebook, name in asked:
        answers = [
            answer
            for record in records
            if record["notebook"] == notebook and record["status"] not in UNRUN
            for answer in record["questions"]
            if answer["name"] == name
        ]
        wrong = [answer for answer in answers if answer["score"] < answer["points"]]
        rows.append(
            {
                "notebook": notebook,
                "question": name,
                "answers": len(answers),
                "right": len(answers) - len(wrong),
                "commonest": Counter(map(misconception, wrong)).most_common(MOST_COMMON),
            }
        )
    return rows


UNRUN = ("rejected", "unreadable")


def misconception(answer: dict) -> str:
    """What went wrong with one answer: the question that its first `no` line asked, or its error.

    >>> misconception({"error": "", "checks": [["no", "shape: found 0.25. Are the rows swapped?"]]})
    'shape: Are the rows swapped?'
    """
    if answer["error"]:
        name, raised, _ = answer["error"].partition(": ")
        return f"the answer raised {name}" if raised else name
    line = next((line for mark, line in answer["checks"] if mark != "ok"), "")
    if not line:
        return "wrong on other inputs only" if answer["checks"] else "not reached"
    what, _, reason = line.partition(": ")
    if stopped := re.search(r"stopped by (\w+)", reason):
        return f"{what}: {stopped[0]}"
    asked = [s for s in re.split(r"(?<=[.?]) ", reason) if s and not s.startswith("found ")]
    return f"{what}: {' '.join(asked)}" if asked else what


def items_csv(rows: list[dict]) -> bytes:
    """The item analysis as a table, the commonest misconceptions with how often they were met."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    kinds = [f"commonest {n}" for n in range(1, MOST_COMMON + 1)]
    table.writerow(["notebook", "question", "answers", "right", *kinds])
    for row in rows:
        common = [f"{times} x {what}" for what, times in row["commonest"]]
        cells = [row["notebook"], row["question"], row["answers"], row["right"], *common]
        table.writerow([no_formula(str(cell)) for cell in cells])
    return text.getvalue().encode()


def summary(records: list[dict], rows: list[dict]) -> str:
    """The class at a glance, for the terminal."""
    lines = [f"{'notebook':28} {'submissions':>11} {'mean':>7} {'of':>5}  statuses"]
    for stem in sorted({record["notebook"] for record in records}):
        of_stem = [record for record in records if record["notebook"] == stem]
        mean = sum(record["score"] for record in of_stem) / len(of_stem)
        statuses = Counter(record["status"] for record in of_stem)
        shown = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
        most = max(record["max_score"] for record in of_stem)
        lines.append(f"{stem[:28]:28} {len(of_stem):11} {mean:7.2f} {most:5g}  {shown}")
    for row in rows:
        if not row["answers"]:
            continue
        share = row["right"] / row["answers"]
        lines.append(f"\n{row['notebook']}  {row['question']}: {share:.0%} right")
        lines += [f"  {times:4} x {what[:100]}" for what, times in row["commonest"]]
    return "\n".join(lines)
