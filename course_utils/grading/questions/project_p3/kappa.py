"""The question kappa."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading


def _labels(rng):
    """Two labellers of 400 pictures; each says yes as often as they like."""
    first = rng.random(400) < rng.uniform(0.15, 0.6)
    second = np.where(rng.random(400) < 0.25, rng.random(400) < 0.6, first)
    first[:2], second[:2] = (True, False), (True, False)
    return first, second


def _with_friend_and_foe(answer, first, second):
    """Also with one who mostly says the opposite, or always, and with who always says one word.

    The second also with everything moved by a picture: each says yes as often as before.
    """
    never, moved = np.zeros(400, dtype=bool), np.roll(second, 1)
    pairs = [(first, friend) for friend in (second, moved, ~second, ~first, never, ~never)]
    return [number(answer(*pair)) for pair in [*pairs, (~never, never)]]


@question(inputs=_labels, observe=_with_friend_and_foe)
def kappa(answer, holds):
    answer = reading(answer, number)

    def table(first, second):
        pairs = list(zip(first.tolist(), second.tolist(), strict=True))
        return [pairs.count(pair) / len(pairs) for pair in [(1, 1), (1, 0), (0, 1), (0, 0)]]

    def cohen(first, second):
        both, only_first, only_second, none = table(first, second)
        yes = (both + only_first) * (both + only_second)
        luck = yes + (none + only_first) * (none + only_second)
        return (both + none - luck) / (1 - luck)

    first = np.array([True] * 4 + [False] * 16)
    second = np.array([True] * 2 + [False] * 2 + [True] * 2 + [False] * 14)
    with holds("who always agree have 1"):
        gain = "What they agree on beyond luck, divided by what luck left to gain"
        expect.close(answer(first, first), 1.0, gain)
    with holds("agreement that luck would give counts nothing"):
        found = answer(first, second)
        expect.unlike(found, 0.8, "this is the share of agreement. Two who say no have it by luck")
        both = "luck agrees on no as well as on yes"
        expect.unlike(found, (0.8 - 0.04) / (1 - 0.04), both)
        expect.unlike(found, 0.6, "luck is no half here: how often does each say yes?")
        expect.unlike(found, 0.8 - 0.68, "divide by what luck left to gain")
        expect.close(found, cohen(first, second), "They agree on yes, and on no")
        never = "one never says yes, the other sometimes: they agree as often as luck would have it"
        no = first & ~first
        for labellers in ((first, no), (no, first)):
            expect.close(answer(*labellers), 0.0, never)
        always = "one always says yes: they agree as often as luck would have it"
        for labellers in ((first, ~no), (~no, first)):
            expect.close(answer(*labellers), 0.0, always)
        apart = "one always says yes, the other no: luck is 0, and so is their agreement"
        for labellers in ((no, ~no), (~no, no)):
            expect.close(answer(*labellers), 0.0, apart)
    with holds("who agree less than by luck are below 0"):
        half = np.arange(20) < 10
        found = answer(half, ~half)
        expect.unlike(found, 0.0, "it ends at 0. These two never agree, which luck would not do")
        expect.close(found, -1.0)
    with holds("each has a share of yes of their own"):
        often, seldom = np.arange(20) < 10, np.arange(20) < 3
        share = (often.mean() + seldom.mean()) / 2
        luck = share**2 + (1 - share) ** 2
        pooled = (np.mean(often == seldom) - luck) / (1 - luck)
        expect.unlike(answer(often, seldom), pooled, "one share for both (that is Scott's pi)")
        alike = "luck was counted with one labeller's share of yes for both"
        luck = seldom.mean() ** 2 + (1 - seldom.mean()) ** 2
        one = (np.mean(often == seldom) - luck) / (1 - luck)
        for labellers in ((often, seldom), (seldom, often)):
            expect.unlike(answer(*labellers), one, alike)
        correlation = np.corrcoef(often, seldom)[0, 1]
        expect.unlike(answer(often, seldom), correlation, "this is a correlation, not kappa")
        shares = "Luck: each says yes as often as they do, independently of the other"
        half = "luck was at least a half. One says yes often, the other seldom: is it still?"
        for first, second in ((seldom, ~seldom), (~seldom, np.arange(20) < 5)):
            expect.unlike(answer(first, second), 2 * np.mean(first == second) - 1, half)
            expect.close(answer(first, second), cohen(first, second), shares)
        for seed in range(5):
            drawn = _labels(np.random.default_rng(seed))
            expect.close(answer(*drawn), cohen(*drawn), shares)
