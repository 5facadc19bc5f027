"""The question merge_shards."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, pair, whole
from course_utils.grading.questions.lesson_10._shards import cases

WITHHELD = ("scaling.search.merge_top", "scaling.merge_top")
TWO = "give two things: scores and ids"


def _read(found):
    scores, ids = pair(found, TWO)
    return numbers(scores), whole(ids)


def _each(answer, cases):
    return [[part.tolist() for part in _read(answer(*case))] for case in cases]


@question(inputs=cases, observe=_each, count=4, withheld=WITHHELD)
def merge_shards(answer, holds):
    def by(*order, known="i", least=0):
        """A way to merge: hits ordered by these, each one of `known` once, ids from `least`."""

        def merge(scores, ids, k):
            found = np.full((len(scores[0]), k), -np.inf), np.full((len(scores[0]), k), -1)
            for query in range(len(scores[0])):
                hits = [
                    {"s": s, "-s": -s, "i": i, "-i": -i, "shard": shard, "hit": (shard, i)}
                    for shard, (some, theirs) in enumerate(zip(scores, ids, strict=True))
                    for s, i in zip(some[query].tolist(), theirs[query].tolist(), strict=True)
                    if i >= least
                ]
                hits.sort(key=lambda hit: [hit[name] for name in order])
                first = {hit[known]: hit for hit in reversed(hits)}
                best = [hit for hit in hits if first[hit[known]] is hit][:k]
                found[0][query, : len(best)] = [hit["s"] for hit in best]
                found[1][query, : len(best)] = [hit["i"] for hit in best]
            return found

        return merge

    slow, twice = by("-s", "i"), by("-s", "i", known="hit")

    def misread(scores, ids, k):
        """What each misconception gives, and what to say of it."""
        right, part = slow(scores, ids, k), -(-k // len(scores))
        few = [some[:, :part] for some in scores], [some[:, :part] for some in ids]
        none = "what has the id -1 is no hit, whatever its score"
        ways = (
            (twice, "an item that two shards hold is there twice"),
            (
                lambda *case: slow(*([found] for found in twice(*case)), k),
                "cut first, then what was there twice was dropped",
            ),
            (by("-s", "i", least=-1), none),
            (by("-s", "i", known="hit", least=-1), none),
            (by("-s", "i", known="s"), "of two items with one score one got lost"),
            (by("s", "i"), "the lowest score comes first. Which way does it sort?"),
            (by("-s", "shard", "i"), "equal scores stand shard by shard. The lower id comes first"),
            (by("shard", "-s", "i"), "the first shards fill the list. Which scores are best?"),
            (by("-s", "-i"), "of equal scores the lower id comes first, not the higher"),
            (lambda *_: slow(*few, k), "each shard gave a part. Can one not hold all the best?"),
            (lambda s, i, k: slow(s[:1], i[:1], k), "only the first shard was asked"),
            (lambda s, i, k: slow(s[:-1] or s, i[:-1] or i, k), "the last shard was left out"),
            (by("-s", "i", least=1), "id 0 got lost. Which number stands for no hit?"),
            (
                lambda *_: (np.where(right[1] < 0, 0, right[0]), right[1]),
                "the score of no hit is -inf. 0 is a score like any other",
            ),
            (lambda *_: (right[0], right[1].clip(0)), "id 0 is an item. No hit is -1"),
        )
        return [(*way(scores, ids, k), message) for way, message in ways]

    def compare(*case):
        scores, ids = map(numbers, pair(answer(*case), TWO))
        right = slow(*case)
        expect.that(not np.array_equal(scores, right[1]), "ids came first. Return scores, then ids")
        expect.shape(scores, right[0].shape, "k scores for each query, whatever the shards found")
        expect.shape(ids, right[1].shape, "k ids for each query, whatever the shards found")
        nan = "a score is NaN: was it beside the id -1? What stands there is no hit"
        expect.that(not np.isnan(scores).any(), nan)
        ids = whole(ids)
        if np.array_equal(scores, right[0]) and np.array_equal(ids, right[1]):
            return
        for wrong, theirs, message in misread(*case):
            if not (np.array_equal(wrong, right[0]) and np.array_equal(theirs, right[1])):
                alike = np.allclose(scores, wrong) and np.array_equal(ids, theirs)
                expect.that(not alike, message)
        alike = np.allclose(scores, right[0])
        rounded = "the scores were rounded. Some differ by very little"
        expect.that(alike or not np.allclose(scores, right[0].round(2)), rounded)
        expect.that(alike, "these are not the k best scores")
        expect.equal(ids, right[1], "the scores are right. Whose are they?")

    rng, one = np.random.default_rng(7), np.array([[0.9, 0.5, 0.4]])
    with holds("two shards, one query: the best three of both"):
        compare([one, one - 0.15], [np.array([[4, 2, 9]]), np.array([[7, 3, 8]])], 3)
        compare([one - 2, one], [np.array([[4, 2, 9]]), np.array([[7, 3, 8]])], 3)
    with holds("equal scores: the lower id comes first, wherever it lies"):
        same = np.full((1, 3), 0.5)
        compare([same], [np.array([[9, 4, 6]])], 3)
        compare([same, same], [np.array([[4, 9, 6]]), np.array([[1, 5, 8]])], 4)
    with holds("an item that two shards hold is listed once"):
        compare([one, one[:, :2]], [np.array([[4, 2, 9]]), np.array([[4, 2]])], 3)
    with holds("two items may have one score"):
        compare([one[:, :2], one], [np.array([[7, 3]]), np.array([[4, 2, 9]])], 3)
    with holds("scores that differ by little are not equal"):
        compare([0.5 + one / 1000, one - 2], [np.array([[9, 4, 2]]), np.array([[8, 3, 7]])], 3)
    with holds("beside the id -1 may stand anything: infinity, or NaN, which is no number"):
        for anything in (np.inf, np.nan):
            odd = np.append(one, [[anything]], axis=1)
            compare([odd[:, 3:], odd], [np.array([[-1]]), np.array([[4, 2, 9, -1]])], 5)
    with holds("fewer than k hits: the rest has the score -inf and the id -1"):
        none = np.zeros((1, 2))
        compare([one[:, :1], none], [np.array([[0]]), np.array([[-1, -1]])], 3)
        compare([one, none], [np.array([[4, 2, 9]]), np.array([[-1, -1]])], 3)
    with holds("scores below 0, too, are better than no hit"):
        compare([one - 2, none], [np.array([[4, 2, 9]]), np.array([[-1, -1]])], 4)
    with holds("many random searches"):
        for case in [case for _ in range(8) for case in cases(rng)[0]]:
            compare(*case)
