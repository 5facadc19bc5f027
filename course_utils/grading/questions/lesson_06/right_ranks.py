"""The question right_ranks."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _scores_with_ties(rng):
    similarity = rng.integers(0, 6, size=(6, 9)) / 4
    return similarity, np.concatenate([rng.permutation(6), rng.integers(0, 6, size=3)])


@question(inputs=_scores_with_ties, withheld=("metrics.cross_modal_report",))
def right_ranks(answer, holds):
    def slow(similarity, own, better):
        return np.array(
            [
                1 + sum(better(s, similarity[i, j]) for s in np.delete(similarity[:, j], i))
                for j, i in enumerate(own)
            ]
        )

    similarity = np.array([[0.9, 0.2, 0.5, 0.1], [0.3, 0.8, 0.4, 0.7], [0.1, 0.9, 0.6, 0.2]])
    own = np.array([0, 1, 0, 2])
    with holds("one rank for each text"):
        expect.shape(answer(similarity, own), (4,), "one rank for each text (column)")
    with holds("the rank of the right image, from 1"):
        found = answer(similarity, own)
        expected = slow(similarity, own, lambda s, right: s >= right)
        zero = "these count from 0. The best rank is 1"
        expect.unlike(found, expected - 1, zero)
        worst = "the lowest score comes first here. Is higher closer?"
        expect.unlike(found, slow(-similarity, own, lambda s, right: s >= right), worst)
        itself = "one too many everywhere: the right image counted itself"
        expect.unlike(found, expected + 1, itself)
        expect.equal(found, expected, "Count the images that score at least as high")
    with holds("a tie counts against the model"):
        dead = np.zeros((4, 4))
        for_it = "all scores are equal, and the right image came first. Who wins a tie?"
        found = answer(dead, np.arange(4))
        expect.unlike(found, np.ones(4, dtype=int), for_it)
        by_place = "ties went by position. A shuffled gallery would score differently"
        expect.unlike(found, np.arange(1, 5), by_place)
        expect.unlike(found, np.arange(4, 0, -1), by_place)
        expect.equal(found, np.full(4, 4))
    with holds("texts of one image do not compete"):
        two = np.array([[0.9, 0.8, 0.1], [0.2, 0.3, 0.7]])
        found = answer(two, np.array([0, 0, 1]))
        expect.equal(found, np.array([1, 1, 1]), "A text looks at images, down its column")
