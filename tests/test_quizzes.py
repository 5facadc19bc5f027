import pytest

from course_utils import quizzes
from course_utils.quizzes import load_quiz, quiz_names


@pytest.mark.parametrize("name", quiz_names())
def test_every_option_of_every_quiz_is_explained(name):
    questions = load_quiz(name)
    assert len({q.id for q in questions}) == len(questions)
    for question in questions:
        texts = [option.text for option in question.options]
        assert len(set(texts)) == len(texts) >= 3, question.id
        assert all(len(option.why) > 20 for option in question.options), question.id


@pytest.mark.parametrize("name", quiz_names())
def test_the_right_option_has_no_favourite_place(name):
    places = [[o.right for o in q.options].index(True) for q in load_quiz(name)]
    assert len(places) < 3 or len(set(places)) > 1


def test_an_unknown_quiz_names_those_there_are():
    with pytest.raises(ValueError, match="00_start_here"):
        load_quiz("99_nothing")


def test_two_right_options_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(quizzes, "FOLDER", tmp_path)
    option = '[[question.option]]\ntext = "{}"\nwhy = "so"\nright = true\n'
    text = '[[question]]\nid = "q"\ntext = "?"\n' + option.format("a") + option.format("b")
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(ValueError, match="exactly one right option"):
        load_quiz("bad")


def test_a_drawn_quiz_repeats_with_its_seed():
    first = load_quiz("00_start_here", draw=3, seed=1)
    assert first == load_quiz("00_start_here", draw=3, seed=1)
    assert len(first) == 3
