"""The question to_pixels."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _a_picture(rng):
    return (rng.integers(0, 256, size=(2, 1, 3), dtype=np.uint8),)


@question(inputs=_a_picture)
def to_pixels(answer, holds):
    corner = np.zeros((2, 3, 3), dtype=np.uint8)
    corner[0, 2] = [255, 51, 204]

    with holds("channels first: shape (3, height, width)"):
        found = answer(corner)
        last = np.shape(found) == (2, 3, 3)
        expect.that(not last, "the channels are still last. Which axis should come first?")
        turned = np.shape(found) == (3, 3, 2)
        expect.that(not turned, "height and width are swapped. Is that picture on its side?")
        expect.shape(found, (3, 2, 3), "channels, height, width")
    with holds("black is -1 and white is 1"):
        found = answer(np.stack([np.zeros((2, 2, 3)), np.full((2, 2, 3), 255)])[:, 0].astype("u1"))
        low, high = np.min(found), np.max(found)
        expect.that(high < 100, "white is above 100. What divides the numbers from 0 to 255?")
        expect.that(high > 0.01, "white is hardly above black. How often is it divided by 255?")
        expect.that(low < -0.01, "black is 0. The processor subtracts its mean of 0.5")
        expect.that(high > 0.9, "white is 0.5. What does dividing by the standard deviation do?")
        expect.between(found, -1, 1)
        expect.that(abs(low + 1) < 1e-4 and abs(high - 1) < 1e-4, "the ends are not -1 and 1")
    with holds("each number is where it belongs"):
        found = np.asarray(answer(corner))[:, 0, 2]
        expected = np.array([1.0, -0.6, 0.6])
        bgr = "red and blue are swapped. The order is red, green, blue"
        expect.unlike(found, expected[::-1], bgr, 1e-4)
        expect.close(found, expected, "Follow one pixel: where does it end up?", 1e-4)
    with holds("dark and light pictures are scaled alike"):
        dark = np.full((2, 2, 3), 51, dtype=np.uint8)
        own = "a dark picture came out as bright. Is it scaled by its own largest number?"
        expect.close(np.asarray(answer(dark)), np.full((3, 2, 2), -0.6), own, 1e-4)
