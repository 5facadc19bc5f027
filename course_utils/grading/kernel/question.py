"""A question of an exercise, and how it is found by its name.

A question is what `check` and `probe` need to know: its visible checks, and the inputs on which
an answer is probed. `docs/authoring.md` shows how to write one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import EllipsisType

KINDS = ("function", "value", "class")
QUESTIONS = "course_utils.grading.questions"


@dataclass(frozen=True)
class Question:
    """One question: `name` is the name that the answer defines in the notebook.

    checks(answer, holds)    the visible checks
    inputs(rng)              the arguments of one probe, as a tuple
    observe(answer, *args)   what the probe looks at; by default answer(*args), or the value itself
    count                    on how many inputs an answer is probed
    withheld                 what of the course an answer may not call (see `withheld.py`)
    """

    name: str
    kind: str
    checks: Callable
    inputs: Callable | None
    observe: Callable
    count: int
    withheld: tuple[str, ...] = ()


_known: dict[str, Question] = {}


def question(
    *,
    kind: str = "function",
    inputs: Callable | None = None,
    observe: Callable | None = None,
    count: int | None = None,
    withheld: tuple[str, ...] = (),
) -> Callable[[Callable], Question]:
    """Make the decorated function `name(answer, holds)` the question of that name.

    `kind` says what an answer is: a "function", a "value" or a "class". A function needs `inputs`,
    a class also `observe`. Raises ValueError when another module has a question of that name.
    """

    def register(checks: Callable) -> Question:
        name = checks.__name__
        if kind not in KINDS:
            raise ValueError(f"kind of question {name} is {kind!r}: choose one of {KINDS}")
        if kind != "value" and inputs is None:
            raise ValueError(f"question {name} needs inputs: a function from rng to a tuple")
        if kind == "class" and observe is None:
            raise ValueError(f"question {name} needs observe: what is done with the class")
        earlier = _known.get(name)
        if earlier and earlier.checks.__module__ != checks.__module__:
            raise ValueError(
                f"two questions are called {name}: in {earlier.checks.__module__} and in "
                f"{checks.__module__}"
            )
        made = Question(
            name=name,
            kind=kind,
            checks=checks,
            inputs=inputs or (lambda rng: ()),
            observe=observe or (_itself if kind == "value" else _result),
            count=count or (8 if inputs else 1),
            withheld=tuple(withheld),
        )
        _known[name] = made
        return made

    return register


def _result(answer, *arguments):
    return answer(*arguments)


def _itself(answer):
    return answer


def find(name: str) -> Question | None:
    """The question of that name, or None: its file is called so, in some folder of questions."""
    if name not in _known:
        for folder in map(Path, import_module(QUESTIONS).__path__):
            for file in folder.glob(f"[!_]*/{name}.py*"):
                import_module(f"{QUESTIONS}.{file.parent.name}.{name}")
    return _known.get(name)


def asked(
    answer: tuple, named: dict[str, object], namespace: dict[str, object]
) -> tuple[Question, object]:
    """The question meant by `check(answer)` or `check(name=answer)`, and the answer.

    A function or class is known by its own name, or by the name that the notebook's `namespace`
    has for it: `angular_distance = lambda a, b: ...` is an answer too. A value goes by its keyword.
    """
    if len(answer) + len(named) != 1:
        raise TypeError("give one answer: check(function), or check(name=value) for a value")
    if named:
        [(name, value)] = named.items()
        names = [name]
    else:
        [value] = answer
        names = [getattr(value, "__name__", None)]
        if not isinstance(value, (EllipsisType, int, float, str)):
            names += [name for name, bound in namespace.items() if bound is value]
    names = [name for name in names if isinstance(name, str)]
    for name in names:
        if question := find(name):
            return question, value
    raise ValueError(
        f"there is no question called {' or '.join(names) or 'so'}: "
        "write check(function), or check(name=value) for a value"
    )
