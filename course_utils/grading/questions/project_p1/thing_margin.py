"""The question thing_margin."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading

THINGS = ["cat", "Cat", "cat 2", "a dog on a lawn", "a dog on a lawn chair", "a dog on a lorry"]


def _values(rng):
    """Values of six things in 1 to 5 pictures, alike within a thing, out of order, three 0."""
    sizes = rng.permutation([1, 1, 2, 3, 4, 5])
    things = np.repeat(rng.permutation(THINGS), sizes)
    values = np.repeat(rng.permutation([0.9, 0.75, 0.5, 0.3, 0.1, 0.6]), sizes)
    values += rng.uniform(-0.08, 0.08, size=len(values))
    values[rng.permutation(len(values))[:3]] = 0
    values *= rng.uniform(6, 9)  # of any size, not shares alone
    order = rng.permutation(len(things))
    return values[order], things[order]


def _margins(answer, values, things):
    """Of the values, of hits, which are whole numbers, of one thing, of two, of values below 0 with
    a thing for each, and of a single value."""
    hits = (values > np.median(values)).astype(int)
    cases = (values, things), (hits, things), (hits, np.full(16, "ape"))
    cases += ((values, np.where(things == things[0], "ape", "bat")),)
    cases += (values - 5, np.arange(16)), (values[:1], things[:1])
    return [number(answer(*some)) for some in cases]


@question(inputs=_values, observe=_margins)
def thing_margin(answer, holds):
    answer = reading(answer, number)

    def margin(values, things, times=1.96):
        off = values - values.mean()
        totals = [off[things == thing].sum() for thing in set(things.tolist())]
        return times * float(np.sqrt(np.sum(np.square(totals)))) / len(values)

    values, things = _values(np.random.default_rng(0))
    each = np.arange(len(values))
    means = np.array([values[things == thing].mean() for thing in np.unique(things)])
    with holds("a number of at least 0"):
        expect.between(answer(values, things), 0, np.inf, "It is half the width of an interval")
    with holds("things are the unit"):
        found = answer(values, things)
        unit = "the unit is the picture here: the wrong unit, and the interval too short"
        expect.unlike(found, margin(values, each), unit)
        alone = 1.96 * np.std(values, ddof=1) / np.sqrt(len(values))
        expect.unlike(found, float(alone), unit)
        few = [1.96 * np.std(means, ddof=d) / np.sqrt(len(means)) for d in (0, 1)]
        weigh = "each thing weighs alike here. The mean is over pictures"
        expect.unlike(found, float(few[0]), weigh)
        expect.unlike(found, float(few[1]), weigh)
        kept = "the same values of other things. Is something kept from an earlier call?"
        expect.close(answer(values, things[::-1]), margin(values, things[::-1]), kept)
    with holds("95 %: 1.96 standard errors to either side"):
        found = answer(values, things)
        expect.unlike(found, margin(values, things, 1), "this is one standard error")
        expect.unlike(found, margin(values, things, 3.92), "this is the whole width. Half of it")
        expect.unlike(found, margin(values, things) ** 2 / 1.96, "take the root of the sum")
        own = [values[things == thing] for thing in set(things.tolist())]
        n, mean = len(values), values.mean()
        off = np.array([part.sum() - len(part) * mean for part in own])
        size = float(np.linalg.norm(off))
        rest = np.array([part.sum() - len(part) * means.mean() for part in own])
        whole = np.array([part.sum() for part in own])
        side = np.flatnonzero(things[1:] != things[:-1]) + 1
        runs = np.array([part.sum() for part in np.split(values - mean, side)])
        for wrong, message in {
            size / len(own): "it is divided by the number of things. n are the values",
            size / np.sqrt(n): "it is divided by the root of n. Divide by n",
            size * np.sqrt(len(own) / (len(own) - 1)) / n: "the totals were divided by one less",
            np.abs(off).sum() / n: "absolute totals were added. Square them, add, take the root",
            float(np.linalg.norm(whole)) / n: "take the mean of all from each value first",
            float(np.linalg.norm(rest)) / n: "the mean of the things was taken off",
            float(np.linalg.norm(runs)) / n: "a thing counts twice where it stands apart",
        }.items():
            expect.unlike(found, 1.96 * wrong, message)
        one = "'cat' and 'Cat' were taken for one thing"
        expect.unlike(found, margin(values, np.char.lower(things)), one)
        long = "things whose names begin alike were taken for one. The whole name counts"
        for letters in range(5, 16):
            expect.unlike(found, margin(values, things.astype(f"U{letters}")), long)
        expect.close(found, margin(values, things))
    with holds("within a thing, over and under the mean make up for each other"):
        found = answer(np.array([0.0, 4, 10, 6]), np.array(["cat", "cow", "cat", "cow"]))
        expect.close(found, 0.0, "add with their signs: -5 and 5 are 0")
    with holds("values of any size"):
        small = answer(values / 100, things)
        times = "values a hundred times as large have a margin a hundred times as wide"
        expect.close(answer(values, things), 100 * small, times)
        hits, whole = values > np.median(values), "the mean of 0 and 1 is no whole number"
        expect.close(answer(hits.astype(int), things), margin(hits, things), whole)
        below = "values that are all lower by 5 have the same margin. They may lie below 0"
        expect.close(answer(values - 5, things), margin(values, things), below)
    with holds("a single thing has no margin: what is left adds up to 0"):
        found = answer(values, np.full(len(values), "cat"))
        expect.close(found, 0.0, "The recipe gives 0 here", 1e-4)
        one = "One value is the mean of all: the recipe gives 0"
        expect.close(answer(values[:1], things[:1]), 0.0, one, 1e-4)
    with holds("a picture a thing: the interval that you know"):
        alone = 1.96 * float(np.std(values)) / np.sqrt(len(values))
        for single in (each.astype(str), each):
            expect.close(answer(values, single), alone, "Divide by how many pictures?")
    with holds("pictures that say the same count once"):
        twice = answer(np.repeat(values, 2), np.repeat(things, 2))
        expect.close(twice, answer(values, things), "Each picture twice is no more evidence")
