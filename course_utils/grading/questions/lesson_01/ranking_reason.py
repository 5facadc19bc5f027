"""The question ranking_reason."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


@question(kind="value")
def ranking_reason(value, holds):
    with holds("one of the four letters"):
        expect.one_of(value, ["a", "b", "c", "d"])
    with holds("the explanation fits the numbers"):
        added = "1.000 is no cosine here. What did the length of the label's vector add to it?"
        expect.that(value != "a", added)
        expect.that(value != "c", "compute it: without the extra length, is 0.999 below 0.960?")
        expect.that(value != "d", "compare cos 0° with cos 2.9°. How much is lost?")
