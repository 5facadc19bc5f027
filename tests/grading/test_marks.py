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
    (tmp_path / "extra.csv").write_text("learner,hours\nbob,1\nbop,24\n")
    again = ["marks", str(grades), *options, "--extra", str(tmp_path / "extra.csv")]
    assert "more time to bop, who handed in nothing" in CliRunner().invoke(course, again).output
    CliRunner().invoke(course, ["marks", str(grades), *options])
    assert [row[-1] for row in table((grades / "marks.csv").read_bytes())[1:]] == ["10", "8"]
    assert (grades / "class.html").read_text().startswith("<!doctype html>")


def test_a_deadline_needs_times(tmp_path):
    said = CliRunner().invoke(course, ["marks", str(tmp_path), "--due", "2026-03-14T12:00"])
    assert said.exit_code == 2
    assert "go together" in said.output


PROJECT = "p2_zero_shot_classifier"
HEAD = "learner,pictures (of 2),wording (of 3),unknown (of 2),errors (of 3),page (of 2)"


@pytest.fixture
def project_run(tmp_path):
    """A graded run: ada has all automatic points, bob none, eve handed in nothing that counts."""
    run = tmp_path / "grades"
    people = [record("ada", 5, 5, notebook=PROJECT), record("bob", 0, 0, notebook=PROJECT)]
    people += [record("cem", 5, 0), record("eve", notebook="odd", status="rejected")]
    for one in people:
        path = run / "records" / one["learner"] / f"{one['notebook']}.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(one))
    return run


def marks_of(run, *options):
    result = CliRunner().invoke(course, ["marks", str(run), *map(str, options)])
    assert result.exit_code == 0, result.output
    rows = csv.DictReader(io.StringIO((run / "marks.csv").read_text()))
    return result, {row["learner"]: (row["earned"], row["full"]) for row in rows}


def test_a_project_has_a_table_for_its_reader(project_run):
    result, found = marks_of(project_run)
    path = project_run / "reading" / f"{PROJECT}.csv"
    assert path.read_text().splitlines() == [HEAD, "ada,,,,,", "bob,,,,,"]
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert "0 of 2 are read" in result.output
    assert found == {"ada": ("10", "22"), "bob": ("0", "22"), "cem": ("5", "10"), "eve": ("0", "0")}


def test_what_a_reader_gave_is_added_and_stays(project_run):
    marks_of(project_run)
    path = project_run / "reading" / f"{PROJECT}.csv"
    filled = f"{HEAD}\nada,2,,1.5,,\nbob,2,3,2,3,2\nzoe,1,1,1,1,1\n"
    path.write_text(filled)
    for _ in range(2):
        result, found = marks_of(project_run)
        assert found["ada"] == ("13.5", "22")
        assert found["bob"] == ("12", "22")
        assert "1 of 2 are read" in result.output
        assert path.read_text() == filled


def test_readers_tables_may_lie_beside_a_run(project_run, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / f"{PROJECT}.csv").write_text(f"{HEAD}\nada,2,3,2,3,2\n")
    _, found = marks_of(project_run, "--reading", tmp_path / "kept")
    assert found["ada"] == ("22", "22")
    assert not (project_run / "reading").exists()


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("learner,page\nada,2\n", f"must begin with the line {HEAD}"),
        (f"{HEAD}\nada,2,4,,,\n", "line 2: wording is '4', no number from 0 to 3"),
        (f"{HEAD}\nada,good,,,,\n", "line 2: pictures is 'good'"),
        (f"{HEAD}\nada,nan,,,,\n", "line 2: pictures is 'nan'"),
        (f"{HEAD}\nada,1,,,,\nada,1,,,,\n", "line 3: 'ada' is there twice"),
        (f"{HEAD}\nada,1,1,1,1,1,1\n", "line 2: more cells"),
    ],
)
def test_a_readers_table_that_is_wrong_is_named_and_kept(project_run, written, message):
    path = project_run / "reading" / f"{PROJECT}.csv"
    path.parent.mkdir()
    path.write_text(written)
    result = CliRunner().invoke(course, ["marks", str(project_run)])
    assert result.exit_code != 0
    assert message in str(result.exception) + result.output
    assert path.read_text() == written
