"""The question threshold."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question

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
