"""The question pipeline_reasons."""

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


@question(kind="value")
def pipeline_reasons(value, holds):
    with holds("a number from 1 to 6 for each of f, d, j, a and b"):
        expect.that(isinstance(value, dict), "give a dict with the keys 'f', 'd', 'j', 'a' and 'b'")
        expect.equal(sorted(value), list("abdfj"), "One reason for each of the five cards")
        for number in value.values():
            expect.one_of(number, [1, 2, 3, 4, 5, 6])
    with holds("f, the prompts"):
        expect.that(value.get("f") != 5, "5 says why they are averaged. Why write sentences?")
        expect.that(value.get("f") == 1, "what has the text encoder read in training?")
    with holds("d, size and scale"):
        expect.that(value.get("d") == 3, "lesson 03: what happens to pixels that were not divided?")
    with holds("j, the average"):
        expect.that(value.get("j") != 1, "1 says why to write several. What must be left of them?")
        expect.that(value.get("j") == 5, "how many scores should a picture have for each label?")
    with holds("a, the lengths"):
        softmax = "6 is what a softmax does. What does a length of 1 do?"
        expect.that(value.get("a") != 6, softmax)
        expect.that(value.get("a") == 2, "what do long vectors do to dot products?")
    with holds("b, the threshold"):
        expect.that(value.get("b") == 4, "what would the pipeline call a toaster?")
