"""docs/checks.md says what the corpora hold."""

import pytest

from tests.grading.answers import TESTS, load

table = load(TESTS.parent / "tools/checks_table.py")


@pytest.fixture(scope="module")
def rows():
    return list(table.rows())


def test_the_table_is_in_step(rows):
    written = table.TARGET.read_text(encoding="utf-8")
    assert written == table.page(rows), "run `python tools/checks_table.py`"


def test_nine_of_ten_wrong_answers_are_named(rows):
    assert sum(row.named for row in rows) > 0.9 * sum(row.wrong for row in rows)


def test_every_question_has_eight_right_idioms_and_a_choice_five(rows):
    choices = {"ranking_reason", "diagnosis"}
    few = {row.question for row in rows if row.right < (5 if row.question in choices else 8)}
    assert few == set()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Which way does it sort?", True),
        ("recall@10 is 0.659 among 100,000", True),
        ("found NaN", False),
        ("expected one of 1, 2, 3", False),
        ("stopped by KeyError", False),
        ("TypeError", False),
        ("precision at 3: found 0.66", True),
    ],
)
def test_what_is_named(words, named):
    assert table.is_named(words) is named


def test_a_page_counts_its_rows():
    page = table.page([table.Row("01_a", "one", 8, 10, 9), table.Row("02_b", "two", 9, 10, 10)])
    assert "In all 2 questions, 17 right answers and 20 wrong ones, of which 19 (95%)" in page
    assert "| 01 | `one` | 8 | 10 | 9 | 90% |" in page
