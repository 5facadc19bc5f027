"""The questions of the sample exercise 98."""

import numpy as np

from course_utils.grading import expect
from course_utils.grading.questions import question


def _rows(rng):
    return (rng.normal(size=(2, 4)),)


@question(inputs=_rows)
def unit_rows(answer, holds):
    x = np.array([[3.0, 4.0], [0.0, -2.0]])
    with holds("one row for every row"):
        expect.shape(answer(x), (2, 2), "the shape of x")
    with holds("every row has length 1"):
        found = answer(x)
        expect.unlike(found, x / np.linalg.norm(x), "all is divided by one length. Which axis?")
        expect.close(found, np.array([[0.6, 0.8], [0.0, -1.0]]), "Is each row divided?")


MATCHING, OTHER = [0.31, 0.35, 0.28, 0.33], [0.12, 0.25, 0.19, 0.22]


def _kept(threshold):
    return [score >= threshold for score in MATCHING], [score >= threshold for score in OTHER]


@question(kind="value", observe=_kept)
def threshold(value, holds):
    expect.kind(value, 0.5)
    with holds("every matching pair is kept"):
        expect.that(value <= min(MATCHING), "some of `matching` lie below your threshold")
    with holds("no other pair is kept"):
        expect.that(value > max(OTHER), "some of `other` lie above your threshold")
