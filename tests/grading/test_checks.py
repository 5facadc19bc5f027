"""What `check` prints: ok, no, not answered; and when it raises."""

import functools
from collections import Counter
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from course_utils.grading import answered, check
from course_utils.grading.kernel.check import RAISES, examine
from course_utils.grading.kernel.question import QUESTIONS, Question, asked, find, question
from tests.grading import sample  # noqa: F401


def asking(checks, kind="function"):
    """A question for one test, known to nobody else."""
    return Question(checks.__name__, kind, checks, lambda rng: (), lambda answer: answer, 1)


def twice(answer, holds):
    with holds("2 gives 4"):
        assert answer(2.0) == 4
    with holds("3 gives 6"):
        assert answer(3.0) == 6


def lines(report):
    return [f"{mark}  {text}" for mark, text in report.lines]


def test_right_answer_is_ok_line_by_line():
    report = examine(asking(twice), lambda x: 2 * x)
    assert report
    assert str(report) == "twice\n  ok  2 gives 4\n  ok  3 gives 6"


def stub(x):
    """Doubles x."""
    ...


def stub_with_return(x):
    total = ...
    return total


@pytest.mark.parametrize("answer", [stub, stub_with_return, ..., None, lambda x: None])
def test_stub_is_not_answered_yet(answer):
    report = examine(asking(twice), answer)
    assert lines(report) == ["--  not answered yet"]
    assert not report


@pytest.mark.parametrize("value", [..., None, [1, ...], {"a": ...}, (..., ...)])
def test_value_left_open_is_not_answered_yet(value):
    def choice(value, holds):
        with holds("anything"):
            pass

    assert lines(examine(asking(choice, "value"), value)) == ["--  not answered yet"]


def test_class_with_a_method_left_open_is_not_answered_yet():
    class Index:
        def add(self, vectors): ...

    def index(answer, holds):
        with holds("an index can be made"):
            answer()

    assert lines(examine(asking(index, "class"), Index)) == ["--  not answered yet"]


def test_forgotten_return_is_said():
    def forgets(x):
        x * 2

    [line] = lines(examine(asking(twice), forgets))
    assert line.startswith("no  2 gives 4: your function returned nothing (None).")


def test_exception_is_one_line_with_the_line_of_code_and_said_once():
    def divides(x):
        y = 0
        return x // y

    [line] = lines(examine(asking(twice), divides))
    assert "ZeroDivisionError" in line
    assert "`return x // y`" in line
    assert "\n" not in line


def test_the_line_is_the_learner_s_where_code_without_a_file_raised():
    sent = {}
    exec("def model(x):\n    raise ValueError('no list')", sent)

    def asks(x):
        return sent["model"](x)

    [line] = lines(examine(asking(twice), asks))
    assert """`return sent["model"](x)`""" in line


def test_message_of_an_exception_is_cut_and_stays_on_one_line():
    def shouts(x):
        raise ValueError("no\n" * 1000)

    [line] = lines(examine(asking(twice), shouts))
    assert len(line) < 320
    assert "\n" not in line


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt])
def test_leaving_and_interrupting_do_not_end_the_notebook(error):
    def leaves(x):
        raise error

    [line] = lines(examine(asking(twice), leaves))
    assert line.startswith("no  2 gives 4: stopped")


def test_one_failing_sentence_does_not_hide_the_next():
    report = examine(asking(twice), lambda x: 4.0)
    assert [mark for mark, _ in report.lines] == ["ok", "no"]


def test_input_that_was_changed_is_named_and_later_checks_are_spared():
    def sums(answer, holds):
        x = np.ones(3)
        with holds("the sum is 3"):
            assert answer(x) == 3
        with holds("and again"):
            assert answer(x) == 3

    def greedy(values):
        total = values.sum()
        values[:] = 0
        return total

    assert lines(examine(asking(sums), greedy)) == [
        "ok  the sum is 3",
        "ok  and again",
        "no  the input stays as it was: your function changed values. Work on a copy",
    ]


def test_something_else_than_a_function():
    [line] = lines(examine(asking(twice), [1, 2]))
    assert line == "no  twice should be a function: found a list"


def test_check_prints_and_remembers(capsys, monkeypatch):
    monkeypatch.delenv(RAISES, raising=False)

    def unit_rows(x):
        return x / np.linalg.norm(x)

    assert not check(unit_rows)
    assert "no  every row has length 1: all is divided by one length" in capsys.readouterr().out
    assert not answered(unit_rows)
    assert check(unit_rows=lambda x: x / np.linalg.norm(x, axis=1, keepdims=True))
    assert answered("unit_rows")


def test_check_raises_its_own_lines_under_pytest(monkeypatch):
    monkeypatch.setenv(RAISES, "1")
    with pytest.raises(AssertionError, match=r"threshold\n  --  not answered yet"):
        check(threshold=...)
    with pytest.raises(AssertionError, match="some of `matching`"):
        check(threshold=0.9)
    check(threshold=0.27)


def unit_rows(x):
    return x


def test_answers_are_known_by_name_keyword_or_the_notebooks_name():
    rows = find("unit_rows")
    anonymous = functools.partial(unit_rows)
    assert asked((unit_rows,), {}, {})[0] is rows
    assert asked((), {"unit_rows": 3}, {})[0] is rows
    assert asked((anonymous,), {}, {"other": 1, "unit_rows": anonymous})[0] is rows


def test_unknown_question_is_said():
    with pytest.raises(ValueError, match="there is no question called nobody_asked"):
        asked((), {"nobody_asked": 1}, {})
    with pytest.raises(ValueError, match="write check"):
        asked((0.3,), {}, {"threshold": 0.3})
    with pytest.raises(TypeError, match="one answer"):
        asked((1, 2), {}, {})


def test_two_modules_cannot_share_a_questions_name():
    def unit_rows(answer, holds): ...

    with pytest.raises(ValueError, match="two questions are called unit_rows"):
        question(inputs=lambda rng: ())(unit_rows)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, "needs inputs"),
        ({"kind": "poem"}, "choose one of"),
        ({"kind": "class", "inputs": len}, "needs observe"),
    ],
)
def test_question_that_lacks_something_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        question(**settings)(lambda answer, holds: None)


def test_a_project_has_a_folder_of_questions_too(tmp_path, monkeypatch):
    package = import_module(QUESTIONS)
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    (tmp_path / "project_p0").mkdir()
    (tmp_path / "project_p0/asked_in_a_project.py").write_text(
        "from course_utils.grading.kernel.question import question\n\n\n"
        '@question(kind="value")\n'
        "def asked_in_a_project(value, holds): ...\n"
    )
    assert find("asked_in_a_project").name == "asked_in_a_project"


def test_every_question_is_found_in_the_file_of_its_name():
    assert find("a name that no question has") is None
    folder = Path(import_module(QUESTIONS).__path__[0])
    files = [path for path in folder.glob("[!_]*/*.py") if not path.stem.startswith("_")]
    assert len(files) > 40
    assert [find(path.stem).name for path in files] == [path.stem for path in files]
    assert max(Counter(path.stem for path in files).values()) == 1
