"""The question trial_keep."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _kept(threshold):
    return [score >= threshold for score in (0.31, 0.35, 0.12, 0.25)]


@question(kind="value", observe=_kept)
def trial_keep(value, holds):
    with holds("the matching ones are kept, and only they"):
        expect.that(0.25 < value <= 0.31, "Which scores belong to matching pairs?")
