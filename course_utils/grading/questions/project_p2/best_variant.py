"""The question best_variant."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading
from course_utils.grading.questions.project_p2._shared import text

NAMES = ["A {}, drawn ", "One {}, drawn ", " The {}, cut out", " {}, Cut Out"]


def _variants(rng):
    """Four variants: one best in the choosing part, another in the rest and in all, some tied.

    Their names have capitals, commas and spaces; the counts do not fit into a byte.
    """
    choosing = rng.permutation(np.arange(1600) < 600)  # one more of 600 is better
    counts = {"choosing": [517, 517, 516, 356], "rest": [100, 200, 900, 500]}
    order = rng.permutation(4) if rng.random() < 0.4 else [2, 3, *rng.permutation(2)]
    right = {}
    for name, place in zip(rng.permutation(NAMES), order, strict=True):
        row = np.zeros(len(choosing), dtype=bool)
        row[rng.permutation(np.flatnonzero(choosing))[: counts["choosing"][place]]] = True
        row[rng.permutation(np.flatnonzero(~choosing))[: counts["rest"][place]]] = True
        right[str(name)] = row
    return right, choosing


def _with_none_right(answer, right, choosing):
    """Also where no variant names any picture of the choosing part rightly: all are equals."""
    none = {name: row & ~choosing for name, row in right.items()}
    return [text(answer(right, choosing)), text(answer(none, choosing))]


@question(inputs=_variants, observe=_with_none_right)
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
    with holds("where none is right they are equals, too"):
        wrong = {name: row & ~choosing for name, row in right.items()}
        expect.equal(answer(wrong, choosing), "worst", "Of equals the first")
    with holds("on pictures and variants of any number"):
        for seed in range(8):
            right, choosing = _variants(np.random.default_rng(seed))
            expect.one_of(answer(right, choosing), list(right))
            most = max(row[choosing].sum() for row in right.values())
            first = next(name for name, row in right.items() if row[choosing].sum() == most)
            expect.equal(answer(right, choosing), first, "One picture more is better, of 600 too")
