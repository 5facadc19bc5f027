"""The question filtered_top."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading, rows


def _gallery(rng):
    """Nine scores, most of them below 0, some below -1 and some equal; the best seldom allowed."""
    scores = rng.integers(-4, 2, size=9) / 2
    allowed = np.full(9, False)
    allowed[rng.permutation(np.argsort(scores)[:7])[: rng.integers(1, 6)]] = True
    return scores, allowed, int(rng.integers(2, 6)), *_many(rng), _near(rng)


def _many(rng):
    """A hundred scores of few values, the best of them hidden: only a stable sort keeps equals."""
    many = rng.permutation(np.repeat([0.5, 0.0, -0.5, -1.0, -1.5], 20))
    return many, many < -0.2


def _near(rng):
    """Scores that differ in the sixth decimal: rounded, they would be equal. Two are each time."""
    return rng.permutation(np.arange(9) // 2) * 2e-6 - 5e-6


def _filters(answer, scores, allowed, k, many, hidden, near):
    """The rows for this filter, none where k is 0, where it lets nothing or one through, of far
    lower scores, of a single row, of many, few or many of which are wanted, and of near ones."""
    nobody, one = np.full(9, False), np.arange(9) == k
    return [
        rows(answer(*gallery))
        for gallery in (
            (scores, allowed, k),
            (scores, allowed, 1),
            (scores, allowed, 0),
            (scores, nobody, k),
            (scores, one, k),
            (1e12 * scores, allowed, k),
            (scores[:1], ~nobody[:1], k),
            (many, hidden, 30),
            (many, hidden, 1),
            (near, ~nobody, 4),
        )
    ]


@question(inputs=_gallery, observe=_filters)
def filtered_top(answer, holds):
    answer = reading(answer, rows)

    def slow(scores, allowed, k):
        kept = [row for row in range(len(scores)) if allowed[row]]
        return np.array(sorted(kept, key=lambda row: (-scores[row], row))[:k], dtype=int)

    scores = np.array([-0.2, 0.9, 0.4, -0.5, 0.8, -0.2])
    allowed = np.array([True, False, True, True, False, True])
    with holds("rows that are allowed, and no others"):
        found = answer(scores, allowed, 2)
        after = "the filter came after the cut: of the best two none is left. Filter first"
        expect.that(len(found) > 0, after)
        expect.that((found >= 0).all(), "a negative number is no row")
        expect.that(allowed[found % 6].all(), "a row that is not allowed was returned")
    with holds("the numbers of the rows in the whole gallery"):
        found = answer(scores, allowed, 2)
        inside = "these are places among the allowed ones. Which rows of the gallery are they?"
        expect.unlike(found, np.array([1, 0]), inside)
        expect.unlike(found, np.array([3, 0]), "the worst come first")
        expect.unlike(found, np.array([0, 2]), "the best of them comes last")
        expect.unlike(found, np.array([3, 2]), "the sign of a score is lost: -0.5 is a low one")
        expect.unlike(found, np.array([2, 5]), "of equals the last row came. The first should")
        only = "scores below 0 are left out. They are scores like others"
        expect.unlike(found, np.array([2]), only)
        expect.equal(found, np.array([2, 0]), "k rows, the best first")
        kept = "other scores have other rows. Is something kept from an earlier call?"
        expect.equal(answer(-scores, allowed, 2), np.array([3, 0]), kept)
    with holds("of equals, the first row"):
        expect.unlike(answer(scores, allowed, 3), np.array([2, 5, 0]), "the last row came first")
        expect.equal(answer(scores, allowed, 3), np.array([2, 0, 5]))
        many, hidden = _many(np.random.default_rng(0))
        stable = "among a hundred with many equals they are not in the order of the rows"
        expect.equal(answer(many, hidden, 30), slow(many, hidden, 30), stable)
        behind = "the best of those allowed come after 40 that are not. Filter all of them first"
        found = answer(many, hidden, 1)
        expect.that(len(found) == 1, behind)
        expect.equal(found, slow(many, hidden, 1), behind)
    with holds("scores that are near to each other are no equals"):
        near, every = _near(np.random.default_rng(0)), np.full(9, True)
        rounded = "small differences did not count. Is something rounded before it is sorted?"
        found, equals = answer(near, every, 4), "of equals the last row came, where all are allowed"
        expect.unlike(found, 8 - slow(near[::-1], every, 4), equals)
        expect.equal(found, slow(near, every, 4), rounded)
    with holds("where fewer are allowed, fewer come"):
        for few in (np.arange(6) == 3, np.full(6, False)):
            found = answer(scores, few, 4)
            expect.shape(found, (int(few.sum()),), "all that is allowed, and nothing to fill up")
            expect.equal(found, np.flatnonzero(few))
        expect.equal(answer(scores[:1], allowed[:1], 4), np.array([0]), "the one row that there is")
        expect.shape(answer(scores, allowed, 0), (0,), "where k is 0, no row at all")
    with holds("on other galleries, with scores below 0"):
        for seed in range(6):
            drawn = _gallery(np.random.default_rng(seed))[:3]
            zero = "A score of 0 or of -1 is a good one where others are lower"
            expect.equal(answer(*drawn), slow(*drawn), zero)
            scores, *rest = drawn
            low = "A score of -1,000,000,000,000 is a good one where others are lower"
            expect.equal(answer(1e12 * scores, *rest), slow(scores, *rest), low)
