"""The question right_ranks."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading, whole
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions._shared import METRICS

BARELY = 2e-6  # less than what counts as close, and more than float32 rounds away
TINY = 2.0**-12  # makes it less than any fixed margin, and exact scores stay so


def _scores_with_ties(rng):
    """Seven images, nine texts: ties before and behind the right image, one row with three texts.

    An image that no text describes stands before some right ones; scores are of either sign, and
    one of them is barely lower than that of a right image. All of them are small.
    """
    images = rng.permutation(7)
    own, nobody = np.concatenate([images[:6], rng.permutation(images[:6])[:3]]), images[6]
    similarity = rng.integers(-6, 4, size=(7, 9)) / 4
    for text in range(9):
        right = similarity[own[text], text]
        before, behind = (own[text] - 1) % 7, (own[text] + 1) % 7
        if text % 3 == 0:
            similarity[before, text] = right
        if text % 3 == 1:
            similarity[[before, behind], text] = right
        if text % 3 == 2:
            similarity[[before, nobody], text] = right - BARELY, right + 1
    return similarity * TINY, own


def _large_gallery(rng):
    """More images than fit on a page, or into a byte, all of one score for the last text."""
    similarity = np.round(rng.uniform(-2, 1, (300, 4)), 3)
    similarity[:, 3] = -1.25
    own = rng.permutation(300)[:4]
    similarity[own[:2], [0, 1]] = -0.5, 0.5
    return similarity, own


def _each(answer, galleries):
    return [whole(answer(*gallery)) for gallery in galleries]


def _galleries(rng):
    return ([_scores_with_ties(rng), _large_gallery(rng)],)


def _case(rng):
    return rng.normal(size=(7, 9)), rng.integers(7, size=9)


@question(
    inputs=and_another(_galleries, _case),
    observe=and_as_before(_each, whole),
    withheld=METRICS,
)
def right_ranks(answer, holds):
    answer = reading(answer, whole)

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
        texts = "one rank for each text (column)"
        expect.shape(answer(similarity, own), (4,), texts)
    with holds("the rank of the right image, from 1"):
        found = answer(similarity, own)
        expected = slow(similarity, own, lambda s, right: s >= right)
        zero = "these count from 0. The best rank is 1"
        expect.unlike(found, expected - 1, zero)
        worst = "the lowest score comes first here. Is higher closer?"
        expect.unlike(found, slow(-similarity, own, lambda s, right: s >= right), worst)
        itself = "one too many everywhere: the right image counted itself"
        expect.unlike(found, expected + 1, itself)
        mapped = "text j was taken to belong to image j. What does `image_of_text` say?"
        expect.unlike(found, slow(similarity[:, :3], range(3), np.greater_equal), mapped)
        first = np.array([1 + list(np.argsort(-c)).index(0) for c in similarity.T])
        expect.unlike(found, first, "this is the rank of image 0. Which image is right for a text?")
        best = "these are row numbers of images, not ranks. At which place is the right one?"
        expect.unlike(found, similarity.argmax(axis=0), best)
        across = similarity[own] >= similarity[own, range(4)][:, None]
        rows = "each image's texts were ranked. Each text's images are asked for, down a column"
        expect.unlike(found, across.sum(axis=1), rows)
        expect.equal(found, expected, "Count the images that score at least as high")
    with holds("a tie counts against the model"):
        dead = np.zeros((4, 4))
        for_it = "all scores are equal, and the right image came first. Who wins a tie?"
        found = answer(dead, np.arange(4))
        expect.unlike(found, np.ones(4, dtype=int), for_it)
        by_place = "ties went by position. A shuffled gallery would score differently"
        expect.unlike(found, np.arange(1, 5), by_place)
        expect.unlike(found, np.arange(4, 0, -1), by_place)
        shared = "images of one score take a place each: three wrong ones stand before the right"
        expect.unlike(found, np.full(4, 2), shared)
        expect.unlike(
            found, np.full(4, 5), "there are four images. Did the right one count itself?"
        )
        expect.equal(found, np.full(4, 4), "Three wrong images stand before the right one")
    with holds("a lower score is no tie, however little lower it is, and scores may be negative"):
        barely = "a wrong image scores a little less than the right one. Is that the same score?"
        near = np.array([[0.5, 0.5 - BARELY], [0.5 - BARELY, 0.5], [0.1, 0.4]])
        for scores in (near, near * TINY):
            expect.equal(answer(scores, np.array([0, 1])), np.array([1, 1]), barely)
        below = "all scores are below 0, and the right one is the highest"
        expect.equal(answer(near - 3, np.array([0, 1])), np.array([1, 1]), below)
    with holds("all images count, many or few, described or not"):
        nobody = "no text describes image 2. Does it stand before the others?"
        alone = np.array([[0.2, 0.3], [0.4, 0.1], [0.9, 0.9]])
        expect.equal(answer(alone, np.array([0, 1])), np.array([3, 3]), nobody)
        many = "300 images of one score: the right one is the last of them"
        expect.equal(answer(np.zeros((300, 1)), np.array([7])), np.array([300]), many)
    with holds("texts of one image do not compete"):
        two = np.array([[0.9, 0.8, 0.1], [0.2, 0.3, 0.7]])
        found = answer(two, np.array([0, 0, 1]))
        expect.equal(found, np.array([1, 1, 1]), "A text looks at images, down its column")
    with holds("many random scores, with ties"):
        rng = np.random.default_rng(6)
        for scores, image_of_text in [pair for _ in range(6) for pair in _galleries(rng)[0]]:
            counted = slow(scores, image_of_text, np.greater_equal)
            expect.equal(answer(scores, image_of_text), counted, "ties, or places, were miscounted")
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "similarity image_of_text")
