"""The question bird_threshold."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question

# Cosines with "bird", in hundredths, of emoji whose concepts are not in the notebook: every
# so-manyth of 3,000 without a bird, and 57 birds.
WITHOUT_BIRD = (
    *(-18, -15, -14, -13, -12, -12, -11, -10, -10, -10, -9, -9, -9, -8, -8, -8, -8, -7, -7, -7),
    *(-7, -6, -6, -6, -6, -5, -5, -5, -5, -5, -4, -4, -4, -4, -3, -3, -3, -3, -3, -2, -2, -2),
    *(-2, -2, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4),
    *(4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 10, 10, 11, 11, 12, 13, 13, 14),
    *(15, 17, 20, 24),
)


BIRDS = (
    *(-4, -2, 0, 2, 3, 7, 8, 9, 9, 10, 10, 11, 11, 14, 14, 15, 15, 15, 17, 17, 18, 18, 19, 21),
    *(24, 24, 24, 24, 25, 26, 26, 26, 27, 27, 27, 28, 28, 28, 28, 29, 30, 31, 31, 32, 32, 32),
    *(32, 34, 34, 34, 35, 35, 36, 37, 41, 44, 44),
)


def _shares(threshold):
    """False alarms and birds found at a threshold, on emoji that the learner has not seen."""
    flagged = [np.array(scores) / 100 >= threshold for scores in (WITHOUT_BIRD, BIRDS)]
    return [float(part.mean()) for part in flagged]


@question(
    kind="value",
    observe=lambda threshold: {
        "few false alarms": _shares(threshold)[0] <= 0.05,
        "birds found": _shares(threshold)[1] >= 0.6,
    },
)
def bird_threshold(value, holds):
    with holds("a cosine"):
        expect.kind(value, 0.5)
        expect.that(not value > 1, "no cosine is above 1. Is this a percentage?")
        expect.between(value, -1, 1, "A threshold on cosines is a cosine")
    with holds("on new emoji, at most 5 % without a bird raise an alarm"):
        alarms, _ = _shares(value)
        photos = "Whose scores did you look at, and where will the threshold be used?"
        message = f"{alarms:.0%} do. {photos}"
        expect.that(alarms <= 0.05, message)
    with holds("on new emoji, at least 60 % of the birds are found"):
        _, found = _shares(value)
        low = "Which is the lowest threshold that keeps the promise?"
        expect.that(found >= 0.6, f"{found:.0%} are. {low}")
