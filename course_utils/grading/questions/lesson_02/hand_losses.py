"""The question hand_losses."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


@question(kind="value", observe=lambda losses: [round(200 * loss) for loss in losses])
def hand_losses(value, holds):
    cosines = np.array([[0.9, 0.1], [0.3, 0.5]])

    def both(table, log=math.log):
        """The surprise of the rows, and of rows and columns together."""
        rows = [log(sum(math.exp(s - row[i]) for s in row)) for i, row in enumerate(table)]
        columns = [log(sum(math.exp(s - c[i]) for s in c)) for i, c in enumerate(table.T)]
        return np.array([sum(rows) / 2, sum(rows + columns) / 4])

    known = both(cosines / 0.5)
    found = np.array(value) if isinstance(value, tuple | list) else value
    with holds("two losses"):
        expect.shape(found, (2,), "a list of two numbers")
    with holds("they are means of -log p"):
        expect.unlike(found, known[::-1], "first the one direction, then both", 2e-3)
        expect.unlike(found, both(cosines), "where is the temperature?", 2e-3)
        times = "the cosines are multiplied by the temperature. Which way does it sharpen?"
        expect.unlike(found, both(cosines * 0.5), times, 2e-3)
        expect.unlike(found, known * [2, 4], "these are sums. Divide by the questions asked", 2e-3)
        bits = "this logarithm has base 2 or 10. The natural one is meant"
        expect.unlike(found, both(cosines / 0.5, math.log2), bits, 2e-3)
        expect.unlike(found, both(cosines / 0.5, math.log10), bits, 2e-3)
        halves = np.array([known[0], 2 * known[1] - known[0]])
        columns = "the second is the columns' loss alone. CLIP averages both directions"
        expect.unlike(found, halves, columns, 2e-3)
        known_to = "The own key's probability is exp(its score) / (sum over both keys)"
        expect.close(found, known, known_to, tolerance=3e-3)
