"""The corpora of right and wrong answers: functions in files, loaded without notebooks."""

import importlib.util
import inspect
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from course_utils.grading.kernel.probe import draws_in, transcript
from course_utils.grading.kernel.question import Question, find
from course_utils.grading.notebook.cells import question_cells, read_notebook

TESTS = Path(__file__).resolve().parents[1]
SOLUTIONS = TESTS.parent / "solutions"
RIGHT, WRONG = "right_answers", "wrong_answers"


def corpus(folder: str) -> Iterator[tuple[str, str, str]]:
    """(exercise, question, name of the answer) of every answer in tests/<folder>."""
    for path in sorted((TESTS / folder).glob("*/*.py")):
        for name in answers_in(load(path)):
            yield path.parent.name, path.stem, name


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"answers.{path.parent.name}.{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answers_in(module: ModuleType) -> dict[str, Callable]:
    """The answers of a file: its public functions and classes, in order."""
    return {
        name: value
        for name, value in vars(module).items()
        if (inspect.isfunction(value) or inspect.isclass(value))
        and value.__module__ == module.__name__
        and not name.startswith("_")
    }


def answer(folder: str, exercise: str, name: str, which: str) -> tuple[Question, object]:
    """A question and one answer to it. For a value the function of that name is called."""
    written = answers_in(load(TESTS / folder / exercise / f"{name}.py"))[which]
    question = find(name)
    assert question is not None, f"no module has a question called {name}"
    return question, written() if question.kind == "value" else written


@cache
def reference(exercise: str, name: str) -> object:
    """The solution notebook's answer, run with the names of the right answers' file at hand.

    Without a solution notebook it is the first right answer.
    """
    module = load(TESTS / "right_answers" / exercise / f"{name}.py")
    solution = SOLUTIONS / f"{exercise}.ipynb"
    if solution.exists():
        master = read_notebook(solution)
        for cells in question_cells(master):
            if cells.name == name:
                namespace = dict(vars(module))
                exec(compile(master.cells[cells.answer].source, f"<{name}>", "exec"), namespace)
                return namespace[name]
    first = next(iter(answers_in(module).values()))
    return first() if find(name).kind == "value" else first


@cache
def solved(exercise: str, name: str, seed: int) -> tuple[list[int], str]:
    """The draws of one seed, and what the solution prints on them: the same for each answer."""
    question, solution = find(name), reference(exercise, name)
    expected = transcript(question, solution, seed)
    return draws_in(expected), expected


def probes_alike(exercise: str, name: str, value: object, seed: int) -> bool:
    """Whether an answer prints what the solution prints, on the inputs of one seed."""
    question, (draws, expected) = find(name), solved(exercise, name, seed)
    first = transcript(question, value, seed, draws[:1]).splitlines()[1:]
    if first != expected.splitlines()[1:][: len(first)]:  # most that are wrong differ here already
        return False
    return transcript(question, value, seed, draws) == expected


@cache
def written(folder: str, stem: str, name: str) -> list[tuple[str, str]]:
    """(name, source of a cell) of each kept answer to a question."""
    path = TESTS / folder / stem / f"{name}.py"
    called = "()" if find(name).kind == "value" else ""
    names = answers_in(load(path))
    # a notebook holds an answer to each question: their helpers must not take each other's names
    source = re.sub(r"(?<![\w.])_(?=[a-z])", f"_{name}_", path.read_text())
    return [(which, f"{source}\n{name} = {which}{called}") for which in names]


def packed(stem: str) -> list[dict[str, tuple[str, str, str]]]:
    """Notebooks that hold all kept answers: (folder, name, source) for each question."""
    rng, columns = random.Random(5), {}
    for question in question_cells(read_notebook(SOLUTIONS / f"{stem}.ipynb")):
        column = [(f, *each) for f in (RIGHT, WRONG) for each in written(f, stem, question.name)]
        rng.shuffle(column)
        columns[question.name] = column
    longest = max(map(len, columns.values()))
    return [{q: c[n % len(c)] for q, c in columns.items()} for n in range(longest)]
