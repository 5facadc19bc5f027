"""The question temperature.

The cosines were measured once, by tools/measure_photograph_cosines.py: a judge has no time to load
the model.
"""

import math
from functools import cache
from importlib.resources import files

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number

PAIRS, LOW, SEVERAL = 64, 0.05, 8


@cache
def _photograph_cosines():
    """Cosines of 64 photographs with their captions, as the exercise draws them."""
    return np.load(files("course_utils") / "assets/photograph_cosines.npy")


@cache
def _outcome(temperature):
    """The loss of perfect pairs among strangers at a right angle, and how many get a push."""
    scores = _photograph_cosines() / temperature
    p = np.exp(scores - scores.max(axis=1, keepdims=True))
    np.fill_diagonal(p, 0)
    p /= p.sum(axis=1, keepdims=True)
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    pushed = np.exp(-(p * logs).sum(axis=1)).mean()
    return math.log(1 + (PAIRS - 1) * math.exp(-1 / temperature)), pushed


def _one_temperature(value):
    """The value as a number; the check and the judge take and refuse the same."""
    found = number(value)
    expect.that(found > 0, "a temperature is positive; its logarithm may be negative")
    expect.that(found <= 10, "is that a logit scale? The temperature is 1 divided by it")
    return found


def _kept(temperature):
    lowest, pushed = _outcome(_one_temperature(temperature))
    return {"can be learned": lowest < LOW, "several are pushed": pushed >= SEVERAL}


@question(kind="value", observe=_kept)
def temperature(value, holds):
    with holds("one positive number"):
        _one_temperature(value)
    lowest, pushed = _outcome(_one_temperature(value))
    with holds("perfect pairs among strangers cost less than 0.05"):
        why = f"they still cost {lowest:.4f}, so the loss cannot fall below: too hot"
        expect.that(lowest < LOW, why)
    with holds("at least 8 of the 63 negatives are pushed"):
        why = f"the push is worth {pushed:.2f} negatives: too cold"
        expect.that(pushed >= SEVERAL, why)
