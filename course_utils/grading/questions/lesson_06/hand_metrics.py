"""The question hand_metrics."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers
from course_utils.grading.questions._by_hand import NEAR, right_to_two_places

NAMES = ("recall at 3", "precision at 3", "hit rate at 3", "reciprocal rank", "average precision")
RIGHT = (2 / 5, 2 / 3, 1.0, 1 / 2, (1 / 2 + 2 / 3 + 3 / 5) / 5)

# What a misconception gives for each number, and what to say of it.
WRONG = {
    "recall at 3": (
        (0.6, "this is recall at 5. How far does k = 3 look?"),
        (2 / 3, "this is precision. How many umbrellas exist?"),
        (1.0, "this is the hit rate. What share of the five?"),
        (2.0, "this is how many were found. Which share of all?"),
    ),
    "precision at 3": (
        (2 / 5, "this is recall. How many were returned?"),
        (3 / 5, "this is precision at 5. How far does k = 3 look?"),
        (1.0, "this is the hit rate. What share of the first three is right?"),
        (2.0, "this is how many are right. Which share of those returned?"),
    ),
    "hit rate at 3": (
        (2 / 3, "the hit rate of one query is 0 or 1: is anything right there?"),
        (2 / 5, "the hit rate of one query is 0 or 1: is anything right there?"),
        (0.0, "one of the first three is enough for a hit. Is there one?"),
    ),
    "reciprocal rank": (
        (2.0, "this is the rank. What is its reciprocal?"),
        (1.0, "ranks count from 1, and the kite has rank 1. At which is the first umbrella?"),
        (1 / 3, "this is the second umbrella's. Which one does a reader meet first?"),
        ((1 / 2 + 1 / 3 + 1 / 5) / 3, "this is a mean over the umbrellas. Only the first counts"),
    ),
    "average precision": (
        ((1 / 2 + 2 / 3 + 3 / 5) / 3, "divided by the umbrellas found. How many are there?"),
        (
            (1 / 2 + 2 / 3 + 2 / 4 + 3 / 5 + 3 / 6) / 5,
            "this averages the precision at every rank. At which ranks does it count?",
        ),
        (1 / 2 + 2 / 3 + 3 / 5, "this is the sum. By how many umbrellas is it divided?"),
        (
            (1 / 2 + 2 / 3 + 3 / 5) / 6,
            "divided by the length of the list. How many umbrellas are there?",
        ),
        (
            (1 / 2 + 2 / 3 + 2 / 4 + 3 / 5 + 3 / 6) / 6,
            "this averages the precision at every rank. At which ranks does it count?",
        ),
        ((1 / 2 + 2 / 3) / 5, "rank 5 is missing. The whole list counts"),
        ((1 / 2 + 1 / 3 + 1 / 5) / 5, "these are reciprocal ranks. How many are right so far?"),
        (3 / 5, "this is the share that was found. Where is the order?"),
    ),
}


def _judged(found):
    return right_to_two_places(found, RIGHT)


@question(kind="value", observe=_judged)
def hand_metrics(value, holds):
    with holds("five numbers"):
        found = numbers(value)
        expect.shape(found, (5,), "a list of five numbers")
        expect.finite(found)
    values = numbers(value).ravel()
    percent = "this looks like a percentage. Write shares, from 0 to 1"
    for name, v, right in zip(NAMES, values, RIGHT, strict=False):
        with holds(name):
            expect.that(not v > 5, percent)
            for wrong, message in WRONG[name]:
                expect.unlike(v, wrong, message, NEAR / 2)
            expect.that(abs(v - right) <= NEAR, f"found {v:.4g}, and that is not it to two places")
