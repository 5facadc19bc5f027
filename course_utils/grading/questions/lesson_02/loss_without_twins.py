"""The question loss_without_twins."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _batch_with_twins(rng):
    captions = rng.choice(["a cat", "a dog", "a cup", "a key"], size=5)
    captions[rng.permutation(5)[:2]] = "a cat"
    return rng.uniform(-1, 1, size=(5, 5)), captions, rng.uniform(0.2, 1)


@question(inputs=_batch_with_twins)
def loss_without_twins(answer, holds):
    def slow(cosines, captions, temperature):
        losses = []
        for i, row in enumerate(cosines):
            seen = [j for j in range(len(row)) if j == i or captions[j] != captions[i]]
            total = sum(math.exp((row[j] - row[i]) / temperature) for j in seen)
            losses.append(math.log(total))
        return sum(losses) / len(losses)

    rng = np.random.default_rng(8)
    cosines = rng.uniform(-1, 1, size=(6, 6))
    alone = np.array(["a cat", "a dog", "a cup", "a key", "a car", "a pen"])
    twins = np.array(["a cat", "a dog", "a cat", "a cat", "a car", "a car"])
    perfect = np.eye(3)[[0, 0, 1, 2]] @ np.eye(3)[[0, 0, 1, 2]].T
    with holds("without twins it is InfoNCE"):
        found = answer(cosines, alone, 0.3)
        expect.kind(found, 1.0)
        expect.finite(found, "Is the own key masked too? It has its own caption")
        expect.close(found, slow(cosines, alone, 0.3))
    with holds("perfect embeddings with a twin cost nothing"):
        found = answer(perfect, np.array(["a cat", "a cat", "a dog", "a cup"]), 0.01)
        plain = "log(2) / 2: two of four rows toss a coin. Are their twins still in the sum?"
        expect.unlike(found, math.log(2) / 2, plain)
        expect.finite(found, "Is the own key masked too? It has its own caption")
        expect.close(found, 0.0)
    with holds("a twin leaves the sum altogether"):
        found, known = answer(cosines, twins, 0.8), slow(cosines, twins, 0.8)
        zero = cosines.copy()
        zero[(twins[:, None] == twins) & ~np.eye(6, dtype=bool)] = 0
        still = "the twin's cosine is 0, and exp(0) is 1: it still counts"
        expect.unlike(found, slow(zero, alone, 0.8), still)
        expect.unlike(found, slow(cosines, alone, 0.8), "the twins are still in the sum")
        expect.close(found, known, "Which rows and which keys does your mean still see?")
    with holds("every row keeps its question"):
        one_key = np.array(["a cat"] * 6)
        expect.close(answer(cosines, one_key, 0.3), 0.0, "All are twins: only the own key is left")
