"""The question sigmoid_loss."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.questions.lesson_02._shared import _sides


def _two_sides(rng):
    return _sides(rng)[:2]


def _usual_and_firm(answer, images, texts):
    return [answer(images, texts, 10.0, -3.0), answer(images, texts, 4000.0, -3.0)]


@question(inputs=_two_sides, observe=_usual_and_firm, withheld=("losses.siglip_loss",))
def sigmoid_loss(answer, holds):
    def slow(images, texts, scale, bias):
        total = 0.0
        for i, x in enumerate(images):
            for j, y in enumerate(texts):
                logit = scale * (x @ y) / math.sqrt((x @ x) * (y @ y)) + bias
                wrong = -logit if i == j else logit
                total += max(wrong, 0) + math.log1p(math.exp(-abs(wrong)))
        return total

    rng = np.random.default_rng(2)
    images, texts = rng.normal(size=(2, 5, 4))
    with holds("one perfect pair at scale 10, bias -10 costs log(2)"):
        found = answer(np.array([[3.0, 0.0]]), np.array([[1.0, 0.0]]), 10.0, -10.0)
        bias = "exp(-20): the bias is subtracted. Which sign does the formula give it?"
        expect.unlike(found, math.log1p(math.exp(-20)), bias)
        expect.close(found, math.log(2), "sigmoid(0) is one half")
    with holds("all combinations count, summed and divided by the pairs"):
        found, total = answer(images, texts, 10.0, -3.0), slow(images, texts, 10.0, -3.0)
        expect.kind(found, 1.0)
        mean = "this is the mean over all n * n combinations: the more pairs, the less it counts"
        expect.unlike(found, total / 25, mean)
        expect.unlike(found, total, "this is the bare sum. SigLIP divides by the number of pairs")
        own = sum(slow(images[[i]], texts[[i]], 10.0, -3.0) for i in range(5))
        expect.unlike(found, own / 5, "only the partners count. What about the strangers?")
        expect.close(found, total / 5)
    with holds("lengths do not matter"):
        found, known = answer(3 * images, texts, 10.0, -3.0), slow(images, texts, 10.0, -3.0) / 5
        expect.close(found, known, "Tripling the images must change nothing, and 5 pairs divide")
    with holds("it stays finite when the model is very sure"):
        found = answer(images, texts, 4000.0, -3.0)
        why = "p or 1 - p was rounded to 0, and its log is infinite"
        expect.finite(found, why)
        clipped = "a clipped probability is finite, but wrong: the loss stops growing"
        expect.close(found, slow(images, texts, 4000.0, -3.0) / 5, clipped)
