"""No finished function of the course is an answer: each is withheld from its question, or wrong."""

import contextlib
import copy
import importlib
import inspect
import pkgutil
import re
from dataclasses import replace
from functools import cache
from unittest.mock import patch

import numpy as np
import pytest

import course_utils
from course_utils import metrics
from course_utils.grading.kernel import probe
from course_utils.grading.kernel.check import examine
from course_utils.grading.kernel.probe import draws_in, transcript
from course_utils.grading.kernel.question import find
from course_utils.grading.notebook.cells import printed, question_cells, read_notebook
from course_utils.similarity import cosine_similarity, l2_normalize, top_k, truncate
from tests.grading.answers import SOLUTIONS, corpus, reference

torch = pytest.importorskip("torch")
losses = pytest.importorskip("course_utils.losses")
EXERCISE_OF = {name: exercise for exercise, name, _ in corpus("right_answers")}
# Rooms that are not seen beside an answer, what opens a browser or other processes, and what draws:
# no question asks for a figure, and a page as long as a report would get an axis for each letter.
OUTSIDE = re.compile(
    r"course_utils\.(grading|cli|commands|__main__|doctor|gathered|progress|plotting\w*|widgets|"
    r"alternative_text|scaling\.(database|embedding|extra))(\.|$)"
)
SIMPLE = (np.ndarray, np.generic, torch.Tensor, str, bytes, bool, int, float, set, type(None))


@cache
def functions():
    """(dotted name, function) of all that stands in a module of the course, private ones too."""
    found = {}
    for module in pkgutil.walk_packages(course_utils.__path__, "course_utils."):
        if OUTSIDE.match(module.name):
            continue
        with contextlib.suppress(ImportError):
            for name, value in vars(importlib.import_module(module.name)).items():
                home = getattr(value, "__module__", None) or ""
                if inspect.isfunction(value) and home.startswith("course_utils."):
                    found[f"{home}.{value.__qualname__}"] = value
                elif callable(value) and home == module.name and not inspect.isclass(value):
                    found[f"{home}.{name}"] = value
    return sorted(found.items())


def as_tensors(function):
    """For functions of tensors: float32 in, and what comes out as it is."""

    def called(*arguments):
        return function(*(_tensor(argument) for argument in arguments))

    return called


def _tensor(argument):
    if isinstance(argument, np.ndarray) and argument.dtype.kind in "fiub":
        tensor = torch.from_numpy(argument)
        return tensor.float() if argument.dtype.kind == "f" else tensor
    return argument


def with_the_last_two_exchanged(function):
    return lambda *arguments: function(*arguments[:-2], *arguments[:-3:-1])


ADAPTERS = {
    "as it is": lambda function: function,
    "tensors": as_tensors,
    "exchanged": with_the_last_two_exchanged,
    "both": lambda function: as_tensors(with_the_last_two_exchanged(function)),
    "its first part": lambda function: lambda *a: function(*a)[0],
    "its second part": lambda function: lambda *a: function(*a)[1],
    "first column": lambda function: lambda *a: function(*a)[1][:, 0],
}


def _questions():
    for path in sorted(SOLUTIONS.glob("*.ipynb")):
        master = read_notebook(path)
        for cells in question_cells(master):
            if find(cells.name).kind == "function":
                text = printed(master.cells[cells.hidden[0]])
                yield pytest.param(cells.name, text, id=cells.name)


@pytest.mark.parametrize(("name", "solved"), list(_questions()))
def test_no_function_of_the_course_answers(name, solved):
    question, draws = find(name), draws_in(solved)[:2]
    expected = [line for line in solved.splitlines() if line.startswith("  ")][:2]
    assert len(expected) == len(draws)
    assert right_ones(question, draws, expected, functions()) == []


def right_ones(question, draws, expected, known):
    """Which of these functions, in which adapter, print what is expected.

    Of thousands few print it at all: these are run once more, and watched for what they call. The
    inputs are drawn once, since each call gets copies of them.
    """
    inputs = replace(question, inputs=drawn_once(question.inputs))
    unwatched = patch.object(probe, "withholding", lambda names: contextlib.nullcontext(set()))
    found = []
    for dotted, function in known:
        for adapter, adapted in ADAPTERS.items():
            answer = adapted(function)
            with unwatched:
                alike = _lines(inputs, answer, draws) == expected
            if alike and _lines(question, answer, draws) == expected:
                found.append(f"{dotted}, {adapter}")
    return found


def drawn_once(inputs):
    """The same inputs, kept for each state of the generator: not objects, which are not copied."""
    kept = {}

    def drawn(rng):
        state = str(rng.bit_generator.state)
        found = kept[state] if state in kept else inputs(rng)
        if plain(found):
            kept[state] = found
        return found

    return drawn


def plain(value):
    """Whether a copy of it shares nothing that can change."""
    if type(value) in (list, tuple):
        return all(map(plain, value))
    if type(value) is dict:
        return all(map(plain, value.values()))
    return isinstance(value, SIMPLE)


def _lines(question, answer, draws):
    with contextlib.suppress(KeyboardInterrupt):
        first = transcript(question, answer, 0, draws[:1]).splitlines()[1:]
        if "raises" in first[0]:  # most functions want other arguments: once tells
            return first
        return transcript(question, answer, 0, draws).splitlines()[1:]


def test_a_function_that_answers_is_found_and_what_is_withheld_is_not():
    question, own = find("l2_normalize"), reference(EXERCISE_OF["l2_normalize"], "l2_normalize")
    draws = draws_in(transcript(question, own, 0))[:2]
    expected, known = _lines(question, own, draws), [("own", own), ("course", l2_normalize)]
    free = replace(question, withheld=())
    assert right_ones(question, draws, expected, known)[:1] == ["own, as it is"]
    assert "course, as it is" not in right_ones(question, draws, expected, known)
    assert "course, as it is" in right_ones(free, draws, expected, known)


def test_what_can_change_is_drawn_anew():
    class Model:
        pass

    for made, kept in (((np.ones(2), "a"), True), (({"a": [1, Model()]},), False)):
        drawn = drawn_once(lambda rng, made=made: copy.deepcopy(made))
        first, again, other = (drawn(np.random.default_rng(seed)) for seed in (0, 0, 1))
        assert (first is again) == kept
        assert first is not other


@pytest.mark.parametrize(("name", "solved"), list(_questions()))
def test_what_is_withheld_would_else_be_looked_at(name, solved):
    question = find(name)
    known = dict(functions())
    for dotted in question.withheld:
        module, _, inside = dotted.partition(".")
        assert any(
            found.startswith(f"course_utils.{module}.") and found.endswith(f".{inside}")
            for found in known
        ) or inspect.isclass(
            getattr(importlib.import_module(f"course_utils.{module}"), inside, None)
        )


def _truncated(queries, gallery, dim):
    return (truncate(queries, dim) @ truncate(gallery, dim).T).argmax(axis=1)


def _cosines_by_the_course(image, texts):
    cosines = cosine_similarity(image[None], texts)[0]
    order = np.argsort(-cosines)
    return order, cosines[order]


def _first_of_all(image, texts):
    unit = texts / np.linalg.norm(texts, axis=1, keepdims=True)
    found = top_k((unit @ image / np.linalg.norm(image))[None], len(texts))
    return found[1][0], found[0][0]


def _a_report(images, texts, k):
    unit = [x / np.linalg.norm(x, axis=1, keepdims=True) for x in (images, texts)]
    report = metrics.cross_modal_report(unit[0] @ unit[1].T, range(len(texts)), ks=(k,))
    return report.text_to_image.hit_rate[k], report.image_to_text.hit_rate[k]


def _hit_rates(queries, gallery, score=metrics.hit_rate_at_k):
    unit = [x / np.linalg.norm(x, axis=1, keepdims=True) for x in (queries, gallery)]
    own = [{i} for i in range(len(queries))]
    tables = unit[0] @ unit[1].T, queries @ gallery.T
    cosine, dot = (score(np.argsort(-table, axis=1), own, k=1) for table in tables)
    return 100 * (cosine - dot)


def _reciprocal_ranks(queries, gallery):
    return _hit_rates(queries, gallery, metrics.mean_reciprocal_rank)


def _whole_rows(x):
    return truncate(x, x.shape[1])


def _other_name(queries, keys, temperature):
    sides = map(torch.from_numpy, (queries, keys))
    return losses.multiple_negatives_ranking_loss(*sides, scale=1 / temperature)


ADAPTED = {
    _truncated: "truncated_search",
    _cosines_by_the_course: "rank_labels",
    _first_of_all: "rank_labels",
    _a_report: "recall_both_ways",
    _hit_rates: "normalization_gain",
    _reciprocal_ranks: "normalization_gain",
    _whole_rows: "l2_normalize",
    _other_name: "info_nce",
}


@pytest.mark.parametrize(
    ("answer", "name"), ADAPTED.items(), ids=lambda x: getattr(x, "__name__", x)
)
def test_an_answer_around_a_function_of_the_course_is_refused(answer, name):
    question, solution = find(name), reference(EXERCISE_OF[name], name)
    draws = draws_in(transcript(question, solution, 0))[:1]
    right = _lines(question, solution, draws)
    assert _lines(replace(question, withheld=()), answer, draws) == right, "it would be right"
    assert _lines(question, answer, draws) != right
    assert "Write it yourself" in str(examine(question, answer))


def test_an_own_way_is_not_refused():
    assert examine(
        find("l2_normalize"), lambda x: x / np.maximum(np.linalg.norm(x, axis=1), 1e-12)[:, None]
    )
