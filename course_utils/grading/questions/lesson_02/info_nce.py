"""The question info_nce."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading
from course_utils.grading.questions.lesson_02._shared import _sides

COLD = 40_000


def _mild_and_cold(answer, queries, keys, temperature):
    """The loss at two temperatures; the cold one in cosines, so that four places suit float32.

    And that of queries which are their own keys: nothing, when it is cold. One pair costs nothing.
    """
    mild = number(answer(queries, keys, temperature))
    cold = number(answer(queries[:3], keys[:3], temperature / COLD))
    nothing = number(answer(queries, queries, temperature / COLD))
    one = number(answer(queries[:1], keys[:1], temperature))
    return [mild, cold * temperature / COLD, abs(nothing), abs(one)]


@question(
    inputs=_sides,
    observe=_mild_and_cold,
    withheld=("losses.info_nce", "losses.clip_loss", "losses.multiple_negatives_ranking_loss"),
)
def info_nce(answer, holds):
    answer = reading(answer, number)

    def slow(queries, keys, temperature, normalized=True):
        losses = []
        for i, q in enumerate(queries):
            sizes = [math.sqrt((q @ q) * (k @ k)) if normalized else 1 for k in keys]
            scores = [q @ k / s / temperature for k, s in zip(keys, sizes, strict=True)]
            highest = max(scores)
            losses.append(
                highest + math.log(sum(math.exp(s - highest) for s in scores)) - scores[i]
            )
        return sum(losses) / len(losses)

    def unit(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    rng = np.random.default_rng(5)
    queries, keys = rng.normal(size=(2, 6, 4))
    perfect = np.eye(4)
    with holds("who knows nothing pays log(n)"):
        found = answer(np.ones((8, 3)), np.ones((8, 3)), 0.1)
        expect.unlike(found, 8 * math.log(8), "this is the sum over the batch. Take the mean")
        expect.unlike(found, -math.log(8), "the sign is turned: a surprise is positive", 1e-5)
        expect.unlike(found, 3.0, "this is log2(8). The natural logarithm is meant", 1e-5)
        others = "log(7): the own key is missing among the keys to choose from"
        expect.unlike(found, math.log(7), others, 1e-5)
        expect.unlike(found, 1 / 8, "this is the probability. The loss is -log of it", 1e-5)
        expect.close(found, math.log(8), tolerance=1e-5)
        alone = "who has one key to choose from cannot be surprised: log(1) is 0"
        expect.close(answer(queries[:1], keys[:1], 0.1), 0.0, alone, 1e-5)
    with holds("four perfect pairs at temperature 0.5"):
        found = answer(perfect, perfect, 0.5)
        times = "the cosines are multiplied by the temperature. Which way does it sharpen?"
        expect.unlike(found, math.log(1 + 3 * math.exp(-0.5)), times, 1e-5)
        none = "the temperature is left out"
        expect.unlike(found, math.log(1 + 3 * math.exp(-1)), none, 1e-5)
        expect.close(found, math.log(1 + 3 * math.exp(-2)), tolerance=1e-5)
    with holds("lengths do not matter"):
        lengths = np.array([[0.01], [0.1], [0.3], [1], [2], [4]])
        longer, once = answer(lengths * queries, keys, 0.3), answer(queries, keys, 0.3)
        both = "longer {} changed it, or shorter ones. Are both sides normalized?"
        expect.close(longer, once, both.format("queries"), 1e-4)
        longer = answer(queries, keys * lengths[::-1], 0.3)
        expect.close(longer, once, both.format("keys"), 1e-4)
    with holds("each query chooses among all keys"):
        found = answer(queries, keys, 0.3)
        turned = "here keys choose among queries. Which way does the sum run?"
        expect.unlike(found, slow(keys, queries, 0.3), turned, 1e-5)
        symmetric = (slow(keys, queries, 0.3) + slow(queries, keys, 0.3)) / 2
        one = "that is the mean of both directions. One is asked for"
        expect.unlike(found, symmetric, one, 1e-5)
        raw = "these are dot products. Are both sides normalized?"
        expect.unlike(found, slow(queries, keys, 0.3, normalized=False), raw, 1e-5)
        own = -np.mean(np.sum(unit(queries) * unit(keys), axis=1)) / 0.3
        expect.unlike(found, own, "these are the own scores alone: no other key is looked at", 1e-5)
        expect.close(found, slow(queries, keys, 0.3), "-log p(own), averaged over queries", 1e-5)
        equal = "two keys are equal here, and both are keys to choose from"
        twice = keys[[0, 1, 0, 3, 4, 5]]
        expect.close(answer(queries, twice, 0.3), slow(queries, twice, 0.3), equal, 1e-5)
        turned = "for the same queries in another order it is wrong"
        backwards = queries[::-1], keys, 0.3
        expect.close(answer(*backwards), slow(*backwards), turned, 1e-5)
        square = "with four pairs of four numbers it is wrong. Which axis is which there?"
        four = queries[:4], keys[:4], 0.3
        expect.close(answer(*four), slow(*four), square, 1e-5)
    with holds("it stays finite at any temperature"):
        found = answer(queries, keys, 1e-5)
        overflow = "exp of a large score overflows. What can you subtract from each row first?"
        expect.finite(found, f"At scores in the thousands: {overflow}")
        apart = (
            "At scores in the thousands the loss is wrong, though finite. Was something clipped?"
        )
        expect.close(found, slow(queries, keys, 1e-5), apart, 1e-5)
        nothing = "Perfect pairs cost nothing there. What keeps your loss above 0?"
        expect.close(answer(perfect, perfect, 1e-5), 0.0, nothing, 1e-5)
        own = "The own score can be far below the highest. Does its log survive?"
        expect.close(answer(perfect, perfect[::-1], 1e-5), 1e5, own, 1e-5)
        hot = "At a temperature of 5 it is the loss of another one. Is it kept below a ceiling?"
        expect.close(answer(queries, keys, 5.0), slow(queries, keys, 5.0), hot, 1e-5)
