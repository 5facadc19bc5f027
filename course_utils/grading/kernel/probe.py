"""The engine of `probe(...)`: what an answer does on fresh inputs, as text that is compared.

What is expected is nowhere in the process that runs an answer: it prints what it found, and the
comparison with the solution's text happens outside. Text can differ where numbers agree to twelve
places, if one is rounded up and the other down. So inputs are drawn anew until every value of the
solution lies at least a tenth of a step from where rounding turns.
"""

import contextlib
import io
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from course_utils.grading.kernel.answers import call_on_copies
from course_utils.grading.kernel.question import Question, asked
from course_utils.grading.kernel.values import PLACES, describe
from course_utils.grading.kernel.withheld import Withheld, withholding

MARGIN = 0.1
MOST_DRAWS = 2000


def probe(*answer: object, seed: int, draws: Sequence[int] | None = None, **named: object) -> None:
    """Print what an answer does on its question's inputs: probe(function, seed=0).

    Input number i comes from `seed`, i and draws[i]. Without `draws` they are chosen so that the
    answer given is far from rounding: only the solution is run so. The heading says which were
    chosen, and every other answer gets the same.
    """
    question, value = asked(answer, named, sys._getframe(1).f_globals)
    print(transcript(question, value, seed, draws))


def transcript(
    question: Question, answer: object, seed: int, draws: Sequence[int] | None = None
) -> str:
    """The text of a probe: a heading, then a line for each input.

    Without `draws` each input is the first on which all that the answer returns is far from
    rounding: on trusted code only. Raises ValueError when none of the first 2000 is: the inputs
    then make too many values (each doubles the draws about every three), or one that always sits
    on an edge.
    """
    if draws is None:
        found = [_fair(question, answer, seed, i) for i in range(question.count)]
        draws, texts = zip(*found, strict=True)
    else:
        texts = [_observed(question, answer, seed, i, draw)[0] for i, draw in enumerate(draws)]
    heading = f"{question.name}  seed {seed}  draws {' '.join(map(str, draws))}"
    return "\n".join([heading, *(f"  {i + 1}  {text}" for i, text in enumerate(texts))])


def _fair(question: Question, solution: object, seed: int, i: int) -> tuple[int, str]:
    """The first fair draw of an input, and what the solution does on it."""
    for draw in range(MOST_DRAWS):
        text, floats = _observed(question, solution, seed, i, draw)
        if far_from_rounding(floats):
            return draw, text
    raise ValueError(
        f"question {question.name}: none of {MOST_DRAWS} draws of input {i + 1} is fair; the last "
        f"gave {len(floats)} rounded values. Let its inputs make fewer (12 are plenty)"
    )


def far_from_rounding(values: Sequence[float]) -> bool:
    """Whether every value is at least a tenth of a step from the middle between two steps."""
    steps = np.asarray([v for v in values if np.isfinite(v)]) * 10.0**PLACES
    return bool((np.abs(steps % 1 - 0.5) >= MARGIN).all())


def draws_in(text: str) -> list[int] | None:
    """The draws that the heading of a printed probe names, or None where there is none."""
    heading = re.match(r"\w+  seed \d+  draws ((?:\d+ ?)+)$", text, re.MULTILINE)
    return [int(draw) for draw in heading[1].split()] if heading else None


def _observed(
    question: Question, answer: object, seed: int, i: int, draw: int
) -> tuple[str, list[float]]:
    arguments = question.inputs(np.random.default_rng([seed, i, draw]))
    floats: list[float] = []
    with _quiet(), withholding(question.withheld) as called:
        try:
            observe = partial(question.observe, answer)
            found, changed = call_on_copies(observe, arguments)
            text = describe(found, floats)
            if called:
                raise Withheld
        except (Exception, SystemExit) as error:
            return f"raises {type(error).__name__}", floats
    if arguments:
        text += "  inputs changed" if changed else "  inputs unchanged"
    return text, floats


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Let nothing that an answer prints, warns of or draws reach the transcript."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        if "IPython" in sys.modules:
            from IPython.utils.capture import capture_output

            stack.enter_context(capture_output())
        else:
            stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
            stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        try:
            yield
        finally:
            if "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].close("all")
