"""The question hand_moments."""

from course_utils.grading.kernel.question import question
from course_utils.grading.questions._by_hand import each_number, right_to_two_places

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
    each_number(value, holds, "three", RIGHT, WRONG)
