"""The question hand_scores."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


@question(kind="value", observe=lambda scores: [round(1000 * score) for score in scores])
def hand_scores(value, holds):
    image, texts = np.array([0.60, 0.80]), np.array([[0.64, 0.77], [0.00, 1.00], [0.80, 0.60]])
    found = np.array(value) if isinstance(value, tuple | list) else value
    dots = texts @ image
    lengths = np.linalg.norm(texts, axis=1)
    cosines = dots / lengths

    with holds("three numbers, one for each label"):
        expect.shape(found, (3,), "a list of three numbers")
    with holds("they are cosines of the right pairs"):
        degrees = np.degrees(np.arccos(cosines))
        expect.unlike(found, degrees, "these are angles. Which number is asked for?", 0.01)
        expect.unlike(found, 1 - cosines, "these are 1 - cos: distances, not cosines", 1e-3)
        only_first = "these are the first products alone. What is added to them?"
        expect.unlike(found, texts[:, 0] * image[0], only_first, 1e-3)
        by_rank = "these are ranked. Keep the order of the labels in the question"
        expect.unlike(found, np.sort(cosines)[::-1], by_rank, 1e-3)
        expect.close(found, cosines, "Multiply place by place, then add", tolerance=2e-3)
    with holds("each is right to three places"):
        plain = "the first is the plain dot product. Is every one of the four vectors 1 long?"
        expect.unlike(found, dots, plain, 4e-4)
        squared = "the first is divided by the square of a length. Where is the root?"
        expect.unlike(found, dots / lengths**2, squared, 4e-4)
        expect.close(found, cosines, "Work with four places, then round", tolerance=6e-4)
