"""The question model_input."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _a_picture_with_mean_and_std(rng):
    picture = rng.integers(0, 256, size=(2, 1, 3), dtype=np.uint8)
    mean, std = rng.uniform(0.35, 0.5, size=3), rng.uniform(0.2, 0.3, size=3)
    return (picture if rng.random() < 0.5 else picture / 255), mean, std


@question(inputs=_a_picture_with_mean_and_std)
def model_input(answer, holds):
    rng = np.random.default_rng(2)
    picture = rng.integers(0, 256, size=(2, 4, 3), dtype=np.uint8)
    mean, std = np.array([0.48, 0.46, 0.41]), np.array([0.27, 0.26, 0.28])

    def slow(picture, mean, std):
        out = np.empty((3, 2, 4))
        for channel in range(3):
            for row in range(2):
                for column in range(4):
                    value = float(picture[row, column, channel]) / 255
                    out[channel, row, column] = (value - mean[channel]) / std[channel]
        return out

    black = slow(np.zeros_like(picture), mean, std)  # what is left after dividing twice

    with holds("shape (3, height, width)"):
        expect.shape(answer(picture, mean, std), (3, 2, 4), "channels, height, width")
    with holds("whole numbers from 0 to 255 are scaled once"):
        found = answer(picture, mean, std)
        swapped = "mean and std are swapped. Which is subtracted, which one divides?"
        expect.unlike(found, slow(picture, std, mean), swapped, 1e-4)
        undivided = (picture.astype(float) - mean) / std
        never = "the numbers are still from 0 to 255. The mean of 0.48 is for numbers up to 1"
        expect.unlike(found, undivided.transpose(2, 0, 1), never, 1e-4)
        order = "the channels' means are in the wrong order"
        expect.unlike(found, slow(picture, mean[::-1], std[::-1]), order, 1e-4)
        expect.close(found, slow(picture, mean, std), "(value / 255 - mean) / std", 1e-4)
    with holds("numbers from 0 to 1 are not scaled again"):
        found = answer(picture / 255, mean, std)
        twice = "this picture was divided by 255 twice. How can you tell what is scaled already?"
        expect.unlike(found, black, twice, 2e-2)
        expect.close(found, slow(picture, mean, std), "(value - mean) / std", 1e-4)
    with holds("a nearly black uint8 picture is scaled like any other"):
        dark = rng.integers(0, 2, size=(2, 4, 3), dtype=np.uint8)
        guess = "its brightness was taken for its scale. What tells the two for certain?"
        found = answer(dark, mean, std)
        expect.unlike(found, slow(255.0 * dark, mean, std), guess, 1e-4)
        expect.close(found, slow(dark, mean, std), "(value / 255 - mean) / std", 1e-4)
