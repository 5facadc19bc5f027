"""The question decide."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import pair, reading, whole
from course_utils.grading.questions.lesson_03._shared import _near


def _images_and_texts(rng):
    """Two of the texts are near one image, one of them a little nearer."""
    images, texts = rng.normal(size=(5, 5)), rng.normal(size=(6, 5))
    texts[[2, 4]] = _near(rng, images[1], rng.permutation([0.01, 0.02]))
    return images * 10 ** rng.uniform(-3, 0.5, (5, 1)), texts * 10 ** rng.uniform(-3, 0.5, (6, 1))


def _two_choices(found):
    parts = pair(found, "return two arrays: `return text_of_image, image_of_text`")
    return tuple(map(whole, parts))


def _several_and_one(answer, images, texts):
    """All of both sides, as many texts as images and numbers, all behind, and one of either."""
    behind = -np.abs(images), np.abs(texts[:5])
    sides = (images, texts), (images, texts[:5]), behind, (images[:1], texts), (images, texts[:1])
    return [_two_choices(answer(*side)) for side in sides]


@question(inputs=_images_and_texts, observe=_several_and_one)
def decide(answer, holds):
    both = reading(answer, _two_choices)
    rng = np.random.default_rng(11)
    images, texts = _images_and_texts(rng)
    many = rng.normal(size=(20, 5)) * 10 ** rng.uniform(-3, 0.5, size=(20, 1))
    others = rng.normal(size=(30, 5)) * 10 ** rng.uniform(-3, 0.5, size=(30, 1))

    def slow(images, texts):
        """Row number of the best text for each image, one at a time."""
        best = []
        for image in images:
            cosines = [image @ t / np.sqrt((image @ image) * (t @ t)) for t in texts]
            best.append(cosines.index(max(cosines)))
        return np.array(best)

    worst = "these are the lowest cosines. Does a high cosine mean near or far?"
    ends = "these are nearest end to end. Which ones have the smallest angle?"
    straight = ((many[:, None] - others) ** 2).sum(axis=2)
    with holds("a text for each image, an image for each text"):
        text_of_image, image_of_text = both(images, texts)
        crossed = text_of_image.shape == (6,) and image_of_text.shape == (5,)
        expect.that(not crossed, "the two are exchanged. Along which axis does an image search?")
        expect.shape(text_of_image, (5,), "the row of a text for each of the 5 images")
        expect.shape(image_of_text, (6,), "the row of an image for each of the 6 texts")
        expect.shape(both(images[:1], texts)[0], (1,), "one row for one image, in an array")
        expect.shape(both(images, texts[:1])[1], (1,), "one row for one text, in an array")
    with holds("the highest cosine wins, image to text"):
        found, _ = both(many, others)
        expect.unlike(found, slow(many, -others), worst)
        longest = "a long text vector won. Are the texts normalized?"
        expect.unlike(found, (many @ others.T).argmax(axis=1), longest)
        expect.unlike(found, slow(many, others) + 1, "rows are counted from 0, as Python does")
        expect.unlike(found, straight.argmin(axis=1), ends)
        sign = "a cosine of -1 counts as near. Is its sign lost?"
        cosines = many @ others.T / np.linalg.norm(others, axis=1)
        expect.unlike(found, np.abs(cosines).argmax(axis=1), sign)
        rounded = "a cosine of 0.999 is more than one of 0.998. Were they rounded?"
        for far, nearer in ((0.06, 0.045), (0.02, 0.01)):
            near = np.array([[1.0, far], [1.0, nearer]])
            expect.equal(both(np.array([[1.0, 0.0]]), near)[0], np.array([1]), rounded)
        zero = "row 0 is a row like any other"
        expect.equal(both(np.eye(3), np.eye(3))[0], np.arange(3), zero)
        more = "Are all rows divided by their own lengths, and by nothing more?"
        expect.equal(found, slow(many, others), more)
        behind = "all its cosines are negative, and the highest wins. Are they cut at 0?"
        found, _ = both(np.array([[-3.0, -1.0, -2.0]]), np.eye(3))
        expect.equal(found, np.array([1]), behind)
        before = "in another order they choose others. Is something kept between two calls?"
        backwards = both(many[::-1], others[::-1])[0]
        expect.equal(backwards, 29 - slow(many, others)[::-1], before)
    with holds("the highest cosine wins, text to image"):
        _, found = both(many, others)
        expect.unlike(found, slow(others, -many), worst)
        longest = "a long image vector won. Are the images normalized too?"
        expect.unlike(found, (many @ others.T).argmax(axis=0), longest)
        expect.unlike(found, straight.argmin(axis=0), ends)
        expect.equal(found, slow(others, many))
        more = "with more images than texts it is wrong. Does each text look at all of them?"
        for chosen, right in zip(
            both(others, many), (slow(others, many), slow(many, others)), strict=True
        ):
            expect.equal(chosen, right, more)
        square = "with five images of five numbers it is wrong. Which axis is which there?"
        expect.equal(both(many[:5], others)[1], slow(others, many[:5]), square)
    with holds("several texts may choose one image"):
        one, two = np.array([[1.0, 0.0], [-1.0, 0.2]]), np.array([[1.0, 0.3], [2.0, -0.5]])
        _, found = both(one, two)
        once = "each image was given away once. Texts may share one"
        expect.unlike(found, np.array([0, 1]), once)
        square = "with as many texts as images the two are exchanged"
        expect.unlike(found, np.array([1, 0]), square)
        expect.equal(found, np.array([0, 0]), "Each text chooses for itself")
