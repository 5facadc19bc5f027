"""The question hub_signs."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, observed_each, reading
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept
from course_utils.grading.questions.lesson_09._shared import unit

QUERIES, ROWS, DIM = 40, 25, 4


def _first(scores, k):
    return np.argsort(-scores, axis=1)[:, :k]


def _apart(scores, k):
    """How far the k-th best of each row lies above the next one, at least."""
    ordered = np.sort(scores, axis=1)
    return (ordered[:, -k] - ordered[:, -k - 1]).min()


def _searches(rng):
    """Rows of many lengths that share a direction; the last one is nobody's.

    In every other draw most rows are found by many, and a few that point away by nobody: the skew
    is below 0. Two queries are equal.
    """
    away = rng.random() < 0.5
    while True:
        queries, gallery = rng.normal(size=(QUERIES, DIM)), rng.normal(size=(ROWS, DIM))
        queries[:, 0] += 1 + 3 * away
        queries[1] = queries[0]
        gallery[:, 0] += 1
        gallery[:4, 0] -= 8 * away
        gallery *= 10 ** rng.uniform(-6, 1, (ROWS, 1))
        k = int(rng.integers(2, 6)) + 12 * away
        cosines = unit(queries) @ unit(gallery).T
        never = np.setdiff1d(np.arange(ROWS), _first(cosines, k))
        if len(never) > 2 and _apart(cosines, k) > 1e-3:
            order = rng.permutation(np.delete(np.arange(ROWS), never[0]))
            return queries, gallery[np.append(order, never[0])], k


def _crowded(rng):
    """More queries than a byte can count, nearly all of which find one row; many cosines alike."""
    while True:
        queries, gallery = rng.normal(size=(400, 6)), rng.normal(size=(130, 6))
        queries[:, 0] += 6
        gallery[:, 0] += 3
        gallery[rng.integers(130), 1:] /= 20
        k = int(rng.integers(8, 12))
        cosines = unit(queries) @ unit(gallery).T
        often = np.bincount(_first(cosines, k).ravel()).max()
        if often > 255 and _apart(cosines, k) > 2e-6:
            return queries, gallery, k


def _few_and_many(rng):
    return ([_searches(rng), _crowded(rng)],)


def _case(rng):
    return rng.normal(size=(20, 4)), rng.normal(size=(12, 4)), int(rng.integers(1, 5))


@question(
    inputs=and_another(_few_and_many, _case),
    observe=and_as_before(observed_each(numbers), numbers),
)
def hub_signs(answer, holds):
    answer = reading(answer, numbers)

    def signs(counts):
        moved = counts - np.mean(counts)
        return np.array([np.mean(moved**3) / np.mean(moved**2) ** 1.5, np.mean(counts == 0)])

    def counted(first, rows):
        return np.array([(first == row).sum() for row in range(rows)])

    def misread(queries, gallery, k):
        """What each misconception finds, and what to say of it."""
        n, cosines = len(gallery), unit(queries) @ unit(gallery).T
        product = queries @ gallery.T
        distance = 2 * product - np.square(gallery).sum(axis=1)
        counts = counted(_first(cosines, k), n)
        right, found = signs(counts), counts[counts > 0]
        skew, never = right
        moved = counts - counts.mean()
        one_less, median = n / (n - 1), 3 * (counts.mean() - np.median(counts)) / counts.std()
        for scores, words in (
            (product, "long rows came first. The cosine does not look at lengths"),
            (distance, "these are the first by the L2 distance. Which measure is asked?"),
            (-cosines, "these are the farthest rows. Which way does it sort?"),
        ):
            yield signs(counted(_first(scores, k), n)), words
        for other, words in ((1, "only the first place was counted"), (k + 1, "k + 1 were taken")):
            yield signs(counted(_first(cosines, other), n)), words
        ours = counted(_first(cosines.T, k), len(queries))
        yield signs(ours), "the gallery's rows asked. How often is each of them *found*?"
        yield right[::-1], "the share came first. Return the skew, then the share"
        left_out = "rows that nobody finds count, too, with 0"
        yield signs(found), left_out
        yield np.array([signs(found)[0], never]), left_out
        yield np.array([skew, 1 - never]), "this share is found. Which share is nobody's?"
        yield np.array([skew, 100 * never]), "this is per cent. Give a share"
        yield np.array([skew, never * n]), "this is a number of rows. Which share are they?"
        yield np.array([skew, never * n / len(queries)]), "a share of the gallery, not of queries"
        of_all = "this is how many queries find the hub. Which share of the gallery is nobody's?"
        yield np.array([skew, counts.max() / len(queries)]), of_all
        n_1 = "divide by n in the standard deviation, not by n - 1"
        yield np.array([skew / one_less**1.5, never]), n_1
        unbiased = skew * np.sqrt(n * (n - 1)) / (n - 2)
        yield np.array([unbiased, never]), "this is a skew corrected for samples. Take the means"
        yield np.array([(moved**3).mean(), never]), "divide by the standard deviation, cubed"
        yield np.array([(moved**3).mean() / counts.std(), never]), "cube the deviation as well"
        yield np.array([(moved**4).mean() / counts.var() ** 2, never]), "this is a fourth power"
        yield np.array([median, never]), "this compares mean and median. Take third powers"
        yield signs(counts.astype(np.uint8)), "a row can be found more often than a byte can count"
        if skew < 0:
            yield np.array([-skew, never]), "a skew below 0 keeps its sign"
        yield np.array([-skew, never]), "the sign is turned round. A hub lies above the mean"

    def compare(queries, gallery, k):
        found = answer(queries, gallery, k)
        right = signs(counted(_first(unit(queries) @ unit(gallery).T, k), len(gallery)))
        expect.shape(found, (2,), "the skew and the share that is nobody's")
        for wrong, words in misread(queries, gallery, k):
            if np.isfinite(wrong).all() and not np.allclose(wrong, right):
                expect.unlike(found, wrong, words)
        why = "The share is right. Is it the mean of third powers?"
        expect.close(found, right, why if abs(found[1] - right[1]) < 1e-9 else "")

    with holds("four queries find row 0, and nobody the last two of four"):
        queries = np.array([[1.0, 0], [2, 0.1], [1, -0.1], [0, 1]])
        gallery = np.array([[3.0, 0.2], [0.1, 2], [-1, -1], [-3, 0.5]])
        compare(queries, gallery, 1)
    rng = np.random.default_rng(7)
    with holds("lengths do not matter"):
        queries, gallery, k = _searches(rng)
        longer = answer(3 * queries, gallery * rng.uniform(0.2, 5, (ROWS, 1)), k)
        expect.close(longer, answer(queries, gallery, k), "Other lengths, the same directions")
    with holds("many random galleries"):
        for _ in range(8):
            compare(*_searches(rng))
    with holds("400 queries, most of which find one row, and 130 rows"):
        compare(*_crowded(rng))
    with holds("another call is another question"):
        nothing_is_kept(answer, _case, "queries gallery k")
