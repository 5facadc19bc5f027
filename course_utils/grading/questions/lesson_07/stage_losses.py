"""The question stage_losses."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, observed_each, reading
from course_utils.grading.questions._kept import and_another, as_before, nothing_is_kept

N = 12


def _search(rng, K, queries=20):
    """Right ones first, among the K read but not first, further back, and nowhere at all.

    Most queries have several right ones. One is found by the first stage and put back by the
    second; one has a right one among the K and another one behind them. One right one is the last
    of the K, and one is just behind them. Two queries have the same candidates.
    """
    here, nowhere = np.split(rng.permutation(np.arange(1, 120)), [70])
    candidates = np.stack([rng.permutation(here)[:N] for _ in range(queries)])
    candidates[1] = candidates[0]
    ranked, right = candidates.copy(), []
    for query, ids in enumerate(candidates):
        ranked[query, :K] = rng.permutation(ids[:K])
        if ranked[query, 0] == ids[K - 1]:
            ranked[query, :2] = ranked[query, 1::-1]
        others = [ids[K:], nowhere, ids[1:K], ids[:1], ranked[query, :1]]
        kind = query % 5 if query < 15 else int(rng.integers(5))
        chosen = {int({0: ids[K], 2: ids[K - 1]}.get(query, rng.choice(others[kind])))}
        chosen |= {int(i) for i in rng.permutation(nowhere)[: rng.integers(1, 4)]}
        if kind >= 2 and query % 2:
            chosen.add(int(rng.choice(ids[K:])))
        right.append(rng.permutation(sorted(chosen)).tolist())
    for query, zero in (2, candidates[2, K - 1]), (4, ranked[4, 0]):  # misread, and answered
        for ids in candidates[query], ranked[query]:
            ids[ids == zero] = 0
        right[query] = [0 if i == zero else i for i in right[query]]
    order = rng.permutation(queries)
    return candidates[order], ranked[order], [right[query] for query in order], K


def _small_and_large(rng):
    """A K of five at most, so that more would find more, a K that is larger, and K = 1."""
    small, large = _search(rng, int(rng.integers(2, 6))), _search(rng, int(rng.integers(7, 10)), 16)
    return ([small, large, (small[0], small[0], small[2], 1)],)


def _case(rng):
    """Both stages; what is right; K. The first four are read, whatever K is."""
    candidates = rng.permuted(np.tile(np.arange(12), (8, 1)), axis=1)
    ranked = np.concatenate([rng.permuted(candidates[:, :4], axis=1), candidates[:, 4:]], axis=1)
    return (candidates, ranked), rng.integers(12, size=(8, 2)).tolist(), int(rng.integers(4, 12))


def _of_stages(answer):
    return reading(lambda stages, *others: answer(*stages, *others), numbers)


def _each(answer, cases, two):
    return [observed_each(numbers)(answer, cases), as_before(_of_stages(answer), *two)]


@question(inputs=and_another(_small_and_large, _case), observe=_each)
def stage_losses(unread, holds):
    answer = reading(unread, numbers)
    one = np.array([[3, 8, 5, 9]])

    def slow(candidates, ranked, right, K):
        counts = [0, 0, 0]
        for before, after, wanted in zip(candidates, ranked, right, strict=True):
            if after[0] in wanted:
                counts[0] += 1
            elif any(i in wanted for i in before[:K]):
                counts[1] += 1
            else:
                counts[2] += 1
        return np.array(counts) / len(candidates)

    def misread(candidates, ranked, right, K):
        """What each misconception counts, and what to say of it."""
        triples = list(zip(candidates, ranked, right, strict=True))
        answered, misread, missed = slow(candidates, ranked, right, K)
        among = np.mean([any(i in w for i in c[:K]) for c, _, w in triples])
        share = np.mean([np.isin(w, c[:K]).mean() for c, _, w in triples])
        listed = np.mean([any(i in w for i in c) for c, _, w in triples])
        single = [w[:1] for w in right]
        before = np.mean([c[0] in w for c, _, w in triples])
        every = np.mean([all(i in c[:K] for i in w) for c, _, w in triples])
        said = (
            ((before, among - before, 1 - among), "this is the first stage's first place"),
            ((misread, missed, answered), "Which of the three comes first?"),
            ((answered, missed, misread), "the two losses were exchanged. Whose is which?"),
            ((answered, 1 - answered, missed), "what was missed counts as misread, too"),
            ((among, 0, 1 - among), "among the first K is not yet first"),
            ((answered, listed - answered, 1 - listed), "the reader sees only the first K"),
            (
                (answered, share - answered, 1 - share),
                "a share of the right ones was taken. Does one of them not do?",
            ),
            ((answered, every - answered, 1 - every), "one right one among the K will do"),
            (slow(candidates, ranked, single, K), "any of the right ones may come first"),
        )
        right = np.array((answered, misread, missed))
        return [
            (100 * right, "these are percentages. Give shares"),
            (len(candidates) * right, "these are numbers of queries. Give shares of them"),
            *((np.array(wrong, dtype=float), words) for wrong, words in said),
        ]

    def compare(*arguments):
        found, right = answer(*arguments), slow(*arguments)
        expect.shape(found, (3,), "three shares: answered, misread, missed")
        for wrong, message in misread(*arguments):
            if not np.allclose(wrong, right):
                expect.unlike(found, wrong, message)
        expect.close(found, right)

    with holds("one query each: answered, misread, missed"):
        first = "8 stands first after the second stage, and is right"
        expect.close(answer(one, one[:, [1, 0, 2, 3]], [[8]], 3), np.eye(3)[0], first)
        second = "5 was read, and another one put before it"
        expect.close(answer(one, one[:, [1, 0, 2, 3]], [[5]], 3), np.eye(3)[1], second)
        behind = "9 was not read, so no reader could find it"
        expect.close(answer(one, one[:, [1, 0, 2, 3]], [[9]], 3), np.eye(3)[2], behind)
        alone = "with K = 1 nothing but the first candidate is read"
        expect.close(answer(one, one, [[8]], 1), np.eye(3)[2], alone)
        row = np.array([[3, 8, 5, 9, 1, 2, 7, 4]])
        digit = "1 is no part of 12 here: ids are equal or not"
        expect.close(answer(row, row, [[12, 53]], 7), np.eye(3)[2], digit)
        expect.close(answer(row, row, [[7]], 7), np.eye(3)[1], "7 was read: a later one of the K")
    with holds("one that is nowhere in the list was missed"):
        expect.close(answer(one, one, [[77]], 4), np.eye(3)[2])
    with holds("of several right ones any will do"):
        expect.close(answer(one, one[:, [2, 0, 1, 3]], [[77, 9, 5]], 3), np.eye(3)[0])
        third = "the third of the right ones stands first"
        expect.close(answer(one, one, [[1, 2, 3]], 3), np.eye(3)[0], third)
        compare(one, one[:, [1, 0, 2, 3]], [[77, 5]], 3)
    rng = np.random.default_rng(7)
    with holds("twenty queries: shares of all of them, which add up to 1"):
        many = _search(rng, 5)
        expect.close(float(answer(*many).sum()), 1.0, "every query belongs to one of the three")
        compare(*many)
    with holds("many random searches"):
        for search in [search for _ in range(6) for search in _small_and_large(rng)[0]]:
            compare(*search)
    with holds("another call is another question"):
        nothing_is_kept(_of_stages(unread), _case, "stages right K")
