"""The question recall_both_ways."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question


def _pairs_both_ways(rng):
    shown = rng.normal(size=(24, 6))
    images = shown + 0.7 * rng.normal(size=(24, 6)) + 0.6 * rng.normal(size=6)
    texts = shown + 0.7 * rng.normal(size=(24, 6)) + 0.6 * rng.normal(size=6)
    return images, texts, int(rng.integers(1, 5))


@question(inputs=_pairs_both_ways)
def recall_both_ways(answer, holds):
    images, texts, _ = _pairs_both_ways(np.random.default_rng(0))

    def slow(queries, gallery, k):
        """Share of queries whose partner is among their k best, one query at a time."""
        hits = 0
        for row, query in enumerate(queries):
            cosines = [query @ g / np.sqrt((query @ query) * (g @ g)) for g in gallery]
            hits += sum(c > cosines[row] for c in cosines) < k
        return hits / len(queries)

    def both(images, texts, k):
        found = answer(images, texts, k)
        two = isinstance(found, tuple | list) and len(found) == 2
        expect.that(two, "return two numbers: `return text_to_image, image_to_text`")
        return np.array([float(part) for part in found])

    with holds("by hand: three pairs, one of them mixed up"):
        eye = np.eye(3)
        mixed = np.array([[1.0, 0.0, 0.0], [0.0, 0.5, 0.8], [0.0, 0.0, 1.0]])
        found = both(eye, mixed, 1)
        percent = "these are percentages. Give shares from 0 to 1"
        expect.that(found.max() <= 1, percent)
        expect.that(found.max() > 0, "nothing was found. Where is the partner of query i?")
        expect.close(found[0], 2 / 3, "Text 1 finds image 2; the others find their own", 1e-6)
    with holds("text to image first, then image to text"):
        found = both(images, texts, 2)
        expected = np.array([slow(texts, images, 2), slow(images, texts, 2)])
        expect.unlike(found, expected[::-1], "the two directions are exchanged")
        one_way = "both numbers are of one direction. A query is a row once, a column once"
        expect.that(found[0] != found[1], one_way)
        dots = images @ texts.T
        own = dots.diagonal()
        raw = [np.mean((dots > own).sum(0) < 2), np.mean((dots > own[:, None]).sum(1) < 2)]
        expect.unlike(found, np.array(raw), "these are dot products. Are all rows normalized?")
        first = np.array([slow(texts, images, 1), slow(images, texts, 1)])
        expect.unlike(found, first, "k is left out: only the first place counts here")
        third = np.array([slow(texts, images, 3), slow(images, texts, 3)])
        expect.unlike(found, third, "one place too many: k = 2 are the two best")
        expect.close(found, expected)
    with holds("with k as large as the gallery everything is found"):
        expect.close(both(images, texts, 24), np.ones(2))
