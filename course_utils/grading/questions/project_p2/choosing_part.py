"""The question choosing_part."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading
from course_utils.grading.questions.project_p2._shared import OTHER_ORDERS, truths

NAMES = ["ant", "Ant lion", *(f"ant lion {n}" for n in (2, 9, 10, 30)), "anteater", "antler moth"]
NAMES += ["bee", "Bee 9", "Bee 10", "beetle", "bee fly"]
CLASSES = ["cat", "Cat", "cattle", ""]


def _pictures(rng):
    """Classes that are spelled nearly alike, and strangers: one, two, three and seven things, in
    one to four pictures, mixed."""
    names = iter(rng.permutation(NAMES))
    things, classes = [], []
    for name, count in zip(CLASSES, rng.permutation([1, 2, 3, 7]), strict=True):
        for thing in [next(names) for _ in range(count)]:
            times = int(rng.integers(1, 5))
            things += [str(thing)] * times
            classes += [name] * times
    order = rng.permutation(len(things))
    return np.array(things)[order], np.array(classes)[order]


def _three_times(answer, things, classes):
    """Also with the pictures in another order, and with strangers alone: one class."""
    odd = classes == ""
    each = (things, classes), (things[::-1], classes[::-1]), (things[odd], classes[odd])
    return [truths(answer(*pictures)) for pictures in each]


@question(inputs=_pictures, observe=_three_times)
def choosing_part(answer, holds):
    answer = reading(answer, truths)
    things = np.array(["lion", "tiger", "lion", "seal", "orca", "puma", "seal", "tiger", "orca"])
    classes = np.array(["cat", "cat", "cat", "sea", "sea", "cat", "sea", "cat", "sea"])
    expected = [True, True, True, False, True, False, False, True, True]

    def by_rule(things, classes, key=None):
        part = {}
        for name in set(classes):
            for place, thing in enumerate(sorted(set(things[classes == name]), key=key)):
                part[thing] = place % 2 == 0
        return [part[thing] for thing in things]

    with holds("a True or False for each picture"):
        expect.that(len(answer(things, classes)) == 9, "9 pictures, another number of answers")
    with holds("no thing is in both parts"):
        for drawn in [(things, classes), *map(_pictures, map(np.random.default_rng, range(3)))]:
            found = np.array(answer(*drawn))
            both = [t for t in sorted(set(drawn[0])) if len(set(found[drawn[0] == t])) > 1]
            again = "one is chosen with, another reported on. That is test data used twice"
            expect.that(not both, f"pictures of {', '.join(both)} are in both parts: {again}")
    with holds("each class is in both parts"):
        found = np.array(answer(things, classes))
        for name in ("cat", "sea"):
            sides = set(found[classes == name])
            once = "go through the things of each class by themselves"
            expect.that(len(sides) == 2, f"all pictures of {name!r} are in one part: {once}")
    with holds("the order of the pictures does not matter"):
        drawn = _pictures(np.random.default_rng(0))
        turned = answer(*drawn)[::-1]
        found = answer(drawn[0][::-1], drawn[1][::-1])
        again = "the same pictures in another order gave others. Does it keep an earlier call?"
        expect.that(found == turned, again)
    counted = "Is each thing counted once? 'Cat' and 'cat' are two classes"
    with holds("the first, third ... thing of each class, by name"):
        found = answer(things, classes)
        turned = "the parts are swapped: the first thing by name is for choosing"
        expect.unlike(found, [not part for part in expected], turned)
        one_list = [True, True, True, True, False, False, True, True, False]
        anew = "the count went on from class to class. Begin anew with each"
        expect.unlike(found, one_list, anew)
        half = [True, False, True, False, True, True, False, False, True]
        beginning = "these are the first things of each class by name. They take turns"
        expect.unlike(found, half, beginning)
        expect.equal(found, expected, "Sort the names; do not take them as they come")
        only = "the only thing of a class is its first: it is for choosing"
        expect.equal(answer(np.array(["emu", "emu"]), np.array(["bird"] * 2)), [True] * 2, only)
        two = answer(np.array(["owl", "emu"]), np.array(["bird"] * 2))
        expect.equal(two, [False, True], "Where there is one class, too, its things take turns")
        seven = np.array(list("gabcdef")), np.array(["bird"] * 7)
        on = "Each second thing is for choosing, however many a class has"
        expect.equal(answer(*seven), [True, True, False, True, False, True, False], on)
        for seed in range(5):
            drawn = _pictures(np.random.default_rng(seed))
            found, strangers = np.array(answer(*drawn)), drawn[1] == ""
            nobody = (
                "no stranger is for choosing. Their class is '', and takes turns like any other"
            )
            expect.that(found[strangers].any(), nobody)
            order = "Python sorts strings so: capitals come first, 'bee 10' before 'bee 9', "
            order += "a space before letters"
            for key in OTHER_ORDERS:
                other = by_rule(*drawn, key)
                if other != by_rule(*drawn):
                    expect.unlike(found, np.array(other), order)
            expect.equal(found.tolist(), by_rule(*drawn), counted)
