"""The question clean_score."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, pair, whole
from course_utils.grading.questions.lesson_09._shared import at_the_threshold, beside, near, unit

TEST, TRAIN, DIM, THRESHOLD = 16, 22, 12, 0.9
WITHHELD = ("audit.embeddings.near_duplicates", "audit.near_duplicates")
TWO = "give two things: the rows that leak, and the share of hits among the others"


def _splits(rng):
    """Pairs that leak by the picture, by the caption, by both and not; rows of many lengths.

    Of those that leak on both sides some do so to one training pair, others to two. One picture
    leaks to row i of training from row i of test, and so does another one, by less. One cosine is
    just above 0.9, one just below.
    """
    while True:
        test, train = rng.normal(size=(2, TEST, DIM)), rng.normal(size=(2, TRAIN, DIM))
        row = rng.permutation(TEST)
        test[0, row[1]] = near(rng, test[0, row[0]], 0.96)
        to = np.append(row[0], rng.permutation(np.setdiff1d(np.arange(TRAIN), row[:8])))
        planted = [(0, 0, 0, 0.99), (1, 2, 2, 0.99), (1, 3, 3, 0.9001)]
        planted += [(0, 4, 4, 0.99), (1, 4, 5, 0.98), (0, 5, 6, 0.97), (1, 5, 7, 0.97)]
        planted += [(0, 6, 8, 0.98), (1, 6, 8, 0.98), (0, 7, 9, 0.995), (1, 7, 9, 0.86)]
        planted += [(0, 10, 10, 0.8999)]
        for side, here, there, cosine in planted:
            train[side, to[there]] = near(rng, test[side, row[here]], cosine)
        test[0, row[8]] = test[0, row[9]]
        cosines = unit(test) @ unit(train).transpose(0, 2, 1)
        alike = cosines >= THRESHOLD
        clear = (np.abs(cosines - THRESHOLD) > 5e-5).all() and alike.sum() == 11
        test = unit(test) * 10 ** rng.uniform(-4, 1, (2, TEST, 1))
        train = unit(train) * 10 ** rng.uniform(-4, 1, (2, TRAIN, 1))
        hits = rng.integers(0, 2, TEST)
        clean, leaks = hits[row[8:]].mean(), hits[row[:8]].mean()
        shares = {clean, leaks, 1 - clean, hits.mean(), hits[row[8:]].sum() / TEST, 0.5}
        if clear and len(shares) == 6:
            return tuple(test), tuple(train), hits, THRESHOLD


def _read(found):
    rows, share = pair(found, TWO)
    rows = sorted(rows) if isinstance(rows, (set, frozenset)) else rows
    return np.sort(whole(rows).ravel() if len(rows) else np.zeros(0, int)), number(share)


def _result(answer, *arguments):
    rows, share = _read(answer(*arguments))
    others = [_read(answer(*other)) for other in beside(*arguments)]
    exact = [_read(answer(*case))[0].tolist() for case in at_the_threshold()]
    return [rows.tolist(), share, [(r.tolist(), s) for r, s in others], exact]


@question(inputs=_splits, observe=_result, withheld=WITHHELD)
def clean_score(answer, holds):
    def alike(test, train, threshold):
        """For each side which rows of test (n,) have a near-duplicate in train."""
        sides = zip(test, train, strict=True)
        return [(unit(a) @ unit(b).T >= threshold).any(axis=1) for a, b in sides]

    def misread(test, train, hits, threshold):
        """What each misconception finds, and what to say of it."""
        pictures, captions = alike(test, train, threshold)
        right = pictures | captions
        products = [a @ b.T for a, b in zip(test, train, strict=True)]
        cosines = [unit(a) @ unit(b).T for a, b in zip(test, train, strict=True)]
        by_product = (np.maximum(*products) >= threshold).any(axis=1)
        among = [np.triu(unit(a) @ unit(a).T, 1).max(axis=0) for a in test]
        n = len(right)

        def leak(leaks):
            return np.flatnonzero(leaks), hits[~leaks].mean() if (~leaks).any() else 0.0

        one_row = (np.minimum(*cosines) >= threshold).any(axis=1)
        beside = (np.maximum(*cosines) * np.eye(n, len(train[0])) >= threshold).any(axis=1)
        crossed = np.maximum(unit(test[0]) @ unit(train[1]).T, unit(test[1]) @ unit(train[0]).T)
        mean = (cosines[0] + cosines[1]).max(axis=1) / 2 >= threshold
        above = (np.maximum(*cosines) > threshold).any(axis=1)
        rows, share = leak(right)
        of_train = np.flatnonzero((np.maximum(*cosines) >= threshold).any(axis=0))
        return (
            (*leak(above), "a cosine of exactly the threshold is at least the threshold"),
            (*leak(pictures), "only pictures were compared. What do captions give away?"),
            (*leak(captions), "only captions were compared. Pictures leak, too"),
            (*leak(pictures & captions), "one of the two sides is enough"),
            (*leak(one_row), "both sides were asked of one training pair. One will do"),
            (*leak(mean), "picture and caption were averaged. One of them is enough"),
            (
                *leak((1 - np.minimum(*cosines) >= threshold).any(axis=1)),
                "a distance was compared. Near-duplicates have a high cosine",
            ),
            (*leak(by_product), "the rows do not have length one. Is this the cosine?"),
            (*leak(np.maximum(*among) >= threshold), "test was compared with itself"),
            (*leak(beside), "row i was compared with row i alone. Training has other rows"),
            (
                *leak((crossed >= threshold).any(axis=1)),
                "pictures were compared with captions. A twin is on the same side",
            ),
            (of_train, share, "these are rows of training"),
            (np.flatnonzero(~right), share, "these rows are clean. Which ones leak?"),
            (rows, hits.mean(), "the leaking rows were scored, too"),
            (rows, hits[right].mean() if right.any() else 0.0, "this is the score of what leaks"),
            (rows, hits[~right].sum() / n, "divided by all of test. How many are left?"),
            (rows, hits[~right].sum(), "this is a number of hits. Which share is it?"),
            (rows, 100 * share, "this is per cent. Give a share"),
            (rows, 1 - share, "this is the share that is missed"),
            (rows, right.mean(), "this is the share that leaks. Which share is found?"),
        )

    def same(found, other):
        return np.array_equal(found[0], other[0]) and abs(found[1] - other[1]) < 1e-6

    def compare(*arguments):
        returned = answer(*arguments)
        rows, share = pair(returned, TWO)
        expect.that(np.ndim(share) == 0, "the rows that leak come first, then the share")
        mask = "give the numbers of the rows that leak, not True and False"
        expect.that(np.asarray(rows).dtype.kind != "b", mask)
        found = _read(returned)
        (pictures, captions), hits = alike(*arguments[:2], arguments[3]), arguments[2]
        leaks = pictures | captions
        right = np.flatnonzero(leaks), hits[~leaks].mean()
        for *wrong, words in misread(*arguments):
            expect.that(same(found, right) or not same(found, wrong), words)
        extra, missing = np.setdiff1d(found[0], right[0]), np.setdiff1d(right[0], found[0])
        expect.that(not len(extra), f"row {extra[:1]} has no near-duplicate in training")
        expect.that(not len(missing), f"row {missing[:1]} has a near-duplicate in training")
        expect.that(len(found[0]) == len(right[0]), "a row is there twice")
        expect.close(found[1], right[1], "The rows are right. Which of them are scored?")

    hits = np.array([1, 0, 1, 1])
    test = 2 * np.eye(4, 5), 3 * np.eye(4, 5)[::-1]
    with holds("one leaks by its picture, another one by its caption"):
        compare(test, (np.eye(5)[[4, 4, 1]], np.eye(5)[[3, 4, 4]]), hits, 0.95)
    with holds("nothing leaks"):
        compare(test, (np.eye(5)[[4, 4, 4]], np.eye(5)[[4, 4, 4]]), hits, 0.95)
    with holds("a cosine of exactly the threshold leaks"):
        for case in at_the_threshold():
            compare(*case)
    rng = np.random.default_rng(7)
    with holds("many random splits"):
        for _ in range(8):
            split = _splits(rng)
            for arguments in (split, *beside(*split)):
                compare(*arguments)
