"""The question sigmoid_loss."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading
from course_utils.grading.questions.lesson_02._shared import _sides

FIRM = 4000.0


def _sides_scale_and_bias(rng):
    return *_sides(rng)[:2], rng.uniform(5, 15), rng.uniform(-6, 6)


def _usual_and_firm(answer, images, texts, scale, bias):
    """The loss of a usual and of a very sure model, in tens and thousands: float32 tells four."""
    usual = number(answer(images, texts, scale, bias))
    firm = number(answer(images[:3], texts[:3], FIRM, bias))
    return [usual / 10, firm / FIRM]


@question(inputs=_sides_scale_and_bias, observe=_usual_and_firm, withheld=("losses.siglip_loss",))
def sigmoid_loss(answer, holds):
    answer = reading(answer, number)

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
        found = answer(np.array([[4.0, 0.0]]), np.array([[1.0, 0.0]]), 10.0, -10.0)
        bias = "exp(-20): the bias is subtracted. Which sign does the formula give it?"
        expect.unlike(found, math.log1p(math.exp(-20)), bias, 1e-10)
        none = "the bias is left out"
        expect.unlike(found, math.log1p(math.exp(-10)), none)
        expect.unlike(found, 1.0, "this is log2(2). The natural logarithm is meant", 1e-5)
        raw = "exp(-30): these are dot products. Are both sides normalized?"
        expect.unlike(found, math.log1p(math.exp(-30)), raw, 1e-14)
        expect.close(found, math.log(2), "sigmoid(0) is one half", 1e-5)
    with holds("all combinations count, summed and divided by the pairs"):
        found, total = answer(images, texts, 10.0, -3.0), slow(images, texts, 10.0, -3.0)
        mean = "this is the mean over all n * n combinations: the more pairs, the less it counts"
        expect.unlike(found, total / 25, mean, 1e-5)
        bare = "this is the bare sum. SigLIP divides by the number of pairs"
        expect.unlike(found, total, bare, 1e-5)
        expect.unlike(found, -total / 5, "the sign is turned: a surprise is positive", 1e-5)
        own = sum(slow(images[[i]], texts[[i]], 10.0, -3.0) for i in range(5))
        expect.unlike(found, own / 5, "only the partners count. What about the strangers?", 1e-5)
        strangers = "only the strangers count. What about the partners?"
        expect.unlike(found, (total - own) / 5, strangers, 1e-5)
        all_match = "all n * n are taken for partners. Which ones belong together?"
        logits = 10 * images @ texts.T
        logits /= np.outer(np.linalg.norm(images, axis=1), np.linalg.norm(texts, axis=1))
        logits -= 3
        expect.unlike(found, np.logaddexp(0, -logits).sum() / 5, all_match, 1e-5)
        turned = "partners and strangers are exchanged"
        expect.unlike(found, (total + np.trace(logits) * 2 - logits.sum()) / 5, turned, 1e-5)
        expect.close(found, total / 5, "-log of each right answer's probability", 1e-5)
        equal = "two texts are equal here, and each belongs to the image of its own row alone"
        cases = {equal: (images, texts[[0, 1, 0, 3, 4]], 10.0, -3.0)}
        cases["for the images in another order it is wrong"] = images[::-1], texts, 10.0, -3.0
        square = "with four pairs of four numbers it is wrong. Which axis is which there?"
        cases[square] = images[:4], texts[:4], 10.0, -3.0
        cases["a bias above 0 is one, too"] = images, texts, 10.0, 3.0
        for why, case in cases.items():
            expect.close(answer(*case), slow(*case) / len(case[0]), why, 1e-5)
    with holds("lengths do not matter"):
        once = answer(images, texts, 10.0, -3.0)
        lengths = np.array([[0.01], [0.1], [0.5], [2], [4]])
        longer = "longer images changed it, or shorter ones. Are both sides normalized?"
        expect.close(answer(lengths * images, texts, 10.0, -3.0), once, longer, 1e-4)
        longer = "longer texts changed it, or shorter ones. Are both sides normalized?"
        expect.close(answer(images, lengths * texts, 10.0, -3.0), once, longer, 1e-4)
    with holds("it stays finite when the model is very sure"):
        found, known = answer(images, texts, FIRM, -3.0), slow(images, texts, FIRM, -3.0) / 5
        expect.finite(found, "p or 1 - p was rounded to 0, or exp overflowed: the log is infinite")
        mean = "this is the mean over all n * n combinations: the more pairs, the less it counts"
        expect.unlike(found, known / 5, mean, 1e-5)
        ceiling = "it is finite, but too small: where something is clipped the loss stops growing"
        expect.that(found > 0.999 * known, ceiling)
        expect.close(found, known, "Can you get -log p from the logit, without p?", 1e-5)
