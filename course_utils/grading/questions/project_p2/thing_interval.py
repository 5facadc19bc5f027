"""The question thing_interval."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading
from course_utils.grading.questions.project_p2._shared import OTHER_ORDERS

NAMES = ["seabird", "Bat", "sea cow", "sea cow 2", "sea cow 10", "Sea lion"]


def _pictures(rng):
    """Six things in 1 to 5 pictures, most of them right or wrong together, and 60 samples of 8."""
    sizes = rng.permutation([1, 1, 2, 3, 4, 5])
    names = rng.permutation(NAMES)
    things = np.repeat(names, sizes)
    right = np.repeat(rng.permutation([0.9, 0.8, 0.7, 0.2, 0.1, 0.6]), sizes) > rng.random(16)
    order = rng.permutation(16)
    return right[order], things[order], rng.integers(0, 6, size=(60, 8))


def _calls(right, things, draws):
    """Also with other hits, with other samples, with another thing first, and with one sample of
    one thing: each as it comes after the first."""
    one = things == "sea cow"
    return (
        (right, things, draws),
        (~right, things, draws),
        (right, things, (draws[:40] + 1) % 6),
        (right, np.where(things == "seabird", "Aardvark", things), draws),
        (right[one], things[one], np.zeros((1, 2), dtype=int)),
    )


def _each(answer, *drawn):
    return [numbers(answer(*pictures)) for pictures in _calls(*drawn)]


@question(inputs=_pictures, observe=_each, withheld=("metrics.bootstrap_interval",))
def thing_interval(answer, holds):
    answer = reading(answer, numbers)

    def middle(means, percent=(2.5, 97.5)):
        return np.percentile(means, percent)

    def means(right, things, draws, of=np.concatenate):
        own = [right[things == thing] for thing in np.unique(things)]
        return [of([own[i] for i in drawn]).mean() for drawn in draws]

    drawn = _pictures(np.random.default_rng(5))
    right, things, draws = drawn
    with holds("two numbers, the lower first"):
        found = answer(*drawn)
        expect.shape(found, (2,), "the lower and the upper end")
        expect.that(found[0] <= found[1], "the lower end comes first")
        expect.between(found, 0, 1, "The mean of right and wrong is a share")
    with holds("things are drawn, with all their pictures"):
        found = answer(*drawn)
        unit = "the unit is the picture here: the numbers drawn are things'. A wrong unit"
        expect.unlike(found, middle(right[draws].mean(axis=1)), f"{unit} makes it too short")
        once = [right[np.isin(things, np.unique(things)[d])].mean() for d in draws]
        twice = "a thing that was drawn twice counted once. Its pictures count twice"
        expect.unlike(found, middle(once), twice)
        alike = middle(means(*drawn, of=lambda rows: np.array([row.mean() for row in rows])))
        weigh = "each thing weighs alike here. The accuracy is a mean over pictures"
        expect.unlike(found, alike, weigh)
        _, first = np.unique(things, return_index=True)
        names = np.unique(things)
        strings = "Python sorts strings so: capitals come first, 'cow 10' before 'cow 2', a space "
        strings += "before letters"
        for order, message in (
            (things[sorted(first)], "thing 0 is the first by name, not the first that comes"),
            *((sorted(names, key=key), strings) for key in OTHER_ORDERS),
        ):
            own = [right[things == name] for name in order]
            other = middle([np.concatenate([own[i] for i in d]).mean() for d in draws])
            expect.unlike(found, other, message)
    with holds("95 % of the samples lie between"):
        found = answer(*drawn)
        spread = np.std(means(*drawn))
        for ends in ((5, 95), (0.5, 99.5), (0, 100), (25, 75), (0.025, 0.975)):
            other = f"these are the percentiles {ends[0]} and {ends[1]}"
            expect.unlike(found, middle(means(*drawn), ends), other)
        centre = np.mean(right) + np.array([-1.96, 1.96]) * spread
        expect.unlike(found, centre, "this is a normal interval. Take percentiles of the samples")
        around = np.mean(means(*drawn)) + np.array([-1.96, 1.96]) * spread
        expect.unlike(found, around, "this is a normal interval. Take percentiles of the samples")
        sums = [sum(right[things == np.unique(things)[i]].sum() for i in d) for d in draws]
        fixed = "a sample has as many pictures as its things. Divide by those, not by all"
        expect.unlike(found, middle(np.array(sums) / len(right)), fixed)
        across = "a sample is a row of draws. These go down its columns"
        expect.unlike(found, middle(means(right, things, draws.T)), across)
        fewer = "a row of draws is longer than there are things. Each of its numbers counts"
        expect.unlike(found, middle(means(right, things, draws[:, :6])), fewer)
        sample = "Each row of draws is a sample. Between which percentiles of their means?"
        expect.close(found, middle(means(*drawn)), sample)
    with holds("each call begins anew"):
        *others, alone = _calls(*drawn)
        kept = "found what an earlier call's pictures or draws give. Is nothing kept from before?"
        for other in others:
            expect.close(answer(*other), middle(means(*other)), kept)
        expect.close(answer(*alone), middle(means(*alone)), "One sample of one thing is a sample")
    with holds("on other pictures"):
        for seed in range(4):
            drawn = _pictures(np.random.default_rng(seed))
            expect.close(answer(*drawn), middle(means(*drawn)))
