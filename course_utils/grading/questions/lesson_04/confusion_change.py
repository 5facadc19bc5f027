"""The question confusion_change."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, observed, reading, whole

# 128 photographs: true label, by the bare label, by three prompts averaged, how many.
PHOTOGRAPHS = (
    ("mammal", "mammal", "mammal", 45),
    ("mammal", "dinosaur", "dinosaur", 11),
    ("mammal", "mammal", "dinosaur", 7),
    ("mammal", "mammal", "fish", 2),
    ("mammal", "fish", "fish", 1),
    ("fish", "fish", "fish", 7),
    ("fish", "dinosaur", "dinosaur", 2),
    ("vegetable", "vegetable", "vegetable", 9),
    ("vegetable", "fruit", "fruit", 4),
    ("vegetable", "fish", "fish", 2),
    ("vegetable", "fish", "dinosaur", 1),
    ("vegetable", "planet", "planet", 1),
    ("fruit", "fruit", "fruit", 21),
    ("fruit", "vegetable", "vegetable", 4),
    ("fruit", "fruit", "vegetable", 1),
    ("fruit", "fish", "dinosaur", 1),
    ("planet", "planet", "planet", 5),
    ("planet", "fruit", "planet", 1),
    ("planet", "vegetable", "planet", 1),
    ("planet", "vegetable", "vegetable", 1),
    ("planet", "fruit", "vegetable", 1),
)


SIX = ["mammal", "fish", "vegetable", "fruit", "planet", "dinosaur"]


def _two_guesses(rng):
    """Guesses among labels in no order, one of which no picture has and nobody guesses.

    Another is guessed only after. Names begin or end alike, or differ in a capital. The first
    picture comes so often that no byte holds its count.
    """
    labels = rng.permutation(["turkey", "vulture", "turkey vulture", "Turkey", "frog"]).tolist()
    used = [label for label in labels if label != "frog"]
    truth, before, after = (rng.choice(x, size=14).tolist() for x in (used, used[:3], used))
    after[0] = used[3]
    return *(column + 130 * column[:1] for column in (truth, before, after)), labels


@question(inputs=_two_guesses, observe=observed(whole))
def confusion_change(answer, holds):
    answer = reading(answer, numbers)

    def slow(truth, before, after, labels):
        change = np.zeros((len(labels), len(labels)), dtype=int)
        for true, old, new in zip(truth, before, after, strict=True):
            change[labels.index(true), labels.index(old)] -= 1
            change[labels.index(true), labels.index(new)] += 1
        return change

    labels = ["planet", "fruit", "bird"]
    truth = ["planet", "planet", "fruit", "bird"]
    before = ["fruit", "bird", "fruit", "bird"]
    after = ["planet", "planet", "fruit", "fruit"]
    known = np.array([[2, -1, -1], [0, 0, 0], [0, 1, -1]])
    with holds("a row and a column for each label"):
        expect.shape(answer(truth, before, after, labels), (3, 3), "true labels by guesses")
    with holds("by hand: two planets found, one bird lost"):
        found = answer(truth, before, after, labels)
        turned = "rows and columns are swapped. Which of them is the true label?"
        expect.unlike(found, known.T, turned)
        expect.unlike(found, -known, "a gain counts as a loss. Which comes first, after or before?")
        expect.unlike(found, np.abs(known), "losses lost their sign")
        after_alone = np.array([[2, 0, 0], [0, 1, 0], [0, 1, 0]])
        expect.unlike(found, after_alone, "this is the matrix after. What was it before?")
        diagonal = "only hits and misses are counted. Where did the pictures go?"
        expect.unlike(found, np.diag(np.diag(known)), diagonal)
        shares = "these are shares of a row. Count pictures"
        expect.unlike(found, known / np.array([[2], [1], [1]]), shares)
        of_all = "these are shares of all pictures. Count pictures"
        expect.unlike(found, known / 4, of_all)
        before_alone = np.array([[0, 1, 1], [0, 1, 0], [0, 0, 1]])
        expect.unlike(found, before_alone, "this is the matrix before. What is it after?")
        moved = slow(before, before, after, labels)
        expect.unlike(found, moved, "rows are the guesses before. A row is a true label")
        guesses = slow(before, truth, after, labels) - slow(before, truth, before, labels)
        expect.unlike(found, guesses, "rows are the guesses before. A row is a true label")
        to_where = np.zeros((3, 3), dtype=int)
        for old, new in zip(before, after, strict=True):
            to_where[labels.index(old), labels.index(new)] += 1
        where = "this says which guess became which. A row is a true label, a column a guess"
        expect.unlike(found, to_where, where)
        wrapped = "255 is what becomes of -1 where whole numbers have no sign. Use dtype=int"
        expect.unlike(found, known % 256, wrapped)
        gained = "only the gains are counted. What left its old place?"
        expect.unlike(found, np.maximum(known, 0), gained)
        by_name = [2, 1, 0]
        sorted_ = "rows and columns follow the alphabet, not `labels`"
        expect.unlike(found, known[by_name][:, by_name], sorted_)
        expect.equal(found, known, "Pictures in each place, after minus before")
    with holds("a label that nobody guessed has its row and column"):
        more = [*labels, "fish"]
        found = answer(truth, before, after, more)
        expect.shape(found, (4, 4), "true labels by guesses, for every label")
        expect.equal(found, slow(truth, before, after, more))
    with holds("rows and columns are in the order of labels"):
        found = answer(truth, before, after, labels[::-1])
        expect.equal(found, known[::-1, ::-1], "`labels` were given the other way round")
    with holds("other pictures give another matrix"):
        kept = "the first pictures' matrix again. Is anything kept from call to call?"
        others = after[::-1], truth, before
        expect.equal(answer(*others, labels), slow(*others, labels), kept)
    with holds("a label is a whole name"):
        names = ["catfish", "fish", "cat", "catfish farm", "Cat"]
        pictures = names[1:] + names[:1], [*names[2:4], *names[2:4], "fish"], names
        part = f"{', '.join(names[:-1])} and Cat are five labels. Are whole names compared?"
        for order in (names, names[::-1]):
            expect.equal(answer(*pictures, order), slow(*pictures, order), part)
    with holds("many pictures may move in one way"):
        found = answer(130 * truth, 130 * before, 130 * after, labels)
        byte = "every picture came 130 times. Is there room for such a count in its type?"
        expect.equal(found, 130 * known, byte)
    with holds("pictures only move within their row"):
        found = answer(truth, before, after, labels)
        expect.shape(found, (3, 3), "true labels by guesses")
        expect.that(not found.sum(axis=1).any(), "a row does not sum to 0")
    with holds("the 128 photographs"):
        rows = [row[:3] for row in PHOTOGRAPHS for _ in range(row[3])]
        args = [list(column) for column in zip(*rows, strict=True)]
        expect.equal(answer(*args, SIX), slow(*args, SIX), "It was counted one by one")
