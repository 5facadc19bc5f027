"""The question decide."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _images_and_texts(rng):
    images = rng.normal(size=(4, 5)) * rng.uniform(0.2, 4, size=(4, 1))
    return images, rng.normal(size=(6, 5)) * rng.uniform(0.2, 4, size=(6, 1))


@question(inputs=_images_and_texts)
def decide(answer, holds):
    images, texts = _images_and_texts(np.random.default_rng(11))

    def both(images, texts):
        found = answer(images, texts)
        two = isinstance(found, tuple) and len(found) == 2
        expect.that(two, "return two arrays: `return text_of_image, image_of_text`")
        return tuple(np.asarray(part) for part in found)

    def slow(images, texts):
        """Row number of the best text for each image, one at a time."""
        best = []
        for image in images:
            cosines = [image @ t / np.sqrt((image @ image) * (t @ t)) for t in texts]
            best.append(cosines.index(max(cosines)))
        return np.array(best)

    with holds("a text for each image, an image for each text"):
        text_of_image, image_of_text = both(images, texts)
        crossed = text_of_image.shape == (6,) and image_of_text.shape == (4,)
        expect.that(not crossed, "the two are exchanged. Along which axis does an image search?")
        expect.shape(text_of_image, (4,), "the row of a text for each of the 4 images")
        expect.shape(image_of_text, (6,), "the row of an image for each of the 6 texts")
    with holds("the highest cosine wins, image to text"):
        found, _ = both(images, texts)
        worst = "these are the lowest cosines. Does a high cosine mean near or far?"
        expect.unlike(found, slow(images, -texts), worst)
        longest = "a long text vector won. Are the texts normalized?"
        expect.unlike(found, (images @ texts.T).argmax(axis=1), longest)
        expect.equal(found, slow(images, texts))
    with holds("the highest cosine wins, text to image"):
        _, found = both(images, texts)
        longest = "a long image vector won. Are the images normalized too?"
        expect.unlike(found, (images @ texts.T).argmax(axis=0), longest)
        expect.equal(found, slow(texts, images))
    with holds("several texts may choose one image"):
        one, two = np.array([[1.0, 0.0], [-1.0, 0.2]]), np.array([[1.0, 0.3], [2.0, -0.5]])
        _, found = both(one, two)
        expect.equal(found, np.array([0, 0]), "Each text chooses for itself")
