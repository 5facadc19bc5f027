"""Quiz questions: one TOML file a lesson, every option with its explanation."""

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "assets" / "quizzes"


@dataclass(frozen=True)
class Option:
    """One answer to choose, and why it is right or wrong."""

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True)
class Question:
    """A question with exactly one right option."""

    id: str
    text: str
    options: tuple[Option, ...]

    def option(self, text: str | None) -> Option | None:
        """The option with this text, or None: a kept answer may be older than the question."""
        return next((option for option in self.options if option.text == text), None)


def quiz_names() -> list[str]:
    """The lessons that have a quiz."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_quiz(name: str, draw: int | None = None, seed: int = 0) -> tuple[Question, ...]:
    """The questions of a quiz, in the order of the file.

    With `draw`, that many of them: one from each of `draw` equal stretches of the file, chosen by
    `seed`, so that a bank which is sorted by lesson asks about every lesson.

    Raises ValueError for an unknown name, for a question without exactly one right option, and
    when `draw` is not between 1 and the number of questions.
    """
    path = FOLDER / f"{name}.toml"
    if not path.exists():
        raise ValueError(f"there is no quiz {name!r}; there are {', '.join(quiz_names())}")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
    questions = tuple(
        Question(e["id"], e["text"], tuple(Option(**option) for option in e["option"]))
        for e in entries
    )
    for question in questions:
        if sum(option.right for option in question.options) != 1:
            raise ValueError(f"quiz {name}: question {question.id} needs exactly one right option")
    if draw is None:
        return questions
    n, rng = len(questions), random.Random(seed)
    if not 1 <= draw <= n:
        raise ValueError(f"draw is {draw}; quiz {name} has {n} questions to draw from")
    return tuple(questions[rng.randrange(i * n // draw, (i + 1) * n // draw)] for i in range(draw))
