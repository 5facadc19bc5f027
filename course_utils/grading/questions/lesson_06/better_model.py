"""The question better_model."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _two_models(rng):
    n, shift = 80, rng.choice([5.0, -5.0, 0.4, -0.4])
    hardness = rng.normal(scale=3, size=n)  # common to both, so that unpaired tests see nothing
    noise = rng.normal(scale=0.3, size=n)
    difference = noise - noise.mean() + shift * noise.std() / math.sqrt(n)
    return hardness + difference, hardness


@question(inputs=_two_models)
def better_model(answer, holds):
    rng = np.random.default_rng(6)
    hardness = rng.normal(scale=3, size=100)
    better = hardness + 0.3 + rng.normal(scale=0.2, size=100)
    noise = rng.normal(size=100)
    noise -= noise.mean()
    with holds("one of three words"):
        expect.one_of(answer(better, hardness), ["a", "b", "open"])
    with holds("a is better where every query says so"):
        turned = "a has the higher values nearly everywhere. Is a minus b above or below 0?"
        expect.unlike(answer(np.arange(9.0) + 5, np.arange(9.0)), "b", turned)
        expect.equal(answer(np.arange(9.0) + 5 + 0.1 * noise[:9], np.arange(9.0)), "a")
    with holds("b can be better too"):
        expect.equal(answer(hardness - 9, hardness + 0.1 * noise), "b", "b is 9 higher everywhere")
    with holds("queries that are hard for both do not hide a difference"):
        apart = "a is better on nearly every single query. Are the queries the same for both?"
        expect.equal(answer(better, hardness), "a", apart)
        expect.equal(answer(hardness, better), "b", apart)
    with holds("a difference within chance is open"):
        mean = "the means differ by a twentieth of a standard deviation. Is that beyond chance?"
        expect.equal(answer(hardness + noise + 0.05, hardness), "open", mean)
        expect.equal(answer(hardness + noise - 0.05, hardness), "open", mean)
