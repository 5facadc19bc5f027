"""The question to_pixels."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading
from course_utils.grading.questions.lesson_03._shared import _alike


def _a_picture(rng):
    picture = rng.integers(0, 250, size=(2, 3, 3), dtype=np.uint8)
    picture[0, 1, rng.integers(3)] = 0
    return (picture,)


def _shape_and_two_pixels(answer, picture):
    """Of the picture, the shapes of its first line and column, and whether others are like it.

    They are turned, a square, large, nearly black and black. More floats are seldom far from
    rounding.
    """
    tiled, black = np.tile(picture, (40, 30, 1)), np.zeros_like(picture)
    found, turned, square, large, *dark = (
        numbers(answer(x))
        for x in (picture, picture.transpose(1, 0, 2), picture[:, :2], tiled, picture % 2, black)
    )
    line, column = (numbers(answer(part)).shape for part in (picture[:1], picture[:, :1]))
    like_it = _alike(turned, found.swapaxes(1, 2)), _alike(square, found[:, :, :2])
    like_it += (_alike(large, np.tile(found, (1, 40, 30))),)
    return (
        found.shape,
        found[:, 0, 1],
        found[:, 1, 0],
        line,
        column,
        like_it,
        bool(np.max(dark) < -0.9),
    )


@question(inputs=_a_picture, observe=_shape_and_two_pixels)
def to_pixels(answer, holds):
    answer = reading(answer, numbers)
    corner = np.zeros((2, 3, 3), dtype=np.uint8)
    corner[0, 2] = [255, 51, 200]

    with holds("channels first: shape (3, height, width)"):
        found = answer(corner)
        last = np.shape(found) == (2, 3, 3)
        expect.that(not last, "the channels are still last. Which axis should come first?")
        turned = np.shape(found) == (3, 3, 2)
        expect.that(not turned, "height and width are swapped. Is that picture on its side?")
        expect.shape(found, (3, 2, 3), "channels, height, width")
        expect.shape(answer(corner[:, :1]), (3, 2, 1), "channels, height, width")
    with holds("black is -1 and white is 1"):
        grey = np.array([0, 0, 0, 255, 255, 255, 51, 51, 51], dtype=np.uint8).reshape(1, 3, 3)
        found = answer(grey)
        expect.shape(found, (3, 1, 3), "channels, height, width")
        bare = grey.transpose(2, 0, 1).astype(float)
        wrong = {
            "white is above 100. What divides the numbers from 0 to 255?": bare / 0.5 - 1,
            "white is hardly above black. How often is it divided by 255?": bare / 255**2 * 2 - 1,
            "black is 0. The processor subtracts its mean of 0.5": bare / 255,
            "black is 0, white 2. The processor subtracts its mean of 0.5": bare / 127.5,
            "white is 0.5. What does dividing by the standard deviation do?": bare / 255 - 0.5,
            "white is 0.25: it is multiplied by 0.5. Divide": (bare / 255 - 0.5) * 0.5,
            "white is 1.5: first the mean is subtracted, then all is divided": bare / 127.5 - 0.5,
            "these are the numbers from 0 to 255 still": bare,
            "white is just below 1: 255 is the largest, not 256": bare / 128 - 1,
            "bright and dark are exchanged": 1 - bare / 127.5,
            "each picture got a mean of 0 of its own": (bare - bare.mean()) / bare.std(),
        }
        for message, misconception in wrong.items():
            expect.unlike(found, misconception, message, 1e-4)
        expect.close(found, bare / 127.5 - 1, "(value / 255 - 0.5) / 0.5", 1e-4)
    with holds("each number is where it belongs"):
        found = answer(corner)
        expect.shape(found, (3, 2, 3), "channels, height, width")
        right = corner.transpose(2, 0, 1) / 127.5 - 1
        bgr = "red and blue are swapped. The order is red, green, blue"
        expect.unlike(found, right[::-1], bgr, 1e-4)
        expect.unlike(found, right[:, ::-1], "the picture is upside down", 1e-4)
        expect.unlike(found, right[:, :, ::-1], "left and right are exchanged", 1e-4)
        mixed = "the numbers were dealt out anew by reshape. Axes are moved, as by transpose"
        expect.unlike(found, (corner / 127.5 - 1).reshape(3, 2, 3), mixed, 1e-4)
        for places in (1, 2):
            cut = "these are rounded. Neighbouring greys have numbers 0.008 apart"
            expect.unlike(found, right.round(places), cut, 1e-4)
        expect.close(found, right, "Follow one pixel: where does it end up?", 1e-4)
        square = "for a picture as wide as high it came out otherwise. Is it on its side?"
        expect.close(answer(corner[:, 1:]), right[:, :, 1:], square, 1e-4)
        large = "a large picture came out otherwise. Each of its pixels is wanted"
        found = answer(np.tile(corner, (150, 100, 1)))
        expect.that(np.shape(found) == (3, 300, 300), large)
        expect.close(found, np.tile(right, (1, 150, 100)), large, 1e-4)
        high = "three pixels high, it came out otherwise. The channels are last there, too"
        found = answer(corner.transpose(1, 0, 2))
        expect.that(np.shape(found) == (3, 3, 2), high)
        expect.close(found, right.swapaxes(1, 2), high, 1e-4)
    with holds("dark and light pictures are scaled alike"):
        found = answer(np.full((2, 2, 3), 51, dtype=np.uint8))
        own = "a dark picture came out as bright. Is it scaled by its own largest number?"
        expect.unlike(found, np.ones((3, 2, 2)), own, 1e-4)
        expect.close(found, np.full((3, 2, 2), -0.6), "51 is -0.6, whatever is around it", 1e-4)
        nearly = "a nearly black picture came out as white. Was it taken for scaled already?"
        found = answer(np.ones((2, 2, 3), dtype=np.uint8))
        expect.close(found, np.full((3, 2, 2), 2 / 255 - 1), nearly, 1e-4)
        black = "a picture that is black all over is -1 all over"
        expect.close(answer(np.zeros((2, 2, 3), dtype=np.uint8)), -np.ones((3, 2, 2)), black, 1e-4)
