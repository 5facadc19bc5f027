"""The question score_gradient."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading

COLD = 0.002  # exp(0.9 / COLD) is no infinity


def _scores(rng):
    return rng.uniform(-1, 1, size=(3, 3)), rng.uniform(0.2, 2), _far_apart(rng)


def _far_apart(rng):
    """Rows of cosines near 0.9, 0 and -0.9; when it is cold the own ones have a small chance."""
    rows = rng.permutation([[0.9], [0], [-0.9]]) + rng.uniform(-5e-4, 5e-4, size=(3, 3))
    return rows - 0.014 * np.eye(3)


def _mild_and_cold(answer, cosines, temperature, far):
    """All slopes, after those of another table, and those of the own keys when it is cold."""
    answer(cosines.T.copy(), temperature)
    mild, cold = numbers(answer(cosines, temperature)), numbers(answer(far, COLD))
    return mild, COLD * cold.diagonal()


@question(inputs=_scores, observe=_mild_and_cold)
def score_gradient(answer, holds):
    read = reading(answer, numbers)

    def answer(cosines, temperature):
        found = read(cosines, temperature)
        expect.shape(found, cosines.shape, "one slope for each cosine")
        return found

    cosines = np.random.default_rng(7).uniform(-1, 1, size=(4, 4))

    def loss(table, temperature):
        scores = table / temperature
        return np.mean(np.log(np.exp(scores).sum(axis=1)) - np.diag(scores))

    def slow(table, temperature, loss=loss):
        slopes = np.zeros_like(table)
        for place in np.ndindex(table.shape):
            step = np.zeros_like(table)
            step[place] = 1e-5
            rise = loss(table + step, temperature) - loss(table - step, temperature)
            slopes[place] = rise / 2e-5
        return slopes

    def of_columns(table, temperature):
        return loss(table.T, temperature)

    with holds("one slope for each cosine"):
        answer(cosines, 0.5)
    with holds("the own key is pulled, the others are pushed"):
        found, known = answer(cosines, 0.5), slow(cosines, 0.5)
        turned = "the signs are turned. Does a higher own cosine raise the loss?"
        expect.unlike(found, -known, turned, 1e-4)
        expect.that((np.diag(found) < 0).all(), "a higher own cosine lowers the loss")
        expect.that((found[~np.eye(4, dtype=bool)] > 0).all(), "a higher stranger's raises it")
    with holds("each row's pull and push cancel"):
        sums = answer(cosines, 0.5).sum(axis=1)
        by_columns = slow(cosines, 0.5, of_columns)
        along = "the softmax runs down the columns. Over what does a query choose?"
        expect.unlike(answer(cosines, 0.5), by_columns, along, 1e-4)
        worst = sums[np.abs(sums).argmax()]
        expect.that(abs(worst) < 1e-5, f"a row's slopes add up to {worst:.4f}, not to 0")
    with holds("it is the slope that a small step measures"):
        found, known = answer(cosines, 0.4), slow(cosines, 0.4)
        no_mean = "this is the slope of the sum. The loss is a mean over the rows"
        expect.unlike(found, 4 * known, no_mean, 1e-4)
        no_chain = "the temperature is inside the softmax, and outside too: think of the chain rule"
        expect.unlike(found, known * 0.4, no_chain, 1e-4)
        expect.unlike(found, known * 0.4 * 4, no_chain, 1e-4)
        times = "the temperature multiplies outside. Scores are cosines divided by it"
        expect.unlike(found, known * 0.4**2, times, 1e-4)
        every = "this is divided by all n * n cosines. The loss is a mean of n rows"
        expect.unlike(found, known / 4, every, 1e-4)
        inside = "the temperature is left out inside the softmax"
        expect.unlike(found, slow(cosines, 1.0) / 0.4, inside, 1e-4)
        expect.unlike(found, slow(cosines, 1.0), "the temperature is left out", 1e-4)
        both = "these are the slopes of both directions. Here only the rows ask"
        expect.unlike(found, (known + slow(cosines, 0.4, of_columns)) / 2, both, 1e-4)
        expect.close(found, known, "p - 1 for the own key, p for others", tolerance=2e-5)
        other = "another table of four rows got the slopes of the first"
        expect.close(answer(cosines[::-1].copy(), 0.4), slow(cosines[::-1], 0.4), other, 2e-5)
        hot = "at a temperature of 2 it is wrong. Is the temperature kept below a ceiling?"
        expect.close(answer(cosines, 2.0), slow(cosines, 2.0), hot, 2e-5)
        few = cosines[:3, :3]
        three = "for three rows it is wrong, for four it was right. Is a number of rows fixed?"
        expect.close(answer(few, 0.4), slow(few, 0.4), three, tolerance=2e-5)
    with holds("small chances count, at low temperatures too"):
        far = _far_apart(np.random.default_rng(7))
        lost = "a small p was lost, or a whole row. What is subtracted from its scores, what added?"
        found = answer(far, COLD)
        expect.finite(found, lost)
        expect.close(found, slow(far, COLD), lost, tolerance=2e-5)
