"""The question scene_starts."""

from itertools import combinations, pairwise

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading, whole

WITHHELD = ("modalities.alignment.align", "modalities.align")
WITHHELD += ("modalities.alignment.align_shots", "modalities.align_shots")


def _close(rng):
    """Each way to cut has a sum of its own, and they differ by little; exact in float32, too."""
    sums = rng.permutation(12)
    return 1 + np.stack([np.diff(sums, prepend=0), np.zeros(12)]) / 2**14


def _scores(rng):
    """A plain table, one whose best single frames are out of order, and one as long as wide.

    Then many sentences with frames of which some say much more, scores that differ by little, and
    scores far below 0, with one sentence that gets all frames but one for each of the others.
    """
    tables = [rng.normal(size=(3, 8)), rng.normal(size=(2, 6)), rng.normal(size=(4, 9))]
    tables[0][0, 5] += 4
    tables[0][2, 1] += 4
    tables += [rng.normal(size=(3, 3)), rng.normal(size=(1, 4))]
    tables += [rng.normal(size=(6, 10)) * rng.permutation([0.3, 4.0] * 5)]
    far = rng.normal(size=(4, 11)) - 19
    far[rng.integers(4)] += 9
    return ([*tables, _close(rng), 1e5 * far],)


def _each(answer, tables):
    return [[int(start) for start in whole(answer(table)).ravel()] for table in tables]


@question(inputs=_scores, observe=_each, withheld=WITHHELD)
def scene_starts(answer, holds):
    answer = reading(answer, whole)

    def slow(scores):
        sentences, frames = scores.shape
        best, found = -np.inf, None
        for cuts in combinations(range(1, frames), sentences - 1):
            ends = [*pairwise([0, *cuts, frames])]
            total = sum(scores[s, a:b].sum() for s, (a, b) in enumerate(ends))
            if total > best:
                best, found = total, [0, *cuts]
        return np.array(found)

    with holds("the table of question 1"):
        table = np.array([[0.9, 0.2, 0.6, 0.1], [0.3, 0.5, 0.4, 0.8]])
        found = answer(table)
        expect.shape(found, (2,), "one start for each sentence")
        single = "B starts at its best single frame. What do the frames before it add up to?"
        expect.unlike(found, np.array([0, 3]), single)
        expect.unlike(
            found, np.array([0, 2]), "these are equal parts. Where do the scores come in?"
        )
        expect.unlike(found, np.array([1, 2]), "frames count from 0")
        expect.unlike(
            found, np.array([1, 4]), "these are the ends. Where does each sentence start?"
        )
        expect.close(found, np.array([0, 1]))
    with holds("the first sentence starts at frame 0, and each later than the one before"):
        turned = np.array([[0.0, 0.0, 0.0, 9.0], [0.1, 0.1, 0.1, 0.1], [9.0, 0.0, 0.0, 0.0]])
        found = answer(turned)
        late = "the first sentence does not start at frame 0. Which one has the first frames?"
        expect.that(found[0] == 0, late)
        skipped = "a sentence was given no frame, or the order was broken"
        expect.that((np.diff(found) > 0).all(), skipped)
        expect.that(found[-1] < 4, "the last sentence starts after the last frame")
    with holds("as many frames as sentences, and one sentence alone"):
        expect.close(answer(np.eye(3)[::-1].copy()), np.array([0, 1, 2]))
        expect.close(answer(np.array([[0.2, -0.5, 0.1]])), np.array([0]))
    with holds("the highest sum of all ways to cut, also with negative scores"):
        rng = np.random.default_rng(8)
        higher = "another way to cut has a higher sum. Is every cut considered?"
        for _ in range(9):
            for table in _scores(rng)[0]:
                expect.close(answer(table), slow(table), higher)
