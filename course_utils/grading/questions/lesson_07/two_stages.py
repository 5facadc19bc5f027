"""The question two_stages."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import whole
from course_utils.grading.questions._kept import and_another, and_as_before, nothing_is_kept

WITHHELD = ("rerank.two_stages.two_stage_search", "rerank.two_stage_search")
ITEMS = 200
FIRST = 20_000_000  # the lowest id: float32 cannot hold each that follows


def _reader(table):
    """A reader that looks its scores up, and the list of what it was asked: (query, ids)."""
    asked = []

    def score(query, ids):
        ids = np.asarray(ids).astype(int)
        asked.append((int(query), ids.ravel().tolist()))
        return table[int(query), ids % ITEMS]

    return score, asked


def _candidates(rng, queries, n):
    return np.stack([FIRST + rng.permutation(np.arange(1, ITEMS))[:n] for _ in range(queries)])


def _cases(rng):
    """Many equal scores among many, so that their order tells; fewer candidates than K; K = 1.

    Then scores far below 0 that differ by little. Two queries have the same candidates.
    """
    table = rng.integers(-3, 3, (3, ITEMS)).astype(float)
    many, few, one = (_candidates(rng, 3, n) for n in (40, 4, 6))
    many[1] = many[0]
    plain = _candidates(rng, 2, 5), rng.normal(size=(2, ITEMS)), 3
    near = rng.permuted(np.tile(np.arange(ITEMS), (3, 1)), axis=1) / 2**33 - 4096
    return ([(many, table, 30), (few, table, 9), (one, table, 1), plain, (many, near, 20)],)


def _each(answer, cases):
    """The order found in each case, and how many pairs were read in how many calls."""
    seen = []
    for candidates, table, K in cases:
        score, asked = _reader(table)
        order = whole(answer(candidates, score, K)).tolist()
        given = all(set(ids) == set(candidates[query, :K].tolist()) for query, ids in asked)
        seen.append([order, sorted(query for query, _ in asked), given])
        seen[-1].append(sum(len(ids) for _, ids in asked))
    return seen


def _case(rng):
    score, _ = _reader(rng.normal(size=(2, ITEMS)))
    return _candidates(rng, 2, 9), score, int(rng.integers(2, 9))


@question(
    inputs=and_another(_cases, _case),
    observe=and_as_before(_each, whole),
    count=3,
    withheld=WITHHELD,
)
def two_stages(answer, holds):
    rng = np.random.default_rng(7)

    def run(candidates, table, K):
        score, asked = _reader(table)
        return whole(answer(candidates, score, K)), asked

    def slow(candidates, table, K):
        found = []
        for query, ids in enumerate(candidates.tolist()):
            read = sorted(ids[:K], key=lambda i: -table[query, i % ITEMS])
            found.append(read + ids[K:])
        return np.array(found)

    def compare(candidates, table, K):
        found, _ = run(candidates, table, K)
        right = slow(candidates, table, K)
        shape = "all candidates of each query: those that were read, then the rest"
        expect.shape(found, right.shape, shape)
        turned = "the lowest score comes first. Which way does it sort?"
        if K > 1:
            expect.unlike(found, slow(candidates, -table, K), turned)
        first = slow(candidates, np.tile(table[:1], (len(table), 1)), K)
        same = "every query was read as if it were query 0"
        expect.that((first == right).all() or not (found == first).all(), same)
        rest = "what was not read stays behind, in the order of the first stage"
        expect.equal(found[:, K:], right[:, K:], rest)
        lost = "an id is there twice, or was lost. Are these ids, or places in the list?"
        expect.that((np.sort(found) == np.sort(right)).all(), lost)
        scores = np.take_along_axis(table[: len(found)], found[:, :K] % ITEMS, axis=1)
        rise = np.diff(scores, axis=1).max(initial=0)
        expect.that(rise < 1e-3, "a lower score stands before a higher one")
        expect.that(rise <= 0, "scores that differ by little are not equal")
        ties = "candidates of one score left the order of the first stage"
        expect.that((found == right).all(), ties)

    table = np.tile(np.linspace(-1, 1, ITEMS), (2, 1)) * [[1], [-1]]
    with holds("the first three are put in order, the others stay behind them"):
        compare(FIRST + np.array([[20, 90, 50, 150, 10], [60, 20, 40, 5, 180]]), table, 3)
    plain = _candidates(rng, 4, 8), rng.normal(size=(4, ITEMS)), 5
    plain[0][1] = plain[0][0]
    with holds("the reader reads K pairs a query, and no others"):
        _, asked = run(*plain)
        pairs = sum(len(ids) for _, ids in asked)
        expect.that(pairs > 0, "nothing was read")
        expect.that(pairs <= 20, f"{pairs} pairs were read for 4 queries. With K = 5 it is 20")
        given = all(set(ids) <= set(plain[0][query, :5].tolist()) for query, ids in asked)
        expect.that(given, "something else was read than the first K candidates of the query")
        expect.that(pairs == 20, f"only {pairs} pairs were read for 4 queries, with K = 5")
    with holds("it is called once a query"):
        _, asked = run(*plain)
        calls = f"4 queries, and it was called {len(asked)} times. Each query is read once"
        expect.that(len(asked) == 4, calls)
        _, asked = run(*plain[:2], 1)
        expect.that(len(asked) == 4, "with K = 1, too, the first of each query is read")
    with holds("fewer candidates than K are all read"):
        compare(_candidates(rng, 3, 4), rng.normal(size=(3, ITEMS)), 9)
    with holds("equal scores keep the order of the first stage"):
        for case in _cases(rng)[0]:
            compare(*case)
    with holds("many random searches"):
        for K in (1, 2, 3, 7, 8):
            compare(_candidates(rng, 5, 8), rng.normal(size=(5, ITEMS)), K)
    with holds("another call is another question"):
        nothing_is_kept(lambda *args: whole(answer(*args)), _case, "candidates score K")
