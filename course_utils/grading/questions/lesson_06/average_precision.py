"""The question average_precision."""

import math

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, observed_each, reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions._shared import METRICS


def _lists(rng):
    """Each case of the text once, as (ranked, relevant)."""
    ids = [int(i) for i in 1 + rng.permutation(330)]
    late = [int(i) for i in 1 + rng.permutation(7)[:2]]
    ids[late[0]] = 0  # an id like any other
    list_of_8, others = ids[:8], ids[8:30]
    some = [int(i) for i in rng.permutation(8)[:3]]
    return (
        [
            (list_of_8, {list_of_8[i] for i in some}),  # all of them found
            (list_of_8, {list_of_8[i] for i in late} | set(others[:2])),  # two not found
            ([*list_of_8, *others[:8]], {list_of_8[late[0]], others[4]}),  # far down a long list
            (list_of_8[:3], {list_of_8[1], *others[:4]}),  # fewer places than right items
            (list_of_8[:2], set(list_of_8[:5])),  # nothing but right ones, and too few
            (list_of_8, {list_of_8[3]}),  # a single right item, and not on top
            (list_of_8, set(others[:3])),  # nothing found
            (ids[:300], {ids[i] for i in rng.permutation(330)[:310]}),  # many right items
            (list_of_8, set()),  # nothing to find
        ],
    )


def _case(rng):
    return rng.permutation(12)[:8].tolist(), set(rng.permutation(12)[:4].tolist())


@question(
    inputs=and_another(_lists, _case),
    observe=and_as_before(observed_each(number), number),
    count=6,
    withheld=METRICS,
)
def average_precision(answer, holds):
    answer = reading(answer, number)

    def slow(ranked, relevant):
        at = [r for r in range(1, len(ranked) + 1) if ranked[r - 1] in relevant]
        return math.fsum(n / r for n, r in enumerate(at, 1)) / max(len(relevant), 1)

    with holds("the umbrellas of question 1"):
        found = answer(["kite", "u2", "u1", "tent", "u3", "lamp"], {"u1", "u2", "u3", "u4", "u5"})
        of_found = "divided by the right items found. How many are there to find?"
        expect.unlike(found, (1 / 2 + 2 / 3 + 3 / 5) / 3, of_found)
        every = "the precision of every rank was added. At which ranks does it count?"
        expect.unlike(found, (1 / 2 + 2 / 3 + 2 / 4 + 3 / 5 + 3 / 6) / 5, every)
        inverse = "these are reciprocal ranks. How many right ones are there so far at each?"
        expect.unlike(found, (1 / 2 + 1 / 3 + 1 / 5) / 5, inverse)
        for share in (3 / 5, 3 / 6):
            expect.unlike(found, share, "this is a share of the list. Where is the order?")
        expect.unlike(found, 53 / 30, "this is the sum. By how many right items is it divided?")
        zero = "ranks seem to count from 0. The first place is rank 1"
        expect.unlike(found, (1 + 1 + 3 / 4) / 5, zero)
        itself = "the right item itself counts among the right ones so far"
        expect.unlike(found, (1 / 3 + 2 / 5) / 5, itself)
        best = "precision was made to fall down the list. Take it as it is at each rank"
        expect.unlike(found, (2 / 3 + 2 / 3 + 3 / 5) / 5, best)
        expect.close(found, 53 / 150, "Divide by all right items")
    with holds("1 for all right items on top, in any order"):
        length = "divided by the length of the list. How many right items are there?"
        expect.unlike(answer([2, 1, 8, 9], {1, 2}), 0.5, length)
        expect.close(answer([2, 1, 8, 9], {1, 2}), 1.0)
    with holds("what was not found counts below the line"):
        missed = "one of four was found, on top. Is that perfect?"
        expect.close(answer([1], {1, 2, 3, 4}), 0.25, missed)
        shorter = "two of four were found, on top: 0.5, however short the list is"
        expect.close(answer([1, 2], {1, 2, 3, 4}), 0.5, shorter)
        many = "three of thirty were found, on top: 0.1, however many there are"
        expect.close(answer([1, 2, 3], set(range(1, 31))), 0.1, many)
    with holds("nothing found, or nothing to find, is 0"):
        expect.close(answer([8, 9], {1, 2}), 0.0)
        expect.close(answer([8, 9], set()), 0.0, "There is nothing to divide by")
    with holds("a list may be long, and 0 is an id like any other"):
        down = "the right item is at rank {}. The whole list counts"
        for last in (40, 400):
            expect.close(answer(list(range(1, last + 1)), {last}), 1 / last, down.format(last))
        hits = "300 items, all of them right, are perfect. Can the hits be counted that far?"
        expect.close(answer(list(range(1, 301)), set(range(1, 301))), 1.0, hits)
        expect.close(answer([7, 0], {0}), 0.5, "id 0 got lost")
    with holds("many random lists"):
        rng = np.random.default_rng(6)
        for _ in range(3):
            for ranked, relevant in _lists(rng)[0]:
                expect.close(answer(ranked, relevant), slow(ranked, relevant))
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "ranked relevant")
