"""The question recall_both_ways."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, pair, reading
from course_utils.grading.questions._shared import METRICS
from course_utils.grading.questions.lesson_03._shared import _near


def _pairs_both_ways(rng):
    shown = rng.normal(size=(24, 6))
    images = shown + 0.7 * rng.normal(size=(24, 6)) + 0.6 * rng.normal(size=6)
    texts = shown + 0.7 * rng.normal(size=(24, 6)) + 0.6 * rng.normal(size=6)
    texts[[3, 5]] = texts[[2, 4]] + 0.01 * rng.normal(size=(2, 6))  # rivals that are near
    texts[[0, 1]] = _near(rng, images[0], [0.02, 0.01])
    images *= 10 ** rng.uniform(-2, 0.5, size=(24, 1))
    return images, texts * 10 ** rng.uniform(-2, 0.5, size=(24, 1)), _many_pairs(rng)


def _many_pairs(rng):
    """Of 60 pairs at right angles those behind a drawn one have each other's texts."""
    images, first = np.eye(60), int(rng.integers(10, 50))
    return images, np.vstack([images[:first], np.roll(images[first:], 1, axis=0)])


def _two_recalls(found):
    parts = pair(found, "return two numbers: `return text_to_image, image_to_text`")
    return np.array([number(part) for part in parts])


def _at_each_k(answer, images, texts, many):
    """The next two: partners behind each other, so that their cosines are negative, and lowest.

    The last: as many pairs as numbers.
    """
    found = [_two_recalls(answer(images, texts, k)) for k in (1, 2, 5)]
    found += [_two_recalls(answer(images, -texts, k)) for k in (15, len(images))]
    found.append(_two_recalls(answer(*many, 1)))
    return [*found, _two_recalls(answer(images[:6], texts[:6], 1))]


@question(
    inputs=_pairs_both_ways,
    observe=_at_each_k,
    withheld=METRICS,
)
def recall_both_ways(answer, holds):
    both = reading(answer, _two_recalls)
    images, texts, many = _pairs_both_ways(np.random.default_rng(1))

    def slow(queries, gallery, k):
        """Share of queries whose partner is among their k best, one query at a time."""
        hits = 0
        for row, query in enumerate(queries):
            cosines = [query @ g / np.sqrt((query @ query) * (g @ g)) for g in gallery]
            hits += sum(c > cosines[row] for c in cosines) < k
        return hits / len(queries)

    with holds("by hand: three pairs, one of them mixed up"):
        eye = np.eye(3)
        mixed = np.array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.8], [0.0, 0.0, 1.0]])
        found = both(eye, mixed, 1)
        expect.unlike(found[0], 200 / 3, "these are percentages. Give shares from 0 to 1", 1e-4)
        expect.unlike(found[0], 2.0, "these are counts. Give shares from 0 to 1")
        expect.that(found.max() > 0, "nothing was found. Where is the partner of query i?")
        expect.close(found[0], 2 / 3, "Text 1 finds image 2; the others find their own", 1e-5)
    with holds("text to image first, then image to text"):
        found = both(images, texts, 2)
        expected = np.array([slow(texts, images, 2), slow(images, texts, 2)])
        expect.unlike(found, expected[::-1], "the two directions are exchanged", 1e-5)
        dots = images @ texts.T
        own = dots.diagonal()
        raw = [np.mean((dots > own).sum(0) < 2), np.mean((dots > own[:, None]).sum(1) < 2)]
        dot_products = "these are dot products. Are all rows normalized?"
        expect.unlike(found, np.array(raw), dot_products, 1e-5)
        for side, half in (
            ("texts", dots / np.linalg.norm(images, axis=1)[:, None]),
            ("images", dots / np.linalg.norm(texts, axis=1)),
        ):
            own = half.diagonal()
            one = [np.mean((half > own).sum(0) < 2), np.mean((half > own[:, None]).sum(1) < 2)]
            longest = f"long {side} have an advantage here. Are all rows normalized?"
            expect.unlike(found, np.array(one), longest, 1e-5)
        for k, why in {
            1: "k is left out, or one place too few: only the first counts here",
            3: "one place too many: k = 2 are the two best",
            24: "k = 2 are two places, and all were looked at",
        }.items():
            other = np.array([slow(texts, images, k), slow(images, texts, k)])
            expect.unlike(found, other, why, 1e-5)
        first = np.array([slow(texts, images, 2), slow(images, texts, 2)]) / 2
        expect.unlike(found, first, "these are divided by k: a precision", 1e-5)
        near = "these count the nearest end to end. Are all rows normalized?"
        far = ((images[:, None] - texts) ** 2).sum(axis=2)
        mine = far.diagonal()
        ends = [np.mean((far < mine).sum(0) < 2), np.mean((far < mine[:, None]).sum(1) < 2)]
        expect.unlike(found, np.array(ends), near, 1e-5)
        one_way = "both numbers are of one direction. A query is a row once, a column once"
        expect.unlike(found, expected[[0, 0]], one_way, 1e-5)
        expect.unlike(found, expected[[1, 1]], one_way, 1e-5)
        average = "both numbers are the mean of the two directions"
        expect.unlike(found, np.full(2, expected.mean()), average, 1e-5)
        more = "Are all rows divided by their own lengths, and by nothing more?"
        expect.close(found, expected, more, 1e-5)
        order = "with the pairs in another order it is another recall"
        expect.close(both(images[::-1], texts[::-1], 2), expected, order, 1e-5)
        short = "vectors that are shorter got another recall. What is added to a length?"
        expect.close(both(images / 300, texts / 300, 2), expected, short, 1e-5)
        long = "of 60 pairs it is another recall. Are all of them asked?"
        share = (many[0] == many[1]).all(axis=1).mean()
        expect.close(both(*many, 1), np.full(2, share), long, 1e-5)
        few = images[:6], texts[:6]
        square = "with six pairs of six numbers it is wrong. Which axis is which there?"
        expected = np.array([slow(*few[::-1], 1), slow(*few, 1)])
        expect.close(both(*few, 1), expected, square, 1e-5)
    with holds("with k as large as the gallery everything is found"):
        expect.close(both(images, texts, 24), np.ones(2), tolerance=1e-5)
    with holds("a cosine below 0 is one, too"):
        behind = np.array([[-3.0, -1.0, -1.0], [-1.0, -3.0, -1.0], [-1.0, -1.0, -3.0]])
        cut = "all partners are the farthest, and behind. Are the cosines cut at 0?"
        expect.close(both(np.eye(3), behind, 1), np.zeros(2), cut)
        last = "each partner comes last of three, and k is 3"
        expect.close(both(np.eye(3), behind, 3), np.ones(2), last)
    with holds("a rival that is only a little nearer comes first, too"):
        rounded = "a cosine of 0.999 is more than one of 0.998. Were they rounded?"
        for far, nearer in ((0.06, 0.045), (0.02, 0.01)):
            near = np.array([[1.0, far, 0.0], [1.0, nearer, 0.0], [0.0, 0.0, 1.0]])
            expect.close(both(np.eye(3), near, 1), np.array([2.0, 1.0]) / 3, rounded, 1e-5)
