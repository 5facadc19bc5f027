"""The question best_variant."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading
from course_utils.grading.questions.project_p2._shared import text

NAMES = ["A {}, drawn ", "One {}, drawn ", " The {}, cut out", " {}, Cut Out"]


def _variants(rng):
    """Four variants: one best in the choosing part, another in the rest and in all, some tied.

    Their names have capitals, commas and spaces; the counts do not fit into a byte. The first and
    the last picture are for choosing: without either the third variant is as good as the best two.
    """
    choosing = rng.permutation(np.arange(1600) < 600)  # one more of 600 is better
    counts = {"choosing": [517, 517, 516, 356], "rest": [100, 200, 900, 500]}
    order = rng.permutation(4) if rng.random() < 0.4 else [2, 3, *rng.permutation(2)]
    rows = np.zeros((4, len(choosing)), dtype=bool)
    for place, row in enumerate(rows):
        row[rng.permutation(np.flatnonzero(choosing))[: counts["choosing"][place]]] = True
        row[rng.permutation(np.flatnonzero(~choosing))[: counts["rest"][place]]] = True
    first, last = np.flatnonzero(choosing & rows[0] & rows[1] & ~rows[2])[:2]
    pictures = np.r_[first, np.delete(np.arange(len(choosing)), [first, last]), last]
    names = map(str, rng.permutation(NAMES))
    right = {name: rows[place][pictures] for name, place in zip(names, order, strict=True)}
    return right, choosing[pictures]


def _first_of_best(right, choosing):
    most = max(row[choosing].sum() for row in right.values())
    return next(name for name, row in right.items() if row[choosing].sum() == most)


def _without_best(right, choosing):
    """The first of the best is left out: another is the only best one, often the last."""
    best = _first_of_best(right, choosing)
    return {name: row for name, row in right.items() if name != best}


def _three_times(answer, right, choosing):
    """Also without the first of the best, and where no variant names any picture of the choosing
    part rightly: all are equals."""
    none = {name: row & ~choosing for name, row in right.items()}
    each = right, _without_best(right, choosing), none
    return [text(answer(variants, choosing)) for variants in each]


@question(inputs=_variants, observe=_three_times)
def best_variant(answer, holds):
    answer = reading(answer, text)
    choosing = np.array([True, True, True, False, False, False, False])
    right = {
        "worst": np.array([False, False, False, True, True, True, False]),
        "best": np.array([True, True, False, False, False, False, False]),
        "as good": np.array([True, True, False, True, False, False, False]),
        "lucky": np.array([True, False, False, True, True, True, True]),
    }
    with holds("one of the variants"):
        expect.one_of(answer(right, choosing), list(right))
    with holds("chosen on the choosing part"):
        found = answer(right, choosing)
        test = "it is best in the reporting part. Chosen there, nothing is left to report on"
        expect.unlike(found, "lucky", f"{test}. Which rows are for choosing?")
        expect.unlike(found, "worst", "it is right least often in the choosing part")
        expect.one_of(found, ["best", "as good"])
    with holds("of equals, the first"):
        found = answer(right, choosing)
        expect.unlike(found, "as good", "it is as good as an earlier one. The first is asked for")
        expect.equal(found, "best")
    with holds("the last variant and the last picture count, too"):
        last = {name: right[name] for name in ("worst", "lucky", "best")}
        expect.equal(answer(last, choosing), "best", "It comes last")
        ends = {"a": np.array([True, False, True, False]), "b": np.array([True, False, True, True])}
        expect.equal(answer(ends, np.arange(4) != 1), "b", "It is right on the last picture, too")
    with holds("where none is right they are equals, too"):
        wrong = {name: row & ~choosing for name, row in right.items()}
        expect.equal(answer(wrong, choosing), "worst", "Of equals the first")
    with holds("on pictures and variants of any number"):
        for seed in range(8):
            right, choosing = _variants(np.random.default_rng(seed))
            for some in (right, _without_best(right, choosing)):
                expect.one_of(answer(some, choosing), list(some))
                best = _first_of_best(some, choosing)
                expect.equal(answer(some, choosing), best, "One picture more is better, of 600 too")
