import html
from collections import Counter

import pytest

from course_utils import quizzes, widgets
from course_utils.quizzes import load_quiz, quiz_names

TEST, SECOND = "part_one", "part_two"
DRAW = 15
LESSONS = ("01", "02", "03", "04", "05", "06")


@pytest.mark.parametrize("name", quiz_names())
def test_every_option_of_every_quiz_is_explained(name):
    questions = load_quiz(name)
    assert len({q.id for q in questions}) == len(questions)
    for question in questions:
        texts = [option.text for option in question.options]
        assert len(set(texts)) == len(texts) >= 3, question.id
        reasons = [option.why for option in question.options]
        assert len(set(reasons)) == len(reasons), question.id
        assert all(len(why) > 20 and why.endswith((".", "?")) for why in reasons), question.id


@pytest.mark.parametrize("name", quiz_names())
def test_every_question_has_exactly_one_right_option(name):
    for question in load_quiz(name):
        assert [option.right for option in question.options].count(True) == 1, question.id


@pytest.mark.parametrize("name", quiz_names())
def test_the_right_option_has_no_favourite_place(name):
    places = [[o.right for o in q.options].index(True) for q in load_quiz(name)]
    assert len(places) < 3 or len(set(places)) > 1


def test_no_question_is_asked_in_two_quizzes():
    asked = Counter(question.text for name in quiz_names() for question in load_quiz(name))
    assert [text for text, times in asked.items() if times > 1] == []


def test_an_unknown_quiz_names_those_there_are():
    with pytest.raises(ValueError, match="00_start_here"):
        load_quiz("99_nothing")


@pytest.mark.parametrize("right", [(), ("a", "b")])
def test_none_and_two_right_options_are_refused(tmp_path, monkeypatch, right):
    monkeypatch.setattr(quizzes, "FOLDER", tmp_path)
    text = '[[question]]\nid = "q"\ntext = "?"\n'
    for option in "abc":
        text += f'[[question.option]]\ntext = "{option}"\nwhy = "so"\n'
        text += "right = true\n" if option in right else ""
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(ValueError, match="exactly one right option"):
        load_quiz("bad")


def test_a_drawn_quiz_repeats_with_its_seed():
    first = load_quiz("00_start_here", draw=3, seed=1)
    assert first == load_quiz("00_start_here", draw=3, seed=1)
    assert len(first) == 3


def test_the_bank_of_part_one_is_large_and_covers_its_lessons():
    bank = load_quiz(TEST)
    assert len(bank) >= 60
    lessons = Counter(question.id.partition("-")[0] for question in bank)
    assert tuple(sorted(lessons)) == LESSONS
    assert min(lessons.values()) >= 10


def test_the_bank_of_part_two_has_three_questions_a_lesson():
    lessons = Counter(question.id.partition("-")[0] for question in load_quiz(SECOND))
    assert set(lessons.values()) == {3}
    assert sorted(lessons) == ["07", "08", "09", "10"]


@pytest.mark.parametrize("seed", range(20))
def test_part_one_draws_fifteen_different_questions_in_the_order_of_the_file(seed):
    order = [question.id for question in load_quiz(TEST)]
    places = [order.index(question.id) for question in load_quiz(TEST, DRAW, seed)]
    assert len(set(places)) == len(places) == DRAW
    assert places == sorted(places)


def test_part_one_draws_the_same_again_by_the_same_seed_and_something_else_by_another():
    assert load_quiz(TEST, DRAW) == load_quiz(TEST, DRAW, seed=0)
    draws = {load_quiz(TEST, DRAW, seed) for seed in range(20)}
    assert len(draws) == 20


def test_every_question_of_part_one_is_drawn_by_some_seed():
    drawn = {question for seed in range(60) for question in load_quiz(TEST, DRAW, seed)}
    assert drawn == set(load_quiz(TEST))


def test_the_widget_shows_the_questions_that_were_drawn(tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(
        widgets, "display", lambda bundle, raw: shown.append(bundle.get("text/html"))
    )
    monkeypatch.chdir(tmp_path)
    widgets.quiz(TEST, draw=DRAW, seed=3)
    assert shown[0].count("<ul>") == DRAW
    assert all(html.escape(q.text) in shown[0] for q in load_quiz(TEST, DRAW, seed=3))


@pytest.mark.parametrize(
    "guess",
    [
        lambda texts: texts[0],
        lambda texts: texts[-1],
        lambda texts: texts[1],
        lambda texts: max(texts, key=len),
        lambda texts: min(texts, key=len),
    ],
    ids=["first", "last", "second", "longest", "shortest"],
)
@pytest.mark.parametrize("test", [TEST, SECOND])
def test_a_quick_test_is_not_passed_by_place_or_length(test, guess):
    bank = load_quiz(test)
    hits = [q.option(guess([option.text for option in q.options])).right for q in bank]
    assert sum(hits) < 0.4 * len(bank)
