"""The question hand_losses."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers

COSINES, TEMPERATURE = np.array([[0.9, 0.1], [0.3, 0.5]]), 0.5
THREE_PLACES = 1e-3


def _both(table, log=math.log):
    """The surprise of the rows, and of rows and columns together."""
    rows = [log(sum(math.exp(s - row[i]) for s in row)) for i, row in enumerate(table)]
    columns = [log(sum(math.exp(s - c[i]) for s in c)) for i, c in enumerate(table.T)]
    return np.array([sum(rows) / 2, sum(rows + columns) / 4])


KNOWN = _both(COSINES / TEMPERATURE)


def _right_places(losses):
    """Which of the two are right to three places; the check and the judge ask the same."""
    losses = numbers(losses)
    expect.shape(losses, (2,), "a list of two numbers")
    return (np.abs(losses - KNOWN) <= THREE_PLACES).tolist()


@question(kind="value", observe=_right_places)
def hand_losses(value, holds):
    with holds("two losses"):
        _right_places(value)
    found = numbers(value)
    with holds("they are means of -log p"):
        expect.unlike(found, KNOWN[::-1], "first the one direction, then both", 2e-3)
        expect.unlike(found, _both(COSINES), "where is the temperature?", 2e-3)
        times = "the cosines are multiplied by the temperature. Which way does it sharpen?"
        expect.unlike(found, _both(COSINES * TEMPERATURE), times, 2e-3)
        sums = "these are sums. Divide by the questions asked"
        for factors in ([2, 4], [2, 2], [1, 2]):
            expect.unlike(found, KNOWN * factors, sums, 2e-3)
        expect.unlike(found, -KNOWN, "the sign is turned: a surprise is positive", 2e-3)
        bits = "this logarithm has base 2 or 10. The natural one is meant"
        for log in (math.log2, math.log10):
            expect.unlike(found, _both(COSINES / TEMPERATURE, log), bits, 2e-3)
        columns = 2 * KNOWN[1] - KNOWN[0]
        alone = "the second is the columns' loss alone. CLIP averages both directions"
        expect.unlike(found, np.array([KNOWN[0], columns]), alone, 2e-3)
        captions = "in the first the captions ask. The photographs are the rows"
        expect.unlike(found, np.array([columns, KNOWN[1]]), captions, 2e-3)
        chances = "these are probabilities. The loss is the mean of -log of them"
        expect.unlike(found, _both(COSINES / TEMPERATURE, lambda odds: 1 / odds), chances, 2e-3)
        known_to = "The own key's probability is exp(its score) / (sum over both keys)"
        expect.close(found, KNOWN, known_to, tolerance=5e-3)
    with holds("each is right to three places"):
        expect.that(all(_right_places(value)), "Work with four places, then round")
