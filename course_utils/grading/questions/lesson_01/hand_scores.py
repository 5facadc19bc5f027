"""The question hand_scores."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers

IMAGE = np.array([0.60, 0.80])
TEXTS = np.array([[0.64, 0.77], [0.00, 1.00], [0.80, 0.60]])
DOTS = TEXTS @ IMAGE
LENGTHS = np.linalg.norm(TEXTS, axis=1)
COSINES = DOTS / LENGTHS
THREE_PLACES = 6e-4


def _right_places(scores):
    """Which of the three are right to three places; the check and the judge ask the same."""
    scores = numbers(scores)
    expect.shape(scores, (3,), "a list of three numbers")
    return (np.abs(scores - COSINES) <= THREE_PLACES).tolist()


@question(kind="value", observe=_right_places)
def hand_scores(value, holds):
    with holds("three numbers, one for each label"):
        _right_places(value)
    found = numbers(value)
    with holds("they are cosines of the right pairs"):
        angles = "these are angles. Which number is asked for?"
        expect.unlike(found, np.degrees(np.arccos(COSINES)), angles, 0.01)
        expect.unlike(found, np.arccos(COSINES), angles, 1e-3)
        expect.unlike(found, 1 - COSINES, "these are 1 - cos: distances, not cosines", 1e-3)
        straight = "these are distances from end to end. A cosine multiplies and adds"
        expect.unlike(found, np.linalg.norm(TEXTS - IMAGE, axis=1), straight, 2e-3)
        percent = "these are hundredths. A cosine is 1 at most"
        expect.unlike(found, 100 * COSINES, percent, 2e-3)
        only_first = "these are the first products alone. What is added to them?"
        expect.unlike(found, TEXTS[:, 0] * IMAGE[0], only_first, 1e-3)
        by_rank = "these are ranked. Keep the order of the labels in the question"
        expect.unlike(found, np.sort(COSINES)[::-1], by_rank, 1e-3)
        expect.unlike(found, np.sort(COSINES), by_rank, 1e-3)
        expect.close(found, COSINES, "Multiply place by place, then add", tolerance=2e-3)
    with holds("each is right to three places"):
        plain = "the first is the plain dot product. Is every one of the four vectors 1 long?"
        expect.unlike(found, DOTS, plain, 2e-4)
        squared = "the first is divided by the square of a length. Where is the root?"
        expect.unlike(found, DOTS / LENGTHS**2, squared, 2e-4)
        times = "the first is multiplied by a length. A cosine is the product divided by both"
        expect.unlike(found, DOTS * LENGTHS, times, 2e-4)
        every = "one length divided all three. Whose length is it?"
        expect.unlike(found, DOTS / LENGTHS[0], every, 2e-4)
        expect.that(all(_right_places(value)), "Work with four places, then round")
