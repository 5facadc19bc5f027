"""The question info_nce."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions.lesson_02._shared import _sides


def _mild_and_cold(answer, queries, keys, temperature):
    return [answer(queries, keys, temperature), answer(queries, keys, temperature / 4000)]


@question(
    inputs=_sides,
    observe=_mild_and_cold,
    withheld=("losses.info_nce", "losses.clip_loss", "losses.multiple_negatives_ranking_loss"),
)
def info_nce(answer, holds):
    def slow(queries, keys, temperature):
        losses = []
        for i, q in enumerate(queries):
            scores = [q @ k / math.sqrt((q @ q) * (k @ k)) / temperature for k in keys]
            highest = max(scores)
            losses.append(
                highest + math.log(sum(math.exp(s - highest) for s in scores)) - scores[i]
            )
        return sum(losses) / len(losses)

    rng = np.random.default_rng(5)
    queries, keys = rng.normal(size=(2, 6, 4))
    perfect = np.eye(4)
    with holds("who knows nothing pays log(n)"):
        found = answer(np.ones((8, 3)), np.ones((8, 3)), 0.1)
        expect.kind(found, 1.0)
        expect.unlike(found, 8 * math.log(8), "this is the sum over the batch. Take the mean")
        expect.unlike(found, -math.log(8), "the sign is turned: a surprise is positive")
        bits = "this is log2(8). The natural logarithm is meant"
        expect.unlike(found, 3.0, bits)
        others = "log(7): the own key is missing among the keys to choose from"
        expect.unlike(found, math.log(7), others)
        expect.close(found, math.log(8))
    with holds("four perfect pairs at temperature 0.5"):
        found = answer(perfect, perfect, 0.5)
        times = "the cosines are multiplied by the temperature. Which way does it sharpen?"
        expect.unlike(found, math.log(1 + 3 * math.exp(-0.5)), times)
        expect.close(found, math.log(1 + 3 * math.exp(-2)))
    with holds("lengths do not matter"):
        found = answer(5 * queries, keys * rng.uniform(0.2, 3, size=(6, 1)), 0.3)
        expect.close(found, answer(queries, keys, 0.3), "Are both sides normalized?")
    with holds("each query chooses among all keys"):
        found = answer(queries, keys, 0.3)
        turned = "here keys choose among queries. Which way does the sum run?"
        expect.unlike(found, slow(keys, queries, 0.3), turned)
        symmetric = (slow(keys, queries, 0.3) + slow(queries, keys, 0.3)) / 2
        expect.unlike(found, symmetric, "that is the mean of both directions. One is asked for")
        expect.close(found, slow(queries, keys, 0.3))
    with holds("it stays finite at any temperature"):
        found = answer(queries, keys, 1e-4)
        overflow = "exp of a large score overflows. What can you subtract from each row first?"
        expect.finite(found, overflow)
        expect.close(found, slow(queries, keys, 1e-4), overflow)
        own = "The own score can be far below the highest. Does its log survive?"
        expect.close(answer(perfect, perfect[::-1], 1e-4), 1e4, own)
