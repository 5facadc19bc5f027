"""The question few_shot_rows."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading
from course_utils.grading.questions.project_p2._shared import unit


def _examples(rng):
    """Four classes in three dimensions, of four pictures, two of them alike, two, one and none."""
    texts, images = unit(rng.normal(size=(4, 3))), unit(rng.normal(size=(7, 3)))
    targets = rng.permutation(np.repeat(rng.permutation(4), [4, 2, 1, 0]))
    often = np.flatnonzero(targets == np.bincount(targets).argmax())
    images[often[0]] = images[often[1]]
    return texts, images, targets, float(rng.uniform(0.2, 0.8))


def _at_weights(answer, texts, images, targets, weight):
    """The rows of classes with pictures, and what they sum to at weight 1, and with the pictures of
    one class alone. Are the rows the sentences at weight 0, and where there is no picture?"""
    more = np.concatenate([texts, texts[:1]])
    zero, one = (numbers(answer(more, images, targets, w)) for w in (0.0, 1.0))
    seen = np.isin(np.arange(5), targets)
    rows = numbers(answer(texts, images, targets, weight))
    last = targets == targets[-1]
    alone = numbers(answer(texts, images[last], targets[last], weight))
    return (
        rows[seen[:4]],
        np.shape(rows),
        one[seen].sum(),
        alone.sum(),
        np.allclose(rows[~seen[:4]], texts[~seen[:4]], atol=1e-5),
        np.allclose(zero, more, atol=1e-5),
        np.allclose(one[~seen], more[~seen], atol=1e-5),
    )


@question(inputs=_examples, observe=_at_weights)
def few_shot_rows(answer, holds):
    answer = reading(answer, numbers)

    def slow(texts, images, targets, weight, mean=lambda rows: unit(rows.mean(axis=0))):
        rows = []
        for label, text in enumerate(texts):
            own = images[targets == label]
            rows.append(text if not len(own) else (1 - weight) * text + weight * mean(own))
        return np.array(rows)

    texts = np.eye(3, 4)
    images = unit(np.array([[0, 1.0, 0, 1], [0, 0, 1, 1], [0, 1, 1, 0], [1, 0, 0, 3]]))
    targets = np.array([0, 0, 0, 1])
    with holds("one row for each class"):
        expect.shape(answer(texts, images, targets, 0.4), (3, 4), "a row a class")
    with holds("a class without pictures keeps its sentence"):
        found = answer(texts, images, targets, 0.4)
        expect.finite(found, "The mean of no pictures is no number")
        expect.close(found[2], texts[2], "It has nothing else to go by")
    with holds("weight 0 is the sentences, weight 1 the pictures"):
        swapped = "the weight belongs to the pictures"
        zero = answer(texts, images, targets, 0.0)
        expect.unlike(zero[1], images[3], f"weight 0 gave the pictures: {swapped}", 1e-5)
        expect.close(zero, texts)
        one = answer(texts, images, targets, 1.0)
        expect.close(one[1], images[3])
        none = "a class without pictures keeps its sentence at weight 1, too"
        expect.finite(one[2], none)
        expect.close(one[2], texts[2], none)
    with holds("every row has length 1"):
        lengths = np.linalg.norm(answer(texts, images, targets, 0.4), axis=1)
        expect.close(lengths, np.ones(3), "A long row wins pictures for its length", 1e-5)
    with holds("the pictures of a class count by their direction"):
        for seed in range(4):
            drawn = _examples(np.random.default_rng(seed))
            found = unit(answer(*drawn))
            plain = unit(slow(*drawn, mean=lambda rows: rows.mean(axis=0)))
            short = "the mean of unit rows is shorter than 1: normalize it before you blend"
            expect.unlike(found, plain, short, 1e-5)
            total = unit(slow(*drawn, mean=lambda rows: rows.sum(axis=0)))
            expect.unlike(found, total, "a class with more pictures leans more on them", 1e-5)
            first = unit(slow(*drawn, mean=lambda rows: rows[0]))
            expect.unlike(found, first, "the first picture of a class stands for all of them", 1e-5)
            sentences, pictures, labels, weight = drawn
            often = np.bincount(labels, minlength=4) > 1
            alone = np.where(often[:, None], unit(slow(*drawn)), sentences)
            expect.unlike(found, alone, "a class with one picture kept its sentence alone", 1e-5)
            once = slow(*drawn, mean=lambda rows: unit(np.unique(rows, axis=0).mean(axis=0)))
            twins = "two pictures that are alike counted as one. Each is a picture of the class"
            expect.unlike(found, unit(once), twins, 1e-5)
            added = unit(slow(sentences / (1 - weight), *drawn[1:]))
            whole = "the text counts whole. Its share is 1 - weight"
            expect.unlike(found, added, whole, 1e-5)
            closed = np.unique(labels, return_inverse=True)[1]
            gaps = "the number of a class is its row. What if a class before it has no pictures?"
            if not np.array_equal(closed, labels):
                expect.unlike(found, unit(slow(sentences, pictures, closed, weight)), gaps, 1e-5)
            expect.close(found, unit(slow(*drawn)))
        alone = "Where one class alone has pictures, its row is blended, too"
        expect.close(
            answer(texts, images[3:], targets[3:], 0.5)[1], unit(texts[1] + images[3]), alone
        )
    with holds("each call begins anew"):
        for sign in (1, -1):
            other = sign * texts, sign * np.roll(images, 1, axis=0), targets, 0.4
            kept = "found what an earlier call's rows give. Is nothing kept from before?"
            expect.close(answer(*other), unit(slow(*other)), kept)
