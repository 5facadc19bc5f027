"""Marks: what a rubric, a deadline and extra time make of points, and how gradebooks take them."""

import csv
import io
import json
import os
from datetime import datetime

import pytest
from click.testing import CliRunner

from course_grader.report import exports
from course_grader.report.class_page import class_page
from course_grader.report.gradebook import item_rows
from course_grader.report.marks import Policy, marks, read_extra, read_rubric
from course_utils.cli import course

DUE = datetime(2026, 3, 14, 12)


def record(learner, *scores, notebook="01_topic", status="graded"):
    questions = [
        {"name": f"q{n}", "points": 5, "score": score, "checks": [["no", "off"]], "error": ""}
        for n, score in enumerate(scores, 1)
    ]
    full = {"score": sum(scores), "max_score": 5 * len(scores), "reason": ""}
    return {
        "learner": learner,
        "notebook": notebook,
        "status": status,
        "questions": questions,
    } | full


def table(content):
    return list(csv.reader(io.StringIO(content.decode())))


@pytest.mark.parametrize(
    ("handed_in", "mark"),
    [
        (datetime(2026, 3, 14, 12), 10),
        (datetime(2026, 3, 14, 12, 1), 9),
        (datetime(2026, 3, 15, 12), 9),
        (datetime(2026, 3, 15, 12, 1), 8),
        (datetime(2026, 4, 14), 0),
    ],
)
def test_each_day_begun_costs_its_percent(handed_in, mark):
    (found,) = marks([record("ada", 5, 5)], None, Policy(DUE), {("ada", "01_topic"): handed_in})
    assert found.mark == mark
    assert found.earned == 10


def test_who_has_longer_loses_nothing_in_that_time():
    late = {(who, "01_topic"): datetime(2026, 3, 15) for who in ("ada", "bob")}
    policy = Policy(DUE, extra_hours={"ada": 12})
    found = marks([record("ada", 5, 5), record("bob", 5, 5)], None, policy, late)
    assert [m.mark for m in found] == [10, 9]


def test_without_a_time_nothing_is_late():
    assert marks([record("ada", 5, 5)], None, Policy(DUE))[0].mark == 10


def test_a_rubric_weighs_questions_anew():
    (found,) = marks([record("ada", 5, 0)], {("01_topic", "q1"): 20})
    assert (found.earned, found.full) == (20, 25)


def test_a_rubric_for_a_question_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="'q9' of '01_topic'"):
        marks([record("ada", 5)], {("01_topic", "q9"): 1})


@pytest.mark.parametrize("number", ["", "many", "-1", "nan", "inf"])
def test_a_bad_number_is_named_by_its_line(tmp_path, number):
    path = tmp_path / "extra.csv"
    path.write_text(f"learner,hours\nada,2\nbob,{number}\n")
    with pytest.raises(ValueError, match=r"extra\.csv, line 3"):
        read_extra(path)


def test_a_table_with_another_header_says_which_it_needs(tmp_path):
    path = tmp_path / "rubric.csv"
    path.write_text("question,points\nq1,2\n")
    with pytest.raises(ValueError, match="notebook,question,points"):
        read_rubric(path)


def test_gradebooks_get_a_row_a_learner_and_a_column_an_exercise():
    records = [record("ada", 5, 5), record("ada", 5, notebook="02_other"), record("bob", 5, 0)]
    found = marks([*records, record("eve", notebook="odd", status="rejected")])
    canvas, moodle = table(exports.canvas_csv(found)), table(exports.moodle_csv(found))
    assert canvas[0][:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    assert canvas[0][5:] == ["01_topic", "02_other"]
    assert canvas[1] == ["    Points Possible", "", "", "", "", "10", "5"]
    assert canvas[3] == ["bob", "", "", "bob", "", "5", ""]
    assert moodle == [
        ["username", "01_topic", "02_other"],
        ["ada", "10", "5"],
        ["bob", "5", ""],
        ["eve", "", ""],
    ]
    assert len(table(exports.plain_csv(found))) == 5


def test_no_spreadsheet_computes_a_name():
    found = marks([record("=1+1", 5)])
    for content in (exports.plain_csv(found), exports.canvas_csv(found), exports.moodle_csv(found)):
        assert table(content)[-1][0] == "'=1+1"


def test_the_class_page_shows_the_spread_the_items_and_who_may_need_a_word():
    records = [
        record("ada", 5, 5),
        record("bob", 0, 0),
        record("<b>eve", 5, 5, notebook="02_other"),
    ]
    found = marks(records)
    page = class_page(found, item_rows(records, [("01_topic", "q1"), ("01_topic", "q2")]))
    assert "1 of 2" in page
    assert "1 x off" in page
    assert "bob, 01_topic: 0 of 10" in page
    assert "ada has not handed in 02_other" in page
    assert "&lt;b&gt;eve" in page
    assert "<b>eve" not in page
    assert "default-src 'none'" in page
    assert "http" not in page.split("Content-Security-Policy")[1].split(">", 1)[1]


def test_the_command_reads_a_run_and_writes_beside_it(tmp_path):
    grades, submissions = tmp_path / "grades", tmp_path / "submissions"
    for who in ("ada", "bob"):
        for root in (grades / "records", submissions):
            (root / who).mkdir(parents=True)
        (grades / "records" / who / "01_topic.json").write_text(json.dumps(record(who, 5, 5)))
        path = submissions / who / "01_topic.ipynb"
        path.write_text("{}")
        time = datetime(2026, 3, 14, 13 if who == "bob" else 11).timestamp()
        os.utime(path, (time, time))
    options = ["--due", "2026-03-14T12:00", "--submissions", str(submissions), "--late", "20"]
    said = CliRunner().invoke(course, ["marks", str(grades), *options])
    assert "2 marks, 1 of them late" in said.output, said.output
    assert [row[-1] for row in table((grades / "marks.csv").read_bytes())[1:]] == ["10", "8"]
    assert (grades / "class.html").read_text().startswith("<!doctype html>")


def test_a_deadline_needs_times(tmp_path):
    said = CliRunner().invoke(course, ["marks", str(tmp_path), "--due", "2026-03-14T12:00"])
    assert said.exit_code == 2
    assert "go together" in said.output
