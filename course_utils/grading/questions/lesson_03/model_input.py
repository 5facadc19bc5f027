"""The question model_input."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading
from course_utils.grading.questions.lesson_03._shared import _alike


def _pictures_with_mean_and_std(rng):
    """One of each kind: uint8, uint8 and nearly black, and floats of three widths from 0 to 1."""
    picture = rng.integers(2, 256, size=(2, 3, 3), dtype=np.uint8)
    dark = rng.integers(0, 2, size=(2, 3, 3), dtype=np.uint8)
    dark[0, 0, 0] = 1
    wide = rng.uniform(0, 1, size=(2, 3, 3))
    narrow = rng.uniform(0, 1, size=(2, 3, 3)).astype(np.float32)
    half = np.zeros((2, 3, 3), dtype=np.float16)
    half[0, 1] = 1
    return (
        picture,
        dark,
        wide,
        narrow,
        half,
        rng.permutation([0, 0.9, rng.uniform(0.35, 0.5)]),
        rng.permutation([0.05, 0.9, rng.uniform(0.2, 0.3)]),
    )


def _a_pixel_of_each(answer, *given):
    """Shape and one pixel of each picture: more floats are seldom all far from rounding.

    Of the one in float16 only whether black and white are far apart: so wide are its steps.
    """
    *pictures, half, mean, std = given
    found = [numbers(answer(picture, mean, std)) for picture in pictures]
    apart = np.ptp(numbers(answer(half, mean, std)), axis=(1, 2)) > 1
    turned, square = pictures[0].transpose(1, 0, 2), pictures[0][:, :2]
    turned, square = (numbers(answer(picture, mean, std)) for picture in (turned, square))
    same = _alike(turned, found[0].swapaxes(1, 2)), _alike(square, found[0][:, :, :2])
    return [(x.shape, x[:, 0, 1]) for x in found], apart, same


@question(inputs=_pictures_with_mean_and_std, observe=_a_pixel_of_each)
def model_input(answer, holds):
    answer = reading(answer, numbers)
    rng = np.random.default_rng(2)
    picture = rng.integers(0, 256, size=(2, 4, 3), dtype=np.uint8)
    mean, std = np.array([0.48, 0.46, 0.41]), np.array([0.27, 0.21, 0.28])

    def slow(values, mean=mean, std=std):
        """Of numbers from 0 to 1, one at a time."""
        out = np.empty((3, 2, 4))
        for channel, row, column in np.ndindex(out.shape):
            out[channel, row, column] = (values[row, column, channel] - mean[channel]) / std[
                channel
            ]
        return out

    twice = "this picture was divided by 255 twice. How can you tell what is scaled already?"
    swapped = "mean and std are swapped. Which is subtracted, which one divides?"

    def common(found, values):
        """What may have gone wrong with a picture, whatever its kind; values: from 0 to 1."""
        expect.shape(found, (3, 2, 4), "channels, height, width")
        expect.unlike(found, slow(values, std, mean), swapped, 1e-4)
        never = "the numbers are still from 0 to 255. The mean of 0.48 is for numbers up to 1"
        expect.unlike(found, slow(255 * values), never, 1e-4)
        expect.unlike(found, slow(255 * values, std, mean), f"{never}; {swapped}", 1e-4)
        expect.unlike(found, slow(values / 255), twice, 1e-5)
        expect.unlike(found, slow(values / 255, std, mean), f"{twice} And {swapped}", 1e-5)
        order = "the channels' means are in the wrong order"
        expect.unlike(found, slow(values, mean[::-1], std[::-1]), order, 1e-4)
        expect.unlike(found, slow(values, mean, 1 / std), "std multiplies. It should divide", 1e-4)
        expect.unlike(found, slow(values, mean, np.ones(3)), "std is left out", 1e-4)
        expect.unlike(found, slow(values, 0 * mean), "the mean is left out", 1e-4)

    with holds("shape (3, height, width)"):
        expect.shape(answer(picture, mean, std), (3, 2, 4), "channels, height, width")
    with holds("whole numbers from 0 to 255 are scaled once"):
        found = answer(picture, mean, std)
        common(found, picture / 255)
        expect.close(found, slow(picture / 255), "(value / 255 - mean) / std", 1e-4)
        other = "another model has another mean and std. Are they those that are given?"
        found, means = answer(picture, std, mean), (std, mean)
        expect.close(found, slow(picture / 255, *means), other, 1e-4)
        for means in (np.array([0, 0.9, 0.2]), np.array([0.02, 1, 0.6])), (np.zeros(3), np.ones(3)):
            found = answer(picture, *means)
            expect.close(found, slow(picture / 255, *means), other, 1e-4)
        wide = answer(picture, mean, std)
        along = "{} pixels wide, it came out otherwise. Which axis do mean and std go along?"
        for width, word in ((3, "three"), (2, "two")):
            narrow = answer(picture[:, :width], mean, std)
            expect.close(narrow, wide[:, :, :width], along.format(word), 1e-4)
        high = answer(picture[:, :3].transpose(1, 0, 2), mean, std)
        expect.that(high.shape == (3, 3, 2), along.format("two"))
        expect.close(high.swapaxes(1, 2), wide[:, :, :3], along.format("two"), 1e-4)
    for kind, tolerance in (("float64", 1e-4), ("float32", 1e-4), ("float16", 1e-2)):
        with holds(f"{kind} from 0 to 1 is not scaled again"):
            given = rng.uniform(0, 1, size=picture.shape).astype(kind)
            found = answer(given, mean, std)
            common(found, given.astype(float))
            expect.close(found, slow(given.astype(float)), "(value - mean) / std", tolerance)
    with holds("black and white in floats is not scaled again"):
        sharp = np.indices((2, 4, 3)).sum(axis=0) % 2.0
        looked = "its numbers are all whole, and it is floats still. What do you look at?"
        expect.close(answer(sharp, mean, std), slow(sharp), looked, 1e-4)
    with holds("a nearly black uint8 picture is scaled like any other"):
        dark = rng.integers(0, 2, size=(2, 4, 3), dtype=np.uint8)
        guess = "its brightness was taken for its scale. What tells the two for certain?"
        found = answer(dark, mean, std)
        expect.unlike(found, slow(dark), guess, 1e-4)
        expect.close(found, slow(dark / 255), "(value / 255 - mean) / std", 1e-4)
