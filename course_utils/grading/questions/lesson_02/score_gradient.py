"""The question score_gradient."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _scores(rng):
    return rng.uniform(-1, 1, size=(3, 3)), rng.uniform(0.2, 1)


@question(inputs=_scores)
def score_gradient(answer, holds):
    rng = np.random.default_rng(7)
    cosines = rng.uniform(-1, 1, size=(4, 4))

    def loss(table, temperature):
        scores = table / temperature
        return np.mean(np.log(np.exp(scores).sum(axis=1)) - np.diag(scores))

    def slow(table, temperature):
        slopes = np.zeros_like(table)
        for place in np.ndindex(table.shape):
            step = np.zeros_like(table)
            step[place] = 1e-5
            rise = loss(table + step, temperature) - loss(table - step, temperature)
            slopes[place] = rise / 2e-5
        return slopes

    with holds("one slope for each cosine"):
        expect.shape(answer(cosines, 0.5), (4, 4), "one slope for each cosine")
    with holds("the own key is pulled, the others are pushed"):
        found = answer(cosines, 0.5)
        turned = "the signs are turned. Does a higher own cosine raise the loss?"
        expect.unlike(found, -slow(cosines, 0.5), turned, 1e-4)
        expect.that((np.diag(found) < 0).all(), "a higher own cosine lowers the loss")
        expect.that((found[~np.eye(4, dtype=bool)] > 0).all(), "a higher stranger's raises it")
    with holds("each row's pull and push cancel"):
        sums = answer(cosines, 0.5).sum(axis=1)
        by_row = "a row's slopes do not add up to 0. Over what does the softmax run?"
        expect.that(np.abs(sums).max() < 1e-9, by_row)
    with holds("it is the slope that a small step measures"):
        found, known = answer(cosines, 0.4), slow(cosines, 0.4)
        no_mean = "this is the slope of the sum. The loss is a mean over the rows"
        expect.unlike(found, 4 * known, no_mean, 1e-4)
        no_chain = "the temperature is inside the softmax, and outside too: think of the chain rule"
        expect.unlike(found, known * 0.4, no_chain, 1e-4)
        expect.unlike(found, known * 0.4 * 4, no_chain, 1e-4)
        expect.close(found, known, "p - 1 for the own key, p for others", tolerance=1e-5)
