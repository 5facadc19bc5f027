"""The question pipeline_reasons."""

from collections.abc import Mapping

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


@question(kind="value")
def pipeline_reasons(value, holds):
    with holds("a number from 1 to 6 for each of f, d, j, a and b"):
        expect.that(
            isinstance(value, Mapping), "give a dict with the keys 'f', 'd', 'j', 'a' and 'b'"
        )
        cards = sorted(map(str, value)) == list("abdfj")
        expect.that(cards, "One reason for each of the five cards, by its letter")
        for number in value.values():
            expect.one_of(number, [1, 2, 3, 4, 5, 6])
    if not isinstance(value, Mapping):
        return
    with holds("f, the sentences"):
        expect.that(value.get("f") != 5, "5 says why they are averaged. Why write sentences?")
        expect.that(value.get("f") == 1, "what has the text encoder read in training?")
    with holds("d, size and scale"):
        expect.that(value.get("d") == 3, "lesson 03: what happens to pixels that were not divided?")
    with holds("j, the average"):
        expect.that(value.get("j") != 1, "1 says why to write sentences. Why more than one?")
        expect.that(value.get("j") == 5, "what if one of the wordings is a poor one?")
    with holds("a, the lengths"):
        softmax = "6 is what a softmax does. What does a length of 1 do?"
        expect.that(value.get("a") != 6, softmax)
        expect.that(value.get("a") == 2, "what do long vectors do to dot products?")
    with holds("b, the threshold"):
        sums = "6 is what a softmax does, and it has a favourite for every toaster"
        expect.that(value.get("b") != 6, sums)
        expect.that(value.get("b") == 4, "what would the pipeline call a toaster?")
