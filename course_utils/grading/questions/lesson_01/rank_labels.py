"""The question rank_labels."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.answers import No
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, pair, reading, whole

# Row numbers from best to worst: none of these is its own inverse, so that ranks are no order.
ORDERS = [(1, 2, 3, 0), (2, 0, 3, 1), (3, 2, 0, 1), (1, 3, 0, 2), (2, 3, 1, 0), (3, 0, 1, 2)]


def _image_and_texts(rng):
    """Four texts around an image: two before it, two behind, the last one straight behind it.

    And 120 whose cosines are sixty evenly spaced pairs, near each other: their order alone is
    looked at, since so many floats are never all far from rounding.
    """
    turn = np.linalg.qr(rng.normal(size=(5, 5)))[0]
    cosines = rng.uniform([0.5, 0.1, -0.4, -0.98], [0.8, 0.4, -0.1, -0.9])
    texts = np.zeros((4, 5))
    for place, row in enumerate(ORDERS[rng.integers(len(ORDERS))]):
        texts[row, 0], texts[row, place + 1] = cosines[place], math.sqrt(1 - cosines[place] ** 2)
    lengths = np.array([1, *rng.permutation([0.2, 2, 6])])
    many = rng.normal(size=(120, 5)) * rng.uniform(0.3, 3, size=(120, 1))
    aside = np.sqrt((many[:, 1:] ** 2).sum(axis=1))
    spaced = np.add.outer(np.linspace(-0.95, 0.9, 60), [0, 0.00003]).ravel()
    many[:, 0] = aside / np.tan(np.arccos(rng.permutation(spaced)))
    return turn[0] * rng.choice([0.3, 4]), texts @ turn * lengths[:, None], many @ turn


def _order_and_cosines(found):
    order, cosines = pair(found, "return two arrays: `return order, cosines`")
    try:
        return whole(order), numbers(cosines)
    except No:
        whole(cosines)
        raise No("the two are exchanged: `return order, cosines`") from None


def _twice(texts):
    """The texts, and two that are equal; their products have one term, alike in every order."""
    return np.vstack([texts, np.eye(len(texts[0]))[[0, 0]]])


def _few_and_many(answer, image, texts, many):
    one = [part.shape for part in _order_and_cosines(answer(image, texts[:1]))]
    order, cosines = _order_and_cosines(answer(image, many))
    square, _ = _order_and_cosines(answer(image, many[: len(image)]))
    equal = np.sort(_order_and_cosines(answer(image, _twice(texts)))[0])
    return *_order_and_cosines(answer(image, texts)), order, cosines.shape, one, square, equal


@question(
    inputs=_image_and_texts,
    observe=_few_and_many,
    withheld=("similarity.cosine_similarity", "similarity.top_k", "similarity._top_columns"),
)
def rank_labels(answer, holds):
    both = reading(answer, _order_and_cosines)

    def slow(image, texts):
        def length(v):
            return math.sqrt(sum(t * t for t in v))

        scores = [
            sum(s * t for s, t in zip(image, text, strict=True)) / length(image) / length(text)
            for text in texts
        ]
        order = sorted(range(len(texts)), key=lambda i: -scores[i])
        return np.array(order), np.array([scores[i] for i in order])

    image, texts, many = _image_and_texts(np.random.default_rng(4))
    with holds("two arrays, one entry for each text"):
        order, cosines = both(image, texts)
        expect.shape(order, (4,), "one row number for each text")
        expect.shape(cosines, (4,), "one cosine for each text")
    with holds("the best text comes first"):
        order, _ = both(np.array([1.0, 0.0]), np.array([[0.0, 1.0], [3.0, 0.1], [1.0, 1.0]]))
        expect.unlike(order, np.array([0, 2, 1]), "the worst comes first. Which way does it sort?")
        expect.equal(order, np.array([1, 2, 0]), "Row numbers, best first")
    with holds("order holds row numbers, not ranks"):
        order, _ = both(np.array([1.0, 0.0]), np.array([[1.0, 1.0], [0.0, 1.0], [3.0, 0.1]]))
        ranks = "these are ranks: entry i says how text i did. Which texts come first, second, ...?"
        expect.unlike(order, np.array([1, 2, 0]), ranks)
        expect.unlike(order, np.array([3, 1, 2]), "rows are counted from 0, as Python does")
        expect.equal(order, np.array([2, 0, 1]))
    with holds("a long text vector has no advantage"):
        order, _ = both(np.array([1.0, 0.0]), np.array([[9.0, 9.0], [1.0, 0.1]]))
        long = "the long vector won, though its angle is larger. Are the texts normalized?"
        expect.equal(order, np.array([1, 0]), long)
    with holds("a text straight behind comes last"):
        order, _ = both(np.array([1.0, 0.0]), np.array([[-1.0, 0.0], [1.0, 2.0], [1.0, 9.0]]))
        behind = "a cosine of -1 came first. Is its sign lost?"
        expect.unlike(order, np.array([0, 1, 2]), behind)
        expect.equal(order, np.array([1, 2, 0]), "Row numbers, best first")
    with holds("cosines go with order"):
        order, cosines = both(image, texts)
        right_order, right = slow(image, texts)
        unsorted = right[np.argsort(right_order)]
        expect.unlike(cosines, unsorted, "the cosines are still in the order of the texts")
        expect.unlike(cosines, 1 - right, "these are distances, 1 - cos")
        expect.unlike(cosines, np.arccos(right), "these are angles")
        expect.unlike(cosines, np.degrees(np.arccos(right)), "these are angles")
        size = math.sqrt(image @ image)
        by_texts = (
            "these are cosines times the image's length. Are image and texts both normalized?"
        )
        expect.unlike(cosines, size * right, by_texts)
        dots = np.sort(texts @ image)[::-1]
        expect.unlike(cosines, dots, "these are dot products. Are image and texts both normalized?")
        expect.unlike(cosines, dots / size, "Are image and texts both normalized?")
        expect.unlike(cosines, right.clip(0), "negative cosines were cut at 0. They go to -1")
        expect.close(cosines, right, "A cosine is the dot product over both lengths", 1e-5)
        expect.equal(order, right_order)
        lengths = "an image of another length got other cosines. Is it normalized?"
        for changed in (image / 50, image * 50):
            expect.close(both(changed, texts)[1], right, lengths, 1e-5)
    with holds("labels that are equal are all ranked"):
        order, cosines = both(np.array([3.0, 4.0]), np.array([[1.0, 0], [0, 2], [1, 0], [-1, 0]]))
        expect.shape(order, (4,), "one row number for each text, for equal ones too")
        one = "of equal texts one row came twice, and another not at all. Sort rows, not values"
        expect.equal(np.sort(order), np.arange(4), one)
        expect.equal(order[[0, 3]], np.array([1, 3]), "the best first")
        expect.close(cosines, np.array([0.8, 0.6, 0.6, -0.6]), "", 1e-5)
    with holds("a cosine that is only a little higher comes first, too"):
        order, _ = both(np.array([1.0, 0.0]), np.array([[1.0, 0.06], [0.0, 1.0], [1.0, 0.045]]))
        rounded = "a cosine of 0.999 is more than one of 0.998. Were they rounded?"
        expect.equal(order, np.array([2, 0, 1]), rounded)
    with holds("any number of labels: one, and 120"):
        order, cosines = both(image, texts[:1])
        expect.shape(order, (1,), "one row number for each text, for one text too")
        expect.shape(cosines, (1,), "one cosine for each text, for one text too")
        square = (
            "with five labels of five numbers it is wrong. Does it know rows from columns there?"
        )
        for n, why in ((120, ""), (5, square)):
            order, cosines = both(image, many[:n])
            expect.shape(order, (n,), "one row number for each text")
            expect.shape(cosines, (n,), "one cosine for each text")
            right_order, right = slow(image, many[:n])
            expect.equal(order, right_order, why)
            expect.close(cosines, right, why, 1e-5)
