"""The question hand_stages."""

from course_utils.grading.kernel.question import question
from course_utils.grading.questions._by_hand import NEAR, each_number, right_to_two_places

RIGHT = (2.3, 2.3, 5 / 8, 16 * 130)

MAXSIM = (
    (4.0, "all nine products were added. Which one of its three does a word keep?"),
    (1.8, "this is the best cell for all words together. May each word choose its own?"),
    (2.0, "each cell took its best word. Which side chooses?"),
    (1.9, "each cell was used once. May two words choose the same cell?"),
    (2.3 / 3, "this is the mean of the best. What is their sum?"),
    (4 / 3, "this is the product with the mean of the cells, which is what pooling does"),
    (0.9, "this is the best of all nine. How many words are there?"),
)
# What a misconception gives for each number, and what to say of it.
WRONG = {
    "MaxSim with the picture": MAXSIM,
    "MaxSim with its twin": (
        (0.0, "that is how much it changes. What is the MaxSim itself?"),
        *MAXSIM,
    ),
    "R@1 at most": (
        (2 / 8, "these stand first already. Which ones can the reader still bring there?"),
        (3 / 8, "these are the ones it cannot reach. And the others?"),
        (1.0, "the reader never sees a picture at place 12 or beyond"),
        (6 / 8, "place 12 is not among the first 10"),
        (5.0, "that is a number of queries. Which share is it?"),
        (62.5, "that is a percentage. R@1 is asked as a share"),
    ),
    "bytes of one picture": (
        (16 * 128.0, "the scales take room, too"),
        (16 * 128 + 2.0, "each cell has a scale of its own"),
        (16 * 129.0, "a scale takes two bytes"),
        (16 * 128 * 4.0, "a number of these takes one byte, not four"),
        (16 * 128 * 4 + 32.0, "a number of these takes one byte, not four"),
        (128.0, "this is one cell. How many are kept?"),
        (130.0, "this is one cell. How many are kept?"),
        (16 * 130 * 8.0, "these are bits"),
    ),
}


def _judged(found):
    return right_to_two_places(found, RIGHT)


@question(kind="value", observe=_judged)
def hand_stages(value, holds):
    each_number(value, holds, "four", RIGHT, WRONG, lambda wrong: 1e-6 if wrong > 9 else NEAR / 2)
