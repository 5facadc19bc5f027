"""What a probe prints, and that right answers print the same."""

import subprocess
import sys
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.grading import probe
from course_utils.grading.kernel.probe import (
    MARGIN,
    draws_in,
    far_from_rounding,
    transcript,
)
from course_utils.grading.kernel.question import Question, find
from course_utils.grading.kernel.values import describe
from tests.grading.sample import RIGHT_ROWS, WRONG_ROWS


def written(source):
    namespace = {"np": np}
    exec(source, namespace)
    return namespace["unit_rows"]


RIGHT, WRONG = written(RIGHT_ROWS), written(WRONG_ROWS)
ROWS = find("unit_rows")


def returning(inputs, count=8):
    return Question("f", "function", None, inputs, lambda answer, *a: answer(*a), count)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.array([[1.0, -0.00001]]), "array (1, 2) float 1.0000 0.0000"),
        (np.float32([0.25]), "array (1,) float 0.2500"),
        (np.array([3, 2**62]), "array (2,) int 3 4611686018427387904"),
        (np.array([True]), "array (1,) bool True"),
        (np.array(["a b"]), "array (1,) str a b"),
        (np.array([]), "array (0,) float "),
        (np.float64(0.5), "0.5000"),
        (np.array(0.5), "0.5000"),
        (1, "1.0000"),
        (1.0, "1.0000"),
        (2**70, "1180591620717411303424.0000"),
        (float("nan"), "nan"),
        (float("-inf"), "-inf"),
        (np.bool_(True), "True"),
        ("flat", "'flat'"),
        (None, "None"),
        ([1, 2.5], "list [1.0000, 2.5000]"),
        ((np.array([1]), "x"), "tuple [array (1,) int 1, 'x']"),
        ({"b": 1, "a": [True]}, "dict ['a': list [True], 'b': 1.0000]"),
        ({2, 1}, "set [1.0000, 2.0000]"),
        (np.zeros(1000), "array (1000,) float 1000 values"),
        (object(), "object object"),
    ],
)
def test_values_are_written_alike_for_alike_answers(value, text):
    assert describe(value) == text


def test_an_objects_own_words_are_never_used():
    class Boast:
        def __repr__(self):
            return "0.5000"

        __str__ = __repr__

    assert describe(Boast()) == "object Boast"
    assert describe([Boast()]) == "list [object Boast]"


def test_tensors_say_so():
    torch = pytest.importorskip("torch")
    assert describe(torch.tensor([0.5], dtype=torch.bfloat16)) == "tensor (1,) float 0.5000"
    assert describe(torch.tensor(2.0, requires_grad=True)) == "tensor () float 2.0000"
    assert describe(torch.tensor([True, False])) == "tensor (2,) bool True False"


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**128))
def test_right_answers_print_the_same_for_any_seed_and_wrong_ones_do_not(seed):
    expected = transcript(ROWS, RIGHT, seed)
    draws = draws_in(expected)
    assert transcript(ROWS, RIGHT, seed, draws) == expected
    other = written("def unit_rows(x):\n    return np.array([r / (r @ r) ** 0.5 for r in x])")
    assert transcript(ROWS, other, seed, draws) == expected
    assert transcript(ROWS, WRONG, seed, draws) != expected


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-100, 100), min_size=1, max_size=5), st.floats(-9e-6, 9e-6))
def test_fair_values_survive_any_change_under_a_tenth_of_a_step(values, change):
    if far_from_rounding(values):
        assert describe(values) == describe([value + change for value in values])


def test_fairness_draws_what_is_on_an_edge_again():
    edge = 0.12345

    def inputs(rng):
        return (edge if rng.random() < 0.5 else 0.5,)

    question = returning(inputs)
    found = transcript(question, lambda x: x, 0)
    assert max(draws_in(found)) > 0
    assert "0.123" not in found
    assert not far_from_rounding([edge + 0.9e-4 * MARGIN])


def test_inputs_that_are_never_fair_are_said():
    with pytest.raises(ValueError, match="question f: none of 2000 draws of input 1 is fair"):
        transcript(returning(lambda rng: (0.00005,)), lambda x: x, 0)


def test_inputs_differ_from_each_other_and_from_seed_to_seed():
    texts = [line for seed in (0, 1) for line in transcript(ROWS, RIGHT, seed, [0] * 8).split("\n")]
    values = [line.split("float")[1] for line in texts if "float" in line]
    assert len(set(values)) == 16


def test_changed_inputs_and_exceptions_show_their_kind_alone():
    def greedy(x):
        x[:] = 0
        return x

    def fails(x):
        raise KeyError(f"secret {x}")

    assert transcript(ROWS, greedy, 0, [0]).endswith("inputs changed")
    assert transcript(ROWS, fails, 0, [0]).split("\n")[1] == "  1  raises KeyError"


def test_what_an_answer_prints_or_warns_stays_out(capsys):
    def chatty(x):
        print("debug")
        print("oops", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        return RIGHT(x)

    probe(unit_rows=chatty, seed=0)
    assert capsys.readouterr().out == transcript(ROWS, RIGHT, 0) + "\n"


def test_an_endless_loop_can_be_interrupted():
    def endless(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transcript(ROWS, endless, 0, [0])


def test_value_is_probed_by_its_consequence():
    question = find("threshold")
    assert transcript(question, 0.26, 0, [0]) == transcript(question, 0.28, 0, [0])
    assert transcript(question, 0.26, 0, [0]) != transcript(question, 0.30, 0, [0])


def test_class_is_probed_by_what_is_done_with_it():
    class Counter:
        def __init__(self, step):
            self.step = step

        def count(self, n):
            return [self.step * i for i in range(n)]

    question = Question(
        "Counter", "class", None, lambda rng: (2, 3), lambda cls, s, n: cls(s).count(n), 1
    )
    assert transcript(question, Counter, 0, [0]).endswith(
        "  1  list [0.0000, 2.0000, 4.0000]  inputs unchanged"
    )


def test_draws_of_other_text():
    assert draws_in("") is None
    assert draws_in("no draws here") is None


def test_importing_check_and_probe_loads_nothing_heavy():
    code = (
        "import sys; from course_utils.grading import check, probe; "
        "assert not {'torch', 'transformers', 'faiss', 'matplotlib', 'nbval', 'IPython'}"
        " & set(sys.modules), 'heavy'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_figures_that_an_answer_leaves_open_are_closed():
    plt = pytest.importorskip("matplotlib.pyplot")

    def draws_a_figure(x):
        plt.figure()
        return x

    transcript(ROWS, draws_a_figure, 0, [0])
    assert plt.get_fignums() == []
