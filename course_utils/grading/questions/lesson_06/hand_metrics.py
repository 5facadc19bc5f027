"""The question hand_metrics."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


@question(kind="value", observe=lambda scores: [round(20 * score) for score in scores])
def hand_metrics(value, holds):
    found = np.array(value) if isinstance(value, tuple | list) else value
    with holds("five numbers"):
        expect.shape(found, (5,), "a list of five numbers")
    with holds("recall at 3"):
        expect.unlike(found[0], 0.6, "this is recall at 5. How far does k = 3 look?", 1e-2)
        swapped = "this is precision. How many umbrellas exist?"
        expect.unlike(found[0], 2 / 3, swapped, 1e-2)
        expect.unlike(found[0], 1.0, "this is the hit rate. What share of the five?", 1e-2)
        expect.close(found[0], np.float64(0.4), "Found, out of all that exist", 6e-3)
    with holds("precision at 3"):
        expect.unlike(found[1], 0.4, "this is recall. How many were returned?", 1e-2)
        expect.close(found[1], np.float64(2 / 3), "Right, out of those returned", 6e-3)
    with holds("hit rate at 3"):
        share = "the hit rate of one query is 0 or 1: is anything right there?"
        expect.close(found[2], np.float64(1.0), share, 1e-3)
    with holds("reciprocal rank"):
        expect.unlike(found[3], 2.0, "this is the rank. What is its reciprocal?", 1e-2)
        expect.close(found[3], np.float64(0.5), "At which rank is the first umbrella?", 6e-3)
    with holds("average precision"):
        of_found = "this is divided by the umbrellas found. How many are there to find?"
        expect.unlike(found[4], (1 / 2 + 2 / 3 + 3 / 5) / 3, of_found, 6e-3)
        every = "this averages the precision at every rank. At which ranks does it count?"
        expect.unlike(found[4], (1 / 2 + 2 / 3 + 2 / 4 + 3 / 5) / 5, every, 6e-3)
        expect.close(found[4], np.float64(53 / 150), "Precision at ranks 2, 3 and 5", 6e-3)
