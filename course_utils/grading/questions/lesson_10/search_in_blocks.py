"""The question search_in_blocks."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, pair, whole
from course_utils.grading.questions.lesson_10._rows import Rows, most_memory

WITHHELD = (
    "scaling.search.exact_search",
    "scaling.exact_search",
    "scaling.search.merge_top",
    "scaling.merge_top",
)
TWO = "give two things: scores and rows"
MANY, LARGE = 1000, (10, 10)  # rows; k and block: NumPy itself takes 40 kB, all products 128
FEW_BYTES = 90_000


def _vectors(rng, n, dim=3, low=-4):
    """Quarters, so that many products are equal, and none is the same with two decimals."""
    return rng.integers(low, 5, (n, dim)) / 4


def _searches(rng):
    """k above and below a block, all rows, a shorter last block, one block, one query and k = 1."""
    sizes = (41, 7, 10), (30, 5, 4), (26, 3, 25), (12, 4, 50), (9, 9, 4)
    cases = [(_vectors(rng, n), _vectors(rng, 3), k, block) for n, k, block in sizes]
    negative = _vectors(rng, 20, low=1), -1e5 * _vectors(rng, 2, low=1), 4, 6
    tied = rng.integers(0, 2, (90, 3)).astype(float), np.ones((3, 3)), 20, 30
    alone = _vectors(rng, 15), _vectors(rng, 1), 1, 4
    fine = 0.0016 * _vectors(rng, 30), np.eye(3), 6, 7  # they differ in the fourth place
    again = _vectors(rng, 30), *fine[1:]  # the same queries, other rows
    large = _vectors(rng, MANY, 8), _vectors(rng, 8, 8), *LARGE
    return ([*cases, negative, tied, alone, fine, again, large],)


def _search(answer, vectors, queries, k, block):
    """Scores, rows, and what became of the disk."""
    disk = Rows(vectors)
    scores, rows = pair(answer(disk.read, len(vectors), queries, k, block), TWO)
    return numbers(scores), whole(rows), disk


def _most_memory(answer, vectors, *rest):
    disk = Rows(vectors)
    return most_memory(lambda: answer(disk.read, len(vectors), *rest))


def _each(answer, cases):
    found = []
    for vectors, queries, k, block in cases:
        scores, rows, disk = _search(answer, vectors, queries, k, block)
        fair = disk.most <= block and (disk.times == 1).all() and disk.kept <= 2
        found.append([scores.tolist(), rows.tolist(), bool(fair)])
    return [*found, _most_memory(answer, *cases[-1]) < FEW_BYTES]


@question(inputs=_searches, observe=_each, count=1, withheld=WITHHELD)
def search_in_blocks(answer, holds):
    rng = np.random.default_rng(7)

    def best(table, k, first=0):
        """Scores and rows of each query's k best, of a table of products (n_queries, n)."""
        rows = np.argsort(-table, axis=1, kind="stable")[:, :k]
        return np.take_along_axis(table, rows, 1), rows + first

    def misread(vectors, queries, k, block):
        """What each misconception finds, and what to say of it."""
        products, n = queries @ vectors.T, len(vectors)
        scores, rows = best(products, k)
        lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(queries, axis=1)[:, None]
        last = (n - 1) // block * block
        upwards, worst = best(-products, k)
        floor = best(np.hstack([np.zeros((len(queries), k)), products]), k)[0]
        return (
            ((-upwards, worst), "these are the least similar. Which way does it sort?"),
            ((scores[:, ::-1], rows[:, ::-1]), "the best comes first, not last"),
            ((scores, rows % block), "rows were counted from the start of their block"),
            (best(products[:, last:], k, last), "these are the best of the last block alone"),
            (best(products[:, :block], k), "these are the best of the first block alone"),
            (best(products[:, : n // block * block], k), "the last, shorter block was left out"),
            (best(products / lengths, k), "these are cosines. Take the products as they come"),
            ((floor, None), "a score of 0 was there before anything was read"),
        )

    def compare(*case):
        scores, rows, _ = _search(answer, *case)
        right, places = best(case[1] @ case[0].T, case[2])
        expect.shape(scores, right.shape, "k scores for each query")
        expect.shape(rows, right.shape, "k rows for each query")
        expect.that(not np.array_equal(scores, places), "rows came first. Return scores, then rows")
        for (wrong, where), message in misread(*case):
            here, there = (rows, places) if where is not None else (None, None)
            if not (np.array_equal(wrong, right) and np.array_equal(where, there)):
                alike = wrong.shape == right.shape and np.allclose(scores, wrong)
                expect.that(not (alike and np.array_equal(here, where)), message)
        expect.close(scores, right, "these are not the k greatest products")
        tie = "the scores are right. Of equal scores the lower row comes first"
        expect.equal(rows, places, tie)

    three = np.array([[1.0, 0], [0, 2], [3, 1], [2, 2], [0, 0], [5, -1]])
    with holds("six rows, read two at a time: the best two"):
        for six in (three, three + 1):
            compare(six, np.array([[1.0, 0.0], [1.0, 2.0]]), 2, 2)
    with holds("never more than `block` rows at a time"):
        *_, disk = _search(answer, _vectors(rng, 40), _vectors(rng, 3), 4, 10)
        many = f"{disk.most} rows were read at once, and a block is 10"
        expect.that(disk.most <= 10, many)
        *_, disk = _search(answer, _vectors(rng, 30), _vectors(rng, 3), 7, 4)
        few = f"{disk.most} rows were read at once. A block is 4, and fewer than k may come of it"
        expect.that(disk.most <= 4, few)
    with holds("each row is read once"):
        *_, disk = _search(answer, _vectors(rng, 43), _vectors(rng, 3), 4, 10)
        often = f"a row was read {disk.times.max()} times. Reading is what takes time"
        expect.that(disk.times.max() <= 1, often)
        expect.that(disk.times.min() == 1, f"{(disk.times == 0).sum()} rows of 43 were never read")
    with holds("blocks smaller than k, a last block that is shorter, one block for all"):
        for n, k, block in ((41, 7, 10), (30, 5, 4), (20, 6, 1), (12, 4, 50), (20, 4, 10)):
            compare(rng.normal(size=(n, 3)), rng.normal(size=(3, 3)), k, block)
    with holds("all products below 0"):
        for low in (-1, -1e5):
            compare(rng.uniform(1, 2, (20, 3)), low * rng.uniform(1, 2, (2, 3)), 4, 6)
    with holds("products that differ by little are not equal"):
        compare(np.array([[0.5], [0.5004], [0.5002]]), np.eye(1), 3, 2)
    with holds("equal scores: the lower row comes first"):
        for case in _searches(rng)[0]:
            compare(*case)
    with holds("what is in memory does not grow with the number of rows"):
        large = _vectors(rng, MANY, 8), _vectors(rng, 8, 8), *LARGE
        *_, disk = _search(answer, *large)
        kept = f"{disk.kept} earlier blocks were still in memory. Keep the best k, not the rows"
        expect.that(disk.kept <= 2, kept)
        much = "more was kept than a block and the best so far"
        why = "Of all that was found, what can still be among the best k?"
        expect.that(_most_memory(answer, *large) < FEW_BYTES, f"{much}. {why}")
