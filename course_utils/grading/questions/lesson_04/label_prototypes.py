"""The question label_prototypes."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading
from course_utils.grading.questions.lesson_04._shared import _unit


def _prompts(rng):
    """Of each label one prompt stands there twice; as many labels as numbers in a vector; and one
    label whose two prompts are nearly opposite.
    """
    spread = rng.permutation([0.1, 1.5])[:, None, None]
    prompts = _unit(rng.normal(size=(2, 1, 4)) + spread * rng.normal(size=(2, 5, 4)))
    again, one = rng.permutation(5)[:2]
    prompts[:, again] = prompts[:, one]
    ahead = _unit(rng.normal(size=2))
    opposite = _unit(np.stack([ahead, 0.1 * ahead[::-1] * [1, -1] - ahead]))
    return prompts, _unit(rng.normal(size=(3, 4, 3))), opposite[None]


def _labels_and_one_label(answer, prompts, square, opposite):
    one = numbers(answer(prompts[:1])).shape
    return numbers(answer(prompts)), one, numbers(answer(square))[0], numbers(answer(opposite))


@question(inputs=_prompts, observe=_labels_and_one_label, withheld=("zero_shot.class_embeddings",))
def label_prototypes(answer, holds):
    answer = reading(answer, numbers)
    prompts, *_ = _prompts(np.random.default_rng(2))
    slow = np.array([sum(rows) / np.sqrt(sum(rows) @ sum(rows)) for rows in prompts])

    with holds("one row for each label"):
        expect.shape(answer(prompts), (2, 4), "one prototype for each label")
        expect.shape(answer(prompts[:1]), (1, 4), "a row for one label, too")
    with holds("it points where the label's prompts point on average"):
        found = answer(prompts)
        first = "only the first prompt of each label counts. What about the others?"
        expect.unlike(found, prompts[:, 0], first)
        largest = "the largest of each number is no direction that any prompt has"
        expect.unlike(found, prompts.max(axis=1), largest)
        expect.unlike(found, _unit(prompts.max(axis=1)), largest)
        middle = "these are medians. The mean is asked for"
        expect.unlike(_unit(found), _unit(np.median(prompts, axis=1)), middle, 1e-5)
        labels = "the labels were averaged, not the prompts. Which axis holds the prompts?"
        expect.unlike(_unit(found), _unit(prompts.mean(axis=0))[:2], labels, 1e-5)
        twice = "one prompt stands there twice. It counts twice in the mean"
        again = answer(np.array([[[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]]))
        expect.unlike(_unit(again), np.sqrt([[0.5, 0.5]]), twice, 1e-5)
        expect.close(_unit(found), slow, "Its direction is that of the mean", 1e-5)
        turned = "the labels were given the other way round. Are the rows in their order?"
        expect.close(_unit(answer(prompts[::-1])), slow[::-1], turned, 1e-5)
    with holds("every prototype has length 1"):
        found = answer(prompts)
        short = "these are plain means. How long is the mean of two unit vectors that differ?"
        expect.unlike(found, prompts.mean(axis=1), short)
        expect.unlike(found, prompts.sum(axis=1), "these are sums, each of another length")
        whole = "all rows are divided by one length. Each has its own"
        expect.unlike(found, prompts.mean(axis=1) / np.linalg.norm(prompts.mean(axis=1)), whole)
        columns = "the columns have length 1. Which axis holds the numbers of one vector?"
        means = prompts.mean(axis=1)
        expect.unlike(found, means / np.linalg.norm(means, axis=0), columns)
        expect.close(found, slow, "Each row is divided by its own length", 1e-5)
        found = answer(np.array([[[1.0, 0.0], [-399 / 401, 40 / 401]]]))
        short = "the mean of two nearly opposite prompts is short, and has to be divided as well"
        expect.close(found, np.array([[1.0, 20.0]]) / np.sqrt(401), short, 1e-5)
    with holds("by hand: [1, 0] and [0, 1] become [0.707, 0.707], and win"):
        found = answer(np.array([[[1.0, 0.0], [0.0, 1.0]], [[0.974, 0.2267], [0.974, 0.2267]]]))
        expect.shape(found, (2, 2), "one prototype for each label")
        scores = np.asarray(found) @ np.sqrt([0.5, 0.5])
        flipped = "a picture at 45° goes to the label whose prompts agree. What is too short?"
        expect.that(not scores[0] <= scores[1], flipped)
        expect.close(np.linalg.norm(found, axis=1), np.ones(2), "", 1e-5)
