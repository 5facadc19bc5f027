"""The solution notebook with a learner's answers: which cells are taken, and what is said."""

import copy
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_code_cell
from nbval.plugin import comment_markers, find_comment_markers, find_metadata_tags

from course_utils.grading.kernel.probe import draws_in
from course_utils.grading.notebook.cell_names import defined_names, used_names
from course_utils.grading.notebook.cells import NotebookError, question_cells, tags, with_seed
from course_utils.grading.notebook.nbval_markers import is_marker
from course_utils.grading.notebook.rebuild import printed, rebuild
from tests.grading.sample import RIGHT_ROWS, RIGHT_THRESHOLD, cell, fresh, master, with_answers


def test_answers_are_put_in_and_nothing_else_is_taken():
    learner = with_answers()
    cell(learner, "setup").source = "import evil"
    cell(learner, "unit-rows-check").source = "print('ok')"
    cell(learner, "unit-rows-answer").metadata["tags"] = [
        "answer",
        "raises-exception",
        "nbval-skip",
    ]
    learner.metadata["kernelspec"] = {"name": "evil"}
    learner.cells.append(new_code_cell("import os", id="extra"))
    rebuilt = rebuild(master(), learner)
    expected = master()
    cell(expected, "unit-rows-answer").source = RIGHT_ROWS
    cell(expected, "threshold-answer").source = RIGHT_THRESHOLD
    assert rebuilt.notebook.metadata == expected.metadata
    for got, want in zip(rebuilt.notebook.cells, expected.cells, strict=True):
        if "answer" in tags(want):
            want.outputs, want.execution_count = [], None
        elif "hidden" in tags(want):
            got.source = want.source
        assert got == want
    assert rebuilt.notes == []


def test_hidden_cells_have_the_masters_draws_and_keep_its_outputs():
    rebuilt = rebuild(master(), with_answers()).notebook
    hidden, original = cell(rebuilt, "unit-rows-probe"), cell(master(), "unit-rows-probe")
    draws = draws_in(printed(original))
    assert hidden.source.endswith(f"probe(unit_rows=unit_rows, seed=0, draws={draws})")
    assert hidden.outputs == original.outputs
    assert hidden.execution_count == original.execution_count


def test_another_seed_is_kept():
    other = master()
    hidden = cell(other, "unit-rows-probe")
    hidden.source = with_seed(hidden.source, 2**100)
    assert (
        f"seed={2**100}, draws=["
        in cell(rebuild(other, with_answers()).notebook, "unit-rows-probe").source
    )


def test_the_arguments_are_not_changed():
    one, two = master(), with_answers()
    before = copy.deepcopy((one, two))
    rebuild(one, two)
    assert (one, two) == before


def test_master_that_was_not_executed_is_refused():
    unrun = master()
    cell(unrun, "unit-rows-probe").outputs = []
    with pytest.raises(
        NotebookError, match=r"unit_rows: the solution's hidden cell .* not executed"
    ):
        rebuild(unrun, with_answers())


def test_missing_answer_becomes_the_stub():
    learner = with_answers()
    learner.cells = [c for c in learner.cells if c.id != "threshold-answer"]
    rebuilt = rebuild(master(), learner)
    assert cell(rebuilt.notebook, "threshold-answer").source == "threshold = ..."
    assert rebuilt.missing == ["threshold"]
    assert rebuilt.notes[0].startswith("threshold: no cell answers it")


def test_answer_is_found_by_its_name_when_ids_are_lost():
    learner = with_answers()
    for number, each in enumerate(learner.cells):
        each.id, each.metadata = f"c{number}", {}
    rebuilt = rebuild(master(), learner)
    assert cell(rebuilt.notebook, "unit-rows-answer").source == RIGHT_ROWS
    assert "unit_rows: answered in another cell, `def unit_rows(x):`" in rebuilt.notes


def test_answer_beside_an_untouched_stub_is_found_by_its_name():
    learner = fresh()
    learner.cells.insert(5, new_code_cell(RIGHT_ROWS, id="mine"))
    rebuilt = rebuild(master(), learner)
    assert cell(rebuilt.notebook, "unit-rows-answer").source == RIGHT_ROWS


NONE_YET = "def unit_rows(x):\n    return None"
STUB = "def unit_rows(x):\n    ..."


@pytest.mark.parametrize("ids", ["kept", "lost"])
@pytest.mark.parametrize(
    "sources",
    [
        [STUB, RIGHT_ROWS],
        ["", RIGHT_ROWS],
        [NONE_YET, RIGHT_ROWS],
        [RIGHT_ROWS, ""],
        [RIGHT_ROWS, STUB],
        [NONE_YET, STUB, RIGHT_ROWS, STUB],
        [RIGHT_ROWS, "def unit_rows(x) return x"],
    ],
)
def test_the_last_definition_that_is_no_stub_counts(sources, ids):
    learner = with_answers()
    place = learner.cells.index(cell(learner, "unit-rows-answer"))
    learner.cells[place : place + 1] = [
        new_code_cell(source, id="unit-rows-answer") for source in sources
    ]
    if ids == "lost":
        for number, each in enumerate(learner.cells):
            each.id, each.metadata = f"c{number}", {}
    rebuilt = rebuild(master(), learner)
    assert cell(rebuilt.notebook, "unit-rows-answer").source == RIGHT_ROWS


def test_two_answers_in_one_cell_answer_both_questions():
    learner = fresh()
    learner.cells.append(new_code_cell(f"{RIGHT_ROWS}\n{RIGHT_THRESHOLD}", id="all"))
    made = rebuild(master(), learner).notebook
    assert RIGHT_ROWS in cell(made, "unit-rows-answer").source
    assert RIGHT_THRESHOLD in cell(made, "threshold-answer").source


def test_an_answer_that_is_no_code_is_told_to_become_code():
    learner = with_answers()
    cell(learner, "unit-rows-answer").cell_type = "markdown"
    rebuilt = rebuild(master(), learner)
    assert "unit_rows: its cell is markdown. Make it a code cell" in rebuilt.notes
    assert cell(rebuilt.notebook, "unit-rows-answer").source.endswith("...")
    assert "unit_rows" in rebuilt.missing


def test_answer_with_a_syntax_error_is_taken_by_its_id():
    broken = "def unit_rows(x) return x"
    rebuilt = rebuild(master(), with_answers(broken))
    assert cell(rebuilt.notebook, "unit-rows-answer").source == broken


def test_answer_with_ipython_commands_is_found_by_its_name():
    learner = with_answers("%matplotlib inline\n!echo hello\n" + RIGHT_ROWS)
    cell(learner, "unit-rows-answer").id = "lost"
    assert "matplotlib" in cell(rebuild(master(), learner).notebook, "unit-rows-answer").source


def test_helpers_imports_and_constants_come_along_and_nothing_else():
    answer = "def unit_rows(x):\n    return scaled(x) / lengths(x)[:, None]"
    learner = with_answers(answer)
    learner.cells.insert(2, new_code_cell("import os\nONE = 1\nprint(ONE)\nOTHER = 2", id="a"))
    learner.cells.append(
        new_code_cell(
            "def lengths(x):\n    return la.norm(x, axis=1)\n\ndef scaled(x):\n    return ONE * x",
            id="b",
        )
    )
    cell(learner, "setup").source += "\nimport numpy.linalg as la"
    rebuilt = rebuild(master(), learner)
    source = cell(rebuilt.notebook, "unit-rows-answer").source
    assert source == "\n".join(
        [
            "import numpy.linalg as la",
            "ONE = 1",
            "def lengths(x):\n    return la.norm(x, axis=1)",
            "def scaled(x):\n    return ONE * x",
            answer,
        ]
    )
    assert rebuilt.notes == []


def test_what_the_exercise_gives_is_not_replaced():
    learner = with_answers()
    learner.cells.insert(2, new_code_cell("import evil as np", id="mine"))
    source = cell(rebuild(master(), learner).notebook, "unit-rows-answer").source
    assert source == RIGHT_ROWS


@pytest.mark.parametrize(
    "cells",
    [
        ["two = 1", "two = two + 1"],
        ["two = 1\ntwo += 1"],
        ["two = []", "two.append(2)", "two = two[0]"],
        ["kept = {}", "kept['two'] = 2", "two = kept['two']"],
        ["class Kept: pass\nkept = Kept()\nkept.two = 2\ntwo = kept.two"],
        ["kept = {}\nfor key in ('one', 'two'):\n    kept[key] = len(kept) + 1\ntwo = kept['two']"],
        ["try:\n    from nowhere import two\nexcept ImportError:\n    two = 2"],
        ["for two in (1, 2):\n    pass"],
        ["two = np.ones(1)\nnp.copyto(two, 2)", "two = two[0]"],
        ["if True:\n    two = 2"],
        [
            "def twice(f):\n    return lambda: 2 * f()",
            "@twice\ndef make():\n    return 1\ntwo = make()",
        ],
        [
            "def make():\n    return 1",
            "import functools\nmake = functools.partial(make)\ntwo = 2 * make()",
        ],
        ["one = 1; two = one; two += one; print(two)"],
        ["# from a page\u2028of\x0c\x85separators\ntwo = 2"],
        ["%matplotlib inline\ntwo = 2\n!ls"],
        ["%%time\ntwo = 2"],
        ["import asyncio\nawait asyncio.sleep(0)\ntwo = 2"],
        ["from os.path import *", "two = 2 * (sep == '/')"],
        ["later = 2", "two = later"],  # a name that the exercise gives further down
    ],
)
def test_all_that_makes_a_helper_comes_along(cells):
    learner = with_answers("def unit_rows(x):\n    return two")
    learner.cells[2:2] = [new_code_cell(source, id=f"own-{i}") for i, source in enumerate(cells)]
    solution = master()
    solution.cells.append(new_code_cell("later = 1", id="given-later"))
    source = cell(rebuild(solution, learner).notebook, "unit-rows-answer").source
    assert _what_it_returns(source) == 2


def test_what_is_done_with_a_helper_below_the_answer_is_not_taken_along():
    learner = with_answers("def unit_rows(x):\n    return two")
    learner.cells.insert(2, new_code_cell("two = 2", id="above"))
    learner.cells.append(new_code_cell("for two in (3, 4):\n    print(unit_rows(two))", id="below"))
    source = cell(rebuild(master(), learner).notebook, "unit-rows-answer").source
    assert _what_it_returns(source) == 2


def _what_it_returns(source: str) -> object:
    # in a module of its own: the shell's would be `__main__`, where other tests' processes begin
    shell = InteractiveShell.instance(user_module=ModuleType("learner"))
    try:
        shell.run_cell("import numpy as np").raise_error()
        shell.run_cell(source).raise_error()
        return shell.user_ns["unit_rows"](None)
    finally:
        InteractiveShell.clear_instance()


def test_nbval_comments_and_cell_magics_in_answers_have_no_say():
    rebuilt = rebuild(master(), with_answers("%%script true\n# NBVAL_SKIP\n" + RIGHT_ROWS))
    source = cell(rebuilt.notebook, "unit-rows-answer").source
    assert not list(find_comment_markers(source))
    assert not source.startswith("%%")
    assert rebuilt.notes == ["unit_rows: `%%script true` does not run when graded"]
    for question in question_cells(rebuilt.notebook):
        assert not list(find_metadata_tags(rebuilt.notebook.cells[question.answer].metadata))


@pytest.mark.parametrize("call", ["exit()", "quit()", "exit"])
def test_an_exit_in_an_answer_does_not_end_what_is_asked_after_it(call):
    rebuilt = rebuild(master(), with_answers(f"# done?\n{RIGHT_ROWS}\n{call}\ntext = 'exit()'"))
    source = cell(rebuilt.notebook, "unit-rows-answer").source
    assert source == f"# done?\n{RIGHT_ROWS}\npass\ntext = 'exit()'"
    assert rebuilt.notes == [f"unit_rows: `{call}` does not run when graded"]


def test_every_comment_that_nbval_obeys_is_known():
    assert comment_markers
    assert all(map(is_marker, comment_markers))
    assert not any(map(is_marker, ("TODO", "nbval_skip", "NBVAL", "NBVAL_SKIP it")))


@settings(max_examples=50, deadline=None)
@pytest.mark.filterwarnings("ignore:`make_tokens_by_line`")
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_in_an_answer_is_rebuilt(rows, threshold):
    rebuilt = rebuild(master(), with_answers(rows, threshold))
    assert len(rebuilt.notebook.cells) == len(master().cells)


@pytest.mark.parametrize("source", ["(" * 3000, "-" * 100_000 + "1", "\0", "x = 1" + "+1" * 20_000])
def test_code_that_overwhelms_the_parser_names_nothing(source):
    defined_names(source)
    used_names(source)
    rebuild(master(), with_answers(source))


@pytest.mark.parametrize(
    ("source", "defined", "used"),
    [
        ("import a.b\nfrom c import d as e", {"a", "e"}, set()),
        ("for i in xs:\n    y = i", {"i", "y"}, {"xs"}),
        ("class A:\n    z = w\n    def m(self): return helper(self)", {"A"}, {"w", "helper"}),
        ("f = lambda u: u + v", {"f"}, {"v"}),
        ("t = [s for s in ss if s in rr]", {"t"}, {"ss", "rr"}),
        ("def f():\n    def g(): return h\n    return g", {"f"}, {"h"}),
        ("%time q = 1", set(), {"get_ipython"}),
        ("not python at all", set(), set()),
    ],
)
def test_names_that_a_cell_defines_and_uses(source, defined, used):
    assert defined_names(source) == defined
    assert used_names(source) == used
