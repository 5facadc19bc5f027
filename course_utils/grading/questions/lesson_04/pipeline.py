"""The question pipeline."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question

# What has to be done before what, and what to say where it is not.
BEFORE = {
    "fc": "the prompts are encoded before they are written",
    "cj": "prompts are averaged before they are encoded. What is there to average?",
    "ja": "normalized first, averaged last: how long is a mean of unit vectors?",
    "dh": "the picture is encoded before it has the size and scale the model knows",
    "ha": "the picture's vector is normalized before there is one",
    "ag": "the scores come before the normalization. What do long vectors do to dot products?",
    "gi": "the best label is chosen before there are scores",
    "ib": 'it says "unknown" before it knows the best score',
}


def _cards(value):
    """Letters, of a list, a tuple, an array or one string."""
    several = isinstance(value, list | tuple | str) or (
        isinstance(value, np.ndarray) and value.ndim == 1
    )
    expect.that(several, 'give a list such as ["k", "e"]')
    return [str(card).strip().lower() for card in value]


def _in_order(value):
    """Which cards are there, and for each pair whether the first comes before the second."""
    cards = _cards(value)
    place = {card: i for i, card in enumerate(cards)}
    return "".join(sorted(cards)), [place.get(a, 99) < place.get(b, -1) for a, b in BEFORE]


@question(kind="value", observe=_in_order)
def pipeline(value, holds):
    with holds("a list of letters, each once"):
        for card in _cards(value):
            expect.one_of(card, list("abcdefghijk"))
        expect.that(len(set(_cards(value))) == len(_cards(value)), "a card is there twice")
    with holds("nothing is trained, and no test picture helps to choose"):
        expect.that("e" not in _cards(value), "zero-shot means that no labelled picture is needed")
        leak = "a threshold chosen on the test pictures flatters itself. Where is it chosen?"
        expect.that("k" not in _cards(value), leak)
    with holds("nothing is missing"):
        missing = sorted(set("abcdfghij") - set(_cards(value)))
        words = f"{len(missing)} of the nine cards that are needed are missing"
        unknown = "what does it do with a picture of a car?"
        expect.that("b" not in missing, unknown)
        expect.that("a" not in missing, "lengths differ. What makes the products cosines?")
        raw = "the picture is encoded as it came. What did its size and scale do in lesson 03?"
        expect.that("d" not in missing, raw)
        expect.that(not missing, words)
    with holds("each step has what it needs"):
        place = {card: i for i, card in enumerate(_cards(value))}
        for (first, then), message in BEFORE.items():
            expect.that(place.get(first, -1) < place.get(then, 99), message)
