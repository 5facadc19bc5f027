"""Given cells that nothing graded needs do not run, and no grade is another for it."""

from unittest.mock import patch

import pytest

from course_utils.grading.learner.outcome import examine_notebook
from course_utils.grading.notebook import needed
from course_utils.grading.notebook.cells import notebook_bytes, read_notebook
from course_utils.grading.notebook.needed import not_needed, unneeded
from course_utils.grading.notebook.release import released
from tests.grading import answers, four_ways
from tests.grading.sandbox import examiner_here, needs_sandbox

STEMS = sorted(path.stem for path in answers.SOLUTIONS.glob("*.ipynb"))
QUICK = "01_cosine_similarity"


def left_out(*given, answer="def f(x): return x"):
    """Which of the given cells need not run, beside an answer's and its probe's."""
    cells = {f"g{number}": source for number, source in enumerate(given)}
    counting = {"answer": answer, "probe": "probe(f=f)"}
    found = unneeded(cells | counting, cells.keys(), ["f"])
    return sorted(int(key[1:]) for key in found)


class TestUnneeded:
    def test_a_cell_that_shows_an_answer_at_work(self):
        assert left_out("import numpy as np", "print(f(np.ones(3)))") == [0, 1]

    def test_what_an_answer_uses_stays_with_what_that_uses(self):
        given = ["import numpy as np", "a = np.ones(3)", "def g(): return a", "b = a"]
        assert left_out(*given, answer="def f(x): return g()") == []
        assert left_out(*given, answer="def f(a): return a") == [0, 1, 2, 3]
        assert left_out(*given, answer="def f(x): return np.sum(x)") == [1, 2, 3]

    @pytest.mark.parametrize(
        "change",
        ["a.append(1)", "b = a.pop()", "a[0] = 2", "g(a)", "a += [1]", "del a[0]", "b = g(a)"],
    )
    def test_what_may_change_a_name_that_is_used_stays(self, change):
        given = ["import g\na = [0]", change]
        assert left_out(*given, answer="def f(x): return a") == []
        assert left_out(*given) == [0, 1]

    @pytest.mark.parametrize(
        ("setting", "stays"), [("np.random.seed(0)", True), ("np.save('a.npy', rows)", False)]
    )
    def test_what_is_called_for_its_effect_on_a_library_stays(self, setting, stays):
        given = ["import numpy as np\nrows = 1", setting]
        assert (left_out(*given, answer="f = lambda x: np.ones(x)") == []) == stays

    @pytest.mark.parametrize(
        "source",
        [
            "b = 0\nb = b + a",
            "for i in range(3):\n    b = a\n    a = i",
            "if g:\n    a = 1\nb = a",
            "def h():\n    return a\nb = h()",
        ],
    )
    def test_what_a_cell_binds_only_perhaps_it_may_need(self, source):
        given = ["a, g = 1, False", source]
        assert left_out(*given, answer="def f(x): return b") == []

    def test_what_a_cell_binds_itself_it_does_not_need(self):
        assert left_out("i = 0", answer="total = 0\nfor i in range(3): total += i") == [0]

    @pytest.mark.parametrize(
        "answer",
        [
            "def f(x): return eval('a' + 'b')",
            "def f(x): return globals()[x]",
            "import sys as s\ndef f(x): return s.modules[x]",
            "from inspect import stack\ndef f(x): return stack()",
            "f = (lambda: 0).__globals__.get",
            "%timeit a\ndef f(x): return x",
            "def f(x) return x",
        ],
    )
    def test_all_stay_where_names_may_be_found_otherwise(self, answer):
        assert left_out("a = 1", answer=answer) == []

    @pytest.mark.parametrize(
        "source", ["(" * 3000, "-" * 100_000 + "1", "\0", "x = 1" + "+1" * 20_000]
    )
    def test_all_stay_beside_code_that_cannot_be_read(self, source):
        assert left_out("a = 1", answer=source) == []

    def test_all_stay_where_it_is_not_said_what_is_bound(self):
        assert left_out("from os import *", "a = 1") == []


@pytest.mark.parametrize("stem", STEMS)
def test_a_solution_needs_the_setup_alone(stem):
    """So a submission pays for no more: who writes a given cell that answers use, changes this."""
    master = read_notebook(answers.SOLUTIONS / f"{stem}.ipynb")
    code = [cell.id for cell in master.cells if cell.cell_type == "code"]
    of_questions = {master.cells[n].id for q in needed.question_cells(master) for n in q.cells}
    assert set(code) - of_questions - not_needed(master) == {"setup"}


def handed_in(stem, count):
    """The solution, and the bytes of some notebooks of right and wrong answers."""
    master = read_notebook(answers.SOLUTIONS / f"{stem}.ipynb")
    exercise = released(master, stem)
    packed = [
        {name: source for name, (_, _, source) in each.items()}
        for each in answers.packed(stem)[:count]
    ]
    return master, [notebook_bytes(four_ways.with_answers(exercise, each)) for each in packed]


COUNTS = [(QUICK, 2), *(pytest.param(stem, 30, marks=pytest.mark.slow) for stem in STEMS)]


@needs_sandbox
@pytest.mark.parametrize(("stem", "count"), COUNTS)
def test_grades_are_as_if_all_cells_ran(stem, count):
    master, contents = handed_in(stem, count)
    text = notebook_bytes(master).decode()
    with examiner_here() as examiner:
        exam = examiner.prepare(stem, text, "a seed")
        examiner.limits = examiner.limits.patient()
        quick = [examiner.grade(exam, content) for content in contents]
        with patch("course_grader.run_order.not_needed", lambda notebook: set()):
            assert examiner.prepare(stem, text, "a seed") == exam
            assert [examiner.grade(exam, content) for content in contents] == quick


@pytest.mark.parametrize(("stem", "count"), [(QUICK, 1), *COUNTS[1:]])
def test_checks_are_as_if_all_cells_ran(stem, count, tmp_path):
    master, contents = handed_in(stem, count)
    for content in contents:
        found = []
        for leave_out in (not_needed, lambda notebook: set()):
            with patch("course_utils.grading.learner.outcome.not_needed", leave_out):
                learner = four_ways.read(content)
                found.append(examine_notebook(master, learner, tmp_path, lambda: None))
        assert found[0] == found[1]
