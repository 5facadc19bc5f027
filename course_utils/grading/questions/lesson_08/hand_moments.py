"""The question hand_moments."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers
from course_utils.grading.questions._by_hand import NEAR, right_to_two_places

NAMES = ("IoU", "the first frame of sentence B", "the sum of that alignment")
RIGHT = (2 / 8, 1.0, 2.6)

# What a misconception gives for each number, and what to say of it.
WRONG = {
    "IoU": (
        (2 / 10, "both lengths were added. How often do the shared seconds count then?"),
        (2 / 4, "this is the share of the found span. What else is covered?"),
        (2 / 6, "this is the share of the true span. What else is covered?"),
        (2.0, "these are the shared seconds. Which share of all that is covered?"),
        (8.0, "these are the seconds that either covers. Which share of them is shared?"),
    ),
    "the first frame of sentence B": (
        (2.0, "does B start at 2 with frames counted from 0? And is 2.3 the highest sum?"),
        (3.0, "B's best single frame is 3. What does the whole sum say?"),
        (0.0, "sentence A needs a frame of its own, too"),
    ),
    "the sum of that alignment": (
        (2.8, "the best of each frame is out of order. Which cut gives most in order?"),
        (2.5, "this is the sum with B from frame 3. Is there a better cut?"),
        (2.3, "this is the sum with B from frame 2. Is there a better cut?"),
        (0.65, "this is the mean. What is the sum?"),
    ),
}


def _judged(found):
    return right_to_two_places(found, RIGHT)


@question(kind="value", observe=_judged)
def hand_moments(value, holds):
    with holds("three numbers"):
        found = numbers(value)
        expect.shape(found, (3,), "a list of three numbers")
        expect.finite(found)
    values = numbers(value).ravel()
    for name, v, right in zip(NAMES, values, RIGHT, strict=False):
        with holds(name):
            for wrong, message in WRONG[name]:
                expect.unlike(v, wrong, message, NEAR / 2)
            expect.that(abs(v - right) <= NEAR, f"found {v:.4g}, and that is not it")
