"""The question hand_sizes."""

from course_utils.grading.kernel.question import question
from course_utils.grading.questions._by_hand import each_number, right_to_two_places

RIGHT = (20.64, 4, 250 / 9, 20 / 9)  # GB, machines, hours, cents a thousand queries
ROUNDED = 0.0051  # what rounding to two places may change
# What a misconception gives for each number, and what to say of it.
WRONG = {
    "GB of vectors and ids": (
        (20.48, "the ids take room, too"),
        (0.16, "these are the ids alone"),
        (41.12, "a number of these takes 2 bytes, not 4"),
        (10.4, "a number of these takes 2 bytes, not 1"),
        (41.28, "these are both copies. How much is one?"),
        (19.2227, "a GB is 10⁹ bytes here, not 2³⁰"),
        (20640, "these are MB"),
        (0.02064, "these are TB"),
        (165.12, "these are bits"),
    ),
    "machines": (
        (2, "one copy is on them. Where is the other?"),
        (1.72, "one copy is on them, and there is no part of a machine"),
        (3.44, "there is no part of a machine"),
        (3, "three hold 36 GB. What becomes of the rest?"),
        (1, "one holds 12 GB. What becomes of the rest?"),
        (8, "each vector lies on two machines, not on four"),
    ),
    "hours of embedding": (
        (1000 / 9, "this is how long one worker takes"),
        (500 / 9, "the second copy is copied. It is not embedded again"),
        (100_000, "these are seconds"),
        (5000 / 3, "these are minutes"),
        (1.1574, "these are days"),
        (4000 / 9, "four workers are quicker than one, not slower"),
    ),
    "cents for 1,000 queries": (
        (10 / 9, "this pays for one copy. Which machines run?"),
        (5 / 9, "this pays for one machine. How many run?"),
        (0.0222, "these are euros"),
        (0.00222, "this is one query, in cents"),
        (0.45, "turned round: this is how many thousand queries a cent pays for"),
        (400 / 3, "an hour has 3,600 seconds, and 25 queries in each"),
        (8000, "25 queries a second are not 25 an hour"),
        (1.9111, "a part of a machine was paid. How many run?"),
        (53.3333, "this is what a day costs, for the queries of an hour"),
    ),
}


def _judged(found):
    return right_to_two_places(found, RIGHT)


@question(kind="value", observe=_judged)
def hand_sizes(value, holds):
    each_number(value, holds, "four", RIGHT, WRONG, lambda wrong: min(ROUNDED, 0.01 * wrong))
