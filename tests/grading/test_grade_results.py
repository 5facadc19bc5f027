"""Tables, pages and files made of verdicts: complete, escaped, and read back."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_output

from course_grader.exam import Exam
from course_grader.report.feedback import feedback_page
from course_grader.report.formats import gradescope_results, junit_xml
from course_grader.report.gradebook import (
    COLUMNS,
    gradebook_csv,
    item_analysis,
    items_csv,
    misconception,
    summary,
)
from course_grader.report.verdict import check_lines, plain, refusal, verdict
from course_grader.run.nbval_client import told
from course_grader.run.outcome import Run
from course_grader.sandbox.settings import Limits
from course_utils.grading.kernel.check import LONGEST_LINE, examine
from course_utils.grading.kernel.question import Question
from tests.grading import sample

EXAMS = {
    sample.STEM: Exam(sample.STEM, (sample.DATA / f"solutions/{sample.STEM}.ipynb").read_text())
}
EXAM = EXAMS[sample.STEM]


def record(
    learner="ann", status="graded", rows=2, checks=(), error="", notebook=sample.STEM, **more
):
    """A record in which the first question got `rows` of 2 points and the second none of 1."""
    told = refusal(EXAM, status, more.pop("reason", ""))
    told["questions"][0].update(score=rows, checks=[list(line) for line in checks], error=error)
    told["score"] = rows
    return {"learner": learner, "notebook": notebook, **told, "sha256": "", "exam": "", **more}


class TestGradebook:
    def test_a_row_a_submission_and_a_column_a_question(self):
        records = [record(), record("bob", rows=0)]
        rows = list(csv.DictReader(io.StringIO(gradebook_csv(records, EXAMS).decode())))
        assert list(rows[0]) == [*COLUMNS, "unit_rows", "threshold"]
        assert rows[0]["score"] == "2"
        assert rows[0]["max_score"] == "3"
        assert rows[0]["unit_rows"] == "2"
        assert rows[1]["unit_rows"] == "0"

    def test_a_question_of_another_notebook_is_empty(self):
        unknown = {**record(notebook="other"), "questions": []}
        [row] = csv.DictReader(io.StringIO(gradebook_csv([unknown], EXAMS).decode()))
        assert row["unit_rows"] == ""

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "@;=1+1", "-,+1"])
    def test_a_spreadsheet_computes_nothing(self, text):
        [row] = csv.DictReader(
            io.StringIO(gradebook_csv([record(text)], EXAMS).decode(), newline="")
        )
        assert row["learner"].startswith("'")
        assert not re.search(r"(^|[;,\t])[=+@-]", row["learner"])


class TestItems:
    def test_shares_and_the_commonest_misconceptions(self):
        swapped = [("no", "shape: found (3, 2). Are the rows and columns swapped?")]
        swapped_too = [("no", "shape: found (4, 2). Are the rows and columns swapped?")]
        records = [
            record("a"),
            record("b", rows=0, checks=swapped),
            record("c", rows=0, checks=swapped_too),
            record("d", rows=0, error="NameError: x"),
            record("e", "unreadable", rows=0),
        ]
        [first, second] = item_analysis(records, EXAMS)
        assert (first["answers"], first["right"]) == (4, 1)
        assert first["commonest"] == [
            ("shape: Are the rows and columns swapped?", 2),
            ("the answer raised NameError", 1),
        ]
        assert second["right"] == 0
        text = summary(records, [first, second])
        assert "unit_rows: 25% right" in text
        assert "2 x shape: Are the rows and columns swapped?" in text
        assert items_csv([first, second]).decode().count("\n") == 3

    @pytest.mark.parametrize(
        ("checks", "expected"),
        [
            ([], "not reached"),
            ([("ok", "x")], "wrong on other inputs only"),
            ([("--", "not answered yet")], "not answered yet"),
            (
                [("ok", "x"), ("no", "y: stopped by KeyError: 'a'. It happened in `b`")],
                "y: stopped by KeyError",
            ),
            (
                [("no", "lengths: doubling b changed it. Are the rows normalized?")],
                "lengths: doubling b changed it. Are the rows normalized?",
            ),
        ],
    )
    def test_what_a_wrong_answer_is_counted_as(self, checks, expected):
        assert misconception({"error": "", "checks": checks}) == expected

    def test_what_an_answer_raised_is_told_from_what_ended_it(self):
        raised, ended = "KeyError: 'a'", "printed more than 8 MiB"
        assert misconception({"error": raised, "checks": []}) == "the answer raised KeyError"
        assert misconception({"error": ended, "checks": []}) == ended


class TestVerdict:
    """A cell may stop and say so on stderr alone, as for a magic that there is not."""

    def verdict(self, **outputs) -> dict:
        question = EXAM.questions[0]
        cells = EXAM.master.cells
        shown = {cells[question.answer].id: outputs.get("answer", [])}
        shown |= {cells[number].id: outputs["check"] for number in question.checks}
        return verdict(EXAM, Run(outputs=shown), Limits(), [], {})["questions"][0]

    ERROR = new_output("error", ename="NameError", evalue="name 'unit_rows'\nis not defined")

    def test_what_stopped_a_check_is_told_as_the_learner_s_own_check_tells_it(self):
        [line] = self.verdict(check=[self.ERROR])["checks"]
        assert line == ["no", "the check stopped by NameError: name 'unit_rows' is not defined"]

    def test_once_is_enough(self):
        told = self.verdict(answer=[self.ERROR], check=[self.ERROR])
        assert told["checks"] == []
        assert told["error"].startswith("NameError")


class TestFeedback:
    def test_it_says_what_the_checks_said(self):
        checks = [("ok", "one row"), ("no", "length 1: Is each row divided?")]
        page = feedback_page(record(rows=0, checks=checks, notes=["move it into an answer cell"]))
        for text in ("0 of 3 points", "Unit rows (0 of 2)", "Is each row divided?", "move it into"):
            assert text in page

    def test_right_on_the_check_and_wrong_elsewhere_is_told(self):
        page = feedback_page(record(rows=0, checks=[("ok", "one row")]))
        assert "On other inputs than the check shows" in page
        assert "On other inputs" not in feedback_page(record(rows=2, checks=[("ok", "one row")]))

    @pytest.mark.parametrize(
        "place", ["learner", "notebook", "reason", "error", "answer", "check", "note"]
    )
    def test_nothing_of_it_is_markup(self, place):
        evil = "<script>alert(1)</script>\"'&{{ 7 * 7 }}{% raw %}"
        made = record(rows=0, checks=[("no", evil)] if place == "check" else [])
        if place in ("error", "answer"):
            made["questions"][0][place] = evil
        elif place == "note":
            made["notes"] = [evil]
        elif place != "check":
            made[place] = evil
        page = feedback_page(made)
        assert "<script" not in page
        assert "49" not in page
        assert "&lt;script&gt;alert(1)" in page

    def test_the_page_forbids_scripts_by_itself(self):
        assert "default-src 'none'" in feedback_page(record())


class TestPlain:
    @pytest.mark.parametrize(
        "text",
        [
            "\x1b[31mred\x1b[0m",
            "\x1b]0;title\x07red",
            "red\x1b",
            "\x9b31mred",
            "r\x00e\x08d",
            "‮red",
            "\ud800red",
            "\ufeffred\u2066",
        ],
    )
    def test_no_terminal_code_survives(self, text):
        made = plain(text, 100)
        assert "red" in made or made.replace(" ", "") == "red"
        assert made.isprintable()
        made.encode("utf-8")

    @settings(max_examples=50, deadline=None)
    @given(st.text(max_size=300), st.integers(10, 50))
    def test_it_is_bounded_and_can_be_written(self, text, longest):
        made = plain(text, longest)
        assert len(made) <= longest
        assert all(c.isprintable() or c in "\n\t" or c.isspace() for c in made)
        ElementTree.fromstring(junit_xml([record(rows=0, reason=made)]))

    def test_check_lines_are_bounded(self):
        text = "".join(f"  no  {'x' * 1000}\n" for _ in range(1000))
        lines = check_lines([{"output_type": "stream", "text": text}])
        assert len(lines) <= 20
        assert all(len(line) <= LONGEST_LINE for _, line in lines)

    def test_of_outputs_only_text_is_kept(self):
        stream = {"output_type": "stream", "name": "stdout", "text": "  ok  one\n"}
        nested = [stream | {"text": [[]]}, {"output_type": "display_data", "data": {"a": [[]]}}]
        error = {"output_type": "error", "ename": "A", "evalue": "b"}
        given = [stream, *nested, error | {"traceback": [[]]}, error | {"evalue": {}}]
        assert list(told(given)) == [stream, error]

    def test_what_an_answer_prints_does_not_hide_what_its_check_says(self):
        text = "printed\n  ok  by the answer\n" * 50_000 + "name\n  no  by the check\n"
        lines = check_lines([{"output_type": "stream", "text": text}])
        assert lines[-1] == ["no", "by the check"]

    def test_a_page_shows_the_longest_line_as_the_check_does(self):
        def shouts(x):
            raise ValueError("no " * 1000, "a line of code as long as this is cut", "too, as it is")

        def asks(answer, holds):
            with holds("a sentence of more words than any question needs, so that " * 3):
                answer(1)

        report = examine(Question("asks", "function", asks, None, None, 1), shouts)
        [[mark, line]] = check_lines([{"output_type": "stream", "text": f"{report}\n"}])
        assert [(mark, line)] == report.lines
        assert line.endswith(" ...")


class TestOtherFormats:
    def test_gradescope(self):
        made = gradescope_results(record(checks=[("ok", "one row")], reason="late"), "a seed")
        assert made["score"] == 2
        assert [t["max_score"] for t in made["tests"]] == [2, 1]
        assert [t["status"] for t in made["tests"]] == ["passed", "failed"]
        assert made["tests"][0]["output"] == "ok  one row"
        assert made["output"] == "graded: late"
        assert made["extra_data"]["seed"] == "a seed"
        json.dumps(made)

    def test_junit(self):
        root = ElementTree.fromstring(junit_xml([record(), record("b", "unreadable", 0)]))
        suites = root.findall("testsuite")
        assert [suite.get("failures") for suite in suites] == ["1", "2"]
        assert suites[0].findall("testcase")[0].find("failure") is None

    def test_junit_of_a_file_that_is_no_exercise(self):
        unknown = {**record(), "questions": [], "reason": "it is not called like an exercise"}
        root = ElementTree.fromstring(junit_xml([unknown]))
        assert root.find("testsuite/testcase/failure").get("message") == unknown["reason"]
