"""The question rank_labels."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _image_and_texts(rng):
    texts = rng.normal(size=(4, 5)) * rng.permutation([0.2, 0.8, 2.0, 6.0])[:, None]
    return rng.normal(size=5) * 3, texts


@question(inputs=_image_and_texts, withheld=("similarity.cosine_similarity",))
def rank_labels(answer, holds):
    rng = np.random.default_rng(1)

    def slow(image, texts):
        def length(v):
            return math.sqrt(sum(t * t for t in v))

        scores = [
            sum(s * t for s, t in zip(image, text, strict=True)) / length(image) / length(text)
            for text in texts
        ]
        order = sorted(range(len(texts)), key=lambda i: -scores[i])
        return np.array(order), np.array([scores[i] for i in order])

    def both(image, texts):
        found = answer(image, texts)
        two = isinstance(found, tuple) and len(found) == 2
        expect.that(two, "return two arrays: `return order, cosines`")
        return found

    image, texts = _image_and_texts(rng)
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
        expect.equal(order, np.array([2, 0, 1]))
    with holds("a long text vector has no advantage"):
        order, _ = both(np.array([1.0, 0.0]), np.array([[9.0, 9.0], [1.0, 0.1]]))
        long = "the long vector won, though its angle is larger. Are the texts normalized?"
        expect.equal(order, np.array([1, 0]), long)
    with holds("cosines go with order"):
        order, cosines = both(image, texts)
        unsorted = slow(image, texts)[1][np.argsort(slow(image, texts)[0])]
        expect.unlike(cosines, unsorted, "the cosines are still in the order of the texts")
        expect.close(cosines, slow(image, texts)[1], "Are image and texts both normalized?")
        expect.equal(order, slow(image, texts)[0])
