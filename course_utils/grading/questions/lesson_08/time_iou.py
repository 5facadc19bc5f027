"""The question time_iou."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, observed_each, reading

WITHHELD = ("modalities.alignment.overlap", "modalities.overlap")


def _spans(rng):
    """One inside the other, overlapping, touching and apart, in both orders.

    Then very short ones, ones with an end in common, one that starts at 0, one about a full hour,
    and one that is small in the other.
    """
    t = np.cumsum(rng.uniform(0.5, 3, 4)).tolist()
    pairs = [
        ((t[0], t[3]), (t[1], t[2])),
        ((t[0], t[2]), (t[1], t[3])),
        ((t[0], t[1]), (t[1], t[2])),
        ((t[0], t[1]), (t[2], t[3])),
    ]
    pairs += [(b, a) for a, b in pairs[:2]]
    short = [tuple((0.01 * start, 0.01 * end) for start, end in pair) for pair in pairs[:2]]
    common = [((t[0], t[2]), (t[0], t[1])), ((t[1], t[2]), (t[0], t[2]))]
    zero, late = (
        ((start, start + t[2]), (start + t[0], start + t[1])) for start in (0, 3600 - t[1])
    )
    return (pairs + short + common + [zero, late, ((t[1], t[2]), (t[0], t[3] + 40))],)


@question(inputs=_spans, observe=observed_each(number), withheld=WITHHELD)
def time_iou(answer, holds):
    answer = reading(answer, number)
    with holds("seconds 2 to 6 and 4 to 10 share two of eight"):
        found = answer((2, 6), (4, 10))
        added = "the shared seconds count twice below the line"
        expect.unlike(found, 0.2, added)
        one = "this is a share of one of the spans. What do both together cover?"
        ends = "a span from 2 to 6 lasts 4 seconds, not 5"
        expect.unlike(answer((2, 6), (3, 11)), 4 / 10, ends)
        expect.unlike(found, 0.5, one)
        expect.unlike(found, 1 / 3, one)
        expect.unlike(found, 2.0, "these are seconds. Divide by what both together cover")
        dice = "the shared seconds are counted twice, above the line and below"
        expect.unlike(found, 0.4, dice)
        expect.close(found, 0.25)
    with holds("spans that do not touch share nothing"):
        negative = "an overlap cannot be negative. What is the least it can be?"
        expect.that(answer((0, 1), (3, 4)) >= 0, negative)
        expect.close(answer((0, 1), (3, 4)), 0.0)
        expect.close(answer((0, 1), (1, 2)), 0.0, "they touch in one moment, which has no length")
    with holds("1 for the same span, and the order does not matter"):
        expect.close(answer((1.5, 4), (1.5, 4)), 1.0)
        expect.close(answer((0, 8), (2, 4)), 0.25, "one inside the other")
        parts = "spans need not begin or end at a whole second"
        expect.close(answer((0.5, 2), (1.25, 3)), 0.3, parts)
        expect.close(answer((2, 4), (0, 8)), 0.25, "one inside the other, the other way round")
        common = "they begin together, or end together, and one is longer"
        kept = "(0, 8) was there before, with another span beside it"
        expect.unlike(answer((0, 8), (0, 4)), 0.25, kept)
        expect.close(answer((0, 8), (0, 4)), 0.5, common)
        expect.close(answer((5, 8), (0, 8)), 0.375, common)
        expect.close(answer((50, 51), (0, 100)), 0.01, "a small share is a share")
    with holds("spans may last parts of a second"):
        short = "(0, .02) and (.01, .04) share a quarter. Is something added, or at least a second?"
        expect.close(answer((0, 0.02), (0.01, 0.04)), 0.25, short)
        thousandths = "(0, .002) and (.001, .004) share a quarter. Is something rounded?"
        expect.close(answer((0, 0.002), (0.001, 0.004)), 0.25, thousandths)
        late = "when the hour is full the parts of a second count as before"
        expect.close(answer((3599.5, 3601), (3600.25, 3602)), 0.3, late)
    with holds("many random spans, counted in small steps"):
        rng = np.random.default_rng(8)
        for _ in range(20):
            a, b = (tuple(np.sort(rng.choice(41, 2, replace=False) / 4).tolist()) for _ in range(2))
            steps = np.arange(0, 12, 0.25) + 0.125
            one, other = ((steps > start) & (steps < end) for start, end in (a, b))
            share = (one & other).sum() / (one | other).sum()
            expect.close(answer(a, b), share)
