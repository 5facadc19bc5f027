"""The instructor's plans hold: minutes are those of the heads, and the hours of the day add up."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs" / "instructors.md").read_text("utf-8")
PLANS = TEXT.split("## Plans, by the minute")[1].split("\n## ")[0]


def head_minutes(what):
    kind, number = re.fullmatch(r"(lesson|exercise) (\d\d)", what).groups()
    folder = {"lesson": "notebooks", "exercise": "exercises"}[kind]
    (path,) = (p for p in (ROOT / folder).glob(f"{number}_*.ipynb") if "backup" not in p.name)
    heads = [cell.source for cell in nbformat.read(path, as_version=4).cells[:2]]
    return int(re.search(r"About (\d+) minutes", "\n".join(heads))[1])


def test_the_day_adds_up_and_gives_each_lesson_its_minutes():
    rows = re.findall(r"^\| (\d\d:\d\d) \| (\d+) \| (.*?) \|$", PLANS, re.MULTILINE)
    assert len(rows) > 8
    now = datetime.strptime(rows[0][0], "%H:%M")
    for begins, minutes, what in rows:
        assert now == datetime.strptime(begins, "%H:%M"), begins
        now += timedelta(minutes=int(minutes))
        if re.match("lesson|exercise", what):
            assert int(minutes) == head_minutes(what), what


def test_the_weeks_give_each_lesson_and_exercise_its_minutes():
    rows = re.findall(r"^\| (\d) \| (.*?) \| (\d+) \| (.*?) \| (\d+) \|$", PLANS, re.MULTILINE)
    assert [row[0] for row in rows] == list("123456")
    for _, lessons, in_class, exercise, at_home in rows:
        assert int(in_class) == sum(map(head_minutes, lessons.split(", ")))
        assert int(at_home) == head_minutes(exercise)
