"""The page that a learner gets names questions in words and says one next step."""

import pytest

from course_grader.report.feedback import feedback_page
from course_grader.report.lessons import Place
from course_grader.report.verdict import HEADING

NOT_RUN = "The visible check did not run."


def question(name, score, checks=(), title=""):
    found = {"name": name, "title": title, "points": 2, "score": score, "error": ""}
    return found | {"checks": list(checks)}


def page(*questions, status="graded", lessons=None):
    record = {"learner": "ada", "notebook": "01_topic", "status": status, "reason": "", "notes": []}
    record |= {"score": 2, "max_score": 4, "questions": list(questions)}
    return feedback_page(record, lessons)


def test_a_question_is_named_in_words_and_the_first_open_one_is_next():
    text = page(
        question("first", 2, [["ok", "fine"]], "Question 1 · By hand"),
        question("second", 0, [["no", "off"]], "Question 2 · <b>By code</b>"),
        question("third", 0, [["no", "off"]], "Question 3 · Why"),
    )
    assert '<h2 id="question-1">Question 1 · By hand (2 of 2)</h2>' in text
    assert "Next: Question 2 · &lt;b&gt;By code&lt;/b&gt;." in text
    assert text.count("Next:") == 1
    assert "course check 01" in text


def test_all_right_has_no_next_step():
    assert "Next:" not in page(question("first", 2, [["ok", "fine"]]))


def test_earned_points_are_not_told_of_a_check_that_did_not_run():
    text = page(question("first", 2), question("second", 0))
    assert text.count(NOT_RUN) == 1
    assert text.index("Right on the inputs that earn the points") < text.index(NOT_RUN)


def test_a_wrong_answer_is_shown_open_and_a_right_one_folded():
    right = question("first", 2) | {"answer": "first = 1"}
    text = page(right, question("second", 0) | {"answer": "second = a < b  # <i>"})
    assert text.index("<details>") < text.index("first = 1") < text.index("<details open>")
    assert "second = a &lt; b  # &lt;i&gt;" in text


def test_where_it_is_taught_is_linked_and_is_part_of_the_next_step():
    lessons = {"01#skip": Place("lesson 01, “3 · Skip”", "https://example.org/01.html#cell-skip")}
    text = page(question("first", 0) | {"lesson": "01#skip"}, lessons=lessons)
    link = '<a href="https://example.org/01.html#cell-skip">lesson 01, “3 · Skip”</a>'
    assert f"Read {link} again; hints" in text
    assert f"taught in {link}" in text
    assert "<a href" not in page(question("first", 0), lessons=lessons).partition("<h2")[2]


@pytest.mark.parametrize("status", ["unreadable", "rejected"])
def test_a_file_that_was_not_read_has_no_empty_headings(status):
    assert "<h2" not in page(question("first", 0), status=status)


def test_an_older_record_without_titles_shows_names():
    old = {k: v for k, v in question("first", 0).items() if k != "title"}
    assert '<h2 id="question-1">first (0 of 2)</h2>' in page(old)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("### Question 2 · The angle (2 points)\n\nWrite", "Question 2 · The angle"),
        ("text\n## Question 3 · Why (cosine)?", "Question 3 · Why (cosine)?"),
    ],
)
def test_a_title_is_the_heading_without_its_points(source, title):
    assert HEADING.search(source)["title"] == title
