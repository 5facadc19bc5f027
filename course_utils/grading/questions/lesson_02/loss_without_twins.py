"""The question loss_without_twins."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading

# Captions that are nearly "a cat" or "a dog in the park", and no twins of it.
NEARLY = ["A cat", " a cat", "a cat on a mat", "a cat.", "a dog in the pool"]
NEARLY += ["in the park a dog", "a dog in the park at night"]


def _batch_with_twins(rng):
    """Three of one caption, two of another, one alone and some nearly alike, in any order."""
    captions = ["a cat", "a cat", "a cat", "a dog in the park", "a dog in the park", "a key"]
    cosines = rng.uniform(-1, 1, size=(13, 13))
    return cosines, rng.permutation(captions + NEARLY), rng.uniform(2, 5)


def _mixed_and_all_twins(answer, cosines, captions, temperature):
    """The loss when it is hot, and that of cold batches of twins alone: nothing in any of them.

    In the second all cosines are low, so that a score of -100 is a high one. The last is the loss
    of a cold batch without twins, in cosines.
    """
    alone = np.array(list("abcdefghijklm"))
    twins = np.array(["a cat"] * len(captions))
    return [
        number(answer(cosines, captions, temperature)),
        abs(number(answer(cosines, twins, 0.1))),
        abs(number(answer(cosines / 20 - 0.95, twins, 0.005))),
        0.01 * number(answer(cosines, alone, 0.01)),
    ]


@question(inputs=_batch_with_twins, observe=_mixed_and_all_twins)
def loss_without_twins(answer, holds):
    answer = reading(answer, number)

    def surprises(cosines, captions, temperature):
        losses = []
        for i, row in enumerate(cosines):
            seen = [j for j in range(len(row)) if j == i or captions[j] != captions[i]]
            total = sum(math.exp((row[j] - row[i]) / temperature) for j in seen)
            losses.append(math.log(total))
        return np.array(losses)

    def slow(*batch):
        return surprises(*batch).mean()

    rng = np.random.default_rng(8)
    cosines = rng.uniform(-1, 1, size=(6, 6))
    alone = np.array(["a cat", "a dog", "a cup", "a key", "a car", "a pen"])
    twins = np.array(["a cat", "a dog", "a cat", "a cat", "a car", "a car"])
    perfect = np.eye(3)[[0, 0, 1, 2]] @ np.eye(3)[[0, 0, 1, 2]].T
    with holds("without twins it is InfoNCE"):
        found = answer(cosines, alone, 0.3)
        expect.finite(found, "Is the own key masked too? It has its own caption")
        times = "the cosines are multiplied by the temperature"
        expect.unlike(found, slow(cosines, alone, 1 / 0.3), times, 1e-5)
        expect.unlike(found, slow(cosines, alone, 1.0), "the temperature is left out", 1e-5)
        sums = "this is the sum over the rows. Take the mean"
        expect.unlike(found, 6 * slow(cosines, alone, 0.3), sums, 1e-5)
        turned = "here the columns ask. Which way does the sum run?"
        expect.unlike(found, slow(cosines.T, alone, 0.3), turned, 1e-5)
        others = [
            math.log(sum(math.exp((c - row[i]) / 0.3) for j, c in enumerate(row) if j != i))
            for i, row in enumerate(cosines)
        ]
        own = "the own key is missing in its row's sum. It has its own caption, and stays"
        expect.unlike(found, float(np.mean(others)), own, 1e-5)
        expect.close(found, slow(cosines, alone, 0.3), "InfoNCE of the rows", 1e-5)
        cold = "at a temperature of 0.01 it is another loss. Is something kept above a floor?"
        expect.close(answer(cosines, alone, 0.01), slow(cosines, alone, 0.01), cold, 1e-5)
    with holds("perfect embeddings with a twin cost nothing"):
        found = answer(perfect, np.array(["a cat", "a cat", "a dog", "a cup"]), 0.05)
        plain = "log(2) / 2: two of four rows toss a coin. Are their twins still in the sum?"
        expect.unlike(found, math.log(2) / 2, plain, 1e-5)
        expect.finite(found, "Is the own key masked too? It has its own caption")
        expect.that(found > -1e-5, "a loss below 0: does the own key stay in its row's sum?")
        expect.close(found, 0.0, "Each twin leaves the other's sum, and only that one", 1e-5)
    with holds("a twin leaves the sum altogether"):
        found, known = answer(cosines, twins, 0.8), slow(cosines, twins, 0.8)
        twin = (twins[:, None] == twins) & ~np.eye(6, dtype=bool)
        still = "the twin's cosine is 0, and exp(0) is 1: it still counts"
        expect.unlike(found, slow(np.where(twin, 0, cosines), alone, 0.8), still, 1e-5)
        low = "the twin's cosine is -1, and exp(-1 / temperature) still counts"
        expect.unlike(found, slow(np.where(twin, -1, cosines), alone, 0.8), low, 1e-5)
        score = "the twin's score is -1, and exp(-1) still counts"
        expect.unlike(found, slow(np.where(twin, -0.8, cosines), alone, 0.8), score, 1e-5)
        plain = "the twins are still in the sum"
        expect.unlike(found, slow(cosines, alone, 0.8), plain, 1e-5)
        rows = ~twin.any(axis=1)
        dropped = "rows with a twin are left out of the mean. Only the twin is, of its row's sum"
        expect.unlike(found, surprises(cosines, twins, 0.8)[rows].mean(), dropped, 1e-5)
        expect.unlike(found, surprises(cosines, twins, 0.8)[rows].sum() / 6, dropped, 1e-5)
        first = np.unique(twins, return_index=True)[1]
        once = "one row of each caption is left. The mean goes over all rows"
        expect.unlike(found, slow(cosines[np.ix_(first, first)], alone, 0.8), once, 1e-5)
        expect.close(found, known, "Which rows and which keys does your mean still see?", 1e-5)
    with holds("captions that differ at all are no twins"):
        for own, other in zip(["a cat"] * 4 + ["a dog in the park"] * 3, NEARLY, strict=True):
            captions = np.array([own, *alone[1:5], other])
            exact = f"{own!r} and {other!r} were taken for twins. The same caption is the same text"
            expect.close(answer(cosines, captions, 0.3), slow(cosines, captions, 0.3), exact, 1e-5)
    with holds("every row keeps its question"):
        one_key = np.array(["a cat"] * 6)
        only = "All are twins: only the own key is left"
        expect.close(answer(cosines, one_key, 0.3), 0.0, only, 1e-5)
    with holds("a twin counts at no temperature"):
        low = "a twin's score can be the highest still, when all others are as low as -190"
        expect.close(answer(cosines / 20 - 0.95, np.array(["a cat"] * 6), 0.005), 0.0, low, 1e-5)
        hot = "at a temperature of 5 the twins still count. What is exp(-10 / 5)?"
        expect.close(answer(cosines, twins, 5.0), slow(cosines, twins, 5.0), hot, 1e-5)
