"""The question enough_candidates."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, observed_each, pair, whole

FAMILIES, OTHERS, SIZE, DEEPEST = 50, 30, 4, 60
TWO = "give two things: K, and the recall@K of the other queries"


def _ends(hits, errors):
    """Mean of rows of values (n_K, n), moved by so many standard errors."""
    return hits.mean(axis=1) + errors * hits.std(axis=1, ddof=1) / np.sqrt(hits.shape[1])


def _searches(rng):
    """Ranks of which each wrong way gives another K, but 1.72 and 2.3 standard errors do not."""
    while True:
        hardness = rng.exponential(9, FAMILIES + OTHERS)
        ranks = 1 + np.floor(hardness[:, None] * rng.uniform(0.6, 1.4, (1, SIZE))).astype(int)
        ranks = np.minimum(ranks, DEEPEST)
        hits = ranks[None] <= np.arange(1, DEEPEST + 1)[:, None, None]
        means, single = hits[:, :FAMILIES].mean(axis=2), hits[:, :FAMILIES].reshape(DEEPEST, -1)
        everything, others = hits.mean(axis=2), hits[:, FAMILIES:].mean(axis=2)
        low, high = _ends(means, -2.3), _ends(means, -1.72)
        wrong = [_ends(means, e) for e in (0, -1.645, 1.96, -2.576)] + [_ends(single, -1.96)]
        wrong += [_ends(everything, -1.96), _ends(others, -1.96)]
        for wanted in np.round(rng.uniform(0.5, 0.8, 40), 3):
            k = int((low >= wanted).argmax()) + 1
            same = (high >= wanted).argmax() + 1 == k and (low[k - 1 :] >= wanted).all()
            apart = all((curve >= wanted).argmax() + 1 != k for curve in wrong)
            ends = (others[k - 1].mean(), means[k - 1].mean(), others[k - 2].mean())
            if same and apart and k > 2 and len(set(ends)) == 3:
                order = rng.permutation(ranks.size)
                label = np.repeat(rng.permutation(np.arange(100, 100 + len(ranks))), SIZE)
                choosing = np.repeat(np.arange(len(ranks)) < FAMILIES, SIZE)
                return ranks.ravel()[order], label[order], choosing[order], float(wanted)


def _alike(rng, half, wanted=0.5, times=1):
    """Half of each family at `half`; then the end dips. The last place is beyond all 40 queries."""
    first = int(rng.integers(1, half + 1))
    places = np.tile([first, half, int(rng.integers(42, 45)), 45], (6, 1))
    places[0, 2] = half + 1
    ranks = np.r_[places.ravel(), rng.integers(1, 46, 16)]
    order = rng.permutation(len(ranks))
    family, choosing = np.arange(len(ranks)) // SIZE, np.arange(len(ranks)) < 6 * SIZE
    return times * ranks[order], family[order], choosing[order], wanted


def _each_kind(rng):
    """K by the interval, before a dip, at the first place, at the last; a half is not enough."""
    half = _alike(rng, int(rng.integers(2, 8)))
    exact = [(2 * half[0], *half[1:]), _alike(rng, 1), _alike(rng, 5, 1.0, times=4)]
    return ([_searches(rng), half, *exact, _alike(rng, 3, 0.504)],)


def _read(found):
    k, recall = pair(found, TWO)
    return int(whole(k)), number(recall)


@question(inputs=_each_kind, observe=observed_each(_read), count=4)
def enough_candidates(answer, holds):
    def by_family(ranks, family, part):
        hits = ranks[part] <= np.arange(1, DEEPEST + 1)[:, None]
        return np.stack([hits[:, family[part] == f].mean(axis=1) for f in set(family[part])], 1)

    def ways(ranks, family, choosing, wanted):
        """The right way first, then each misconception: K from, K to, and what it reports at K."""
        parts = choosing, ~choosing, choosing | True
        ours, others, everything = (by_family(ranks, family, part) for part in parts)
        alone = by_family(ranks, np.arange(len(ranks)), choosing)
        right, flattered = others.mean(axis=1), ours.mean(axis=1)

        def chosen(hits, *errors):
            ks = [int((_ends(hits, e) >= wanted).argmax()) + 1 for e in errors]
            return ks[0], ks[-1], right

        def reported(shares, move=0):
            return k + move, k + move, np.roll(shares, move)

        exchanged = *chosen(others, -1.96)[:2], flattered
        k, *_ = chosen(ours, -1.96)
        return {
            "": reported(right),
            "the recall itself was compared. Its interval reaches lower": chosen(ours, 0),
            "the upper end was compared. Which end is surely reached?": chosen(ours, 1.96),
            "this is a 90 % interval, or a one-sided one": chosen(ours, -1.645),
            "this is a 99 % interval": chosen(ours, -2.576),
            "K was chosen with the queries that it is reported on": chosen(everything, -1.96),
            "the two parts were exchanged. Where is `choosing` true?": exchanged,
            "queries of a family fail together. How many were drawn?": chosen(alone, -1.72, -2.3),
            "this is the recall of the queries on which K was chosen": reported(flattered),
            "the lower end was reported, not the recall": reported(_ends(others, -1.96)),
            "the lower end that chose K is no new measurement": reported(_ends(ours, -1.96)),
            "all queries were reported. Which took no part?": reported(everything.mean(axis=1)),
            "one more than it takes. Is place K among the first K?": reported(right, 1),
            "one less than it takes. Is it a place in a list from K = 1?": reported(right, -1),
        }

    def same(found, way):
        (k, recall), (least, most, shares) = found, way
        return least <= k <= most and abs(recall - shares[k - 1]) < 1e-6

    def compare(searches):
        """A misconception is named where it gives what was found in all the searches."""
        found = [_read(answer(*search)) for search in searches]
        given = [ways(*search) for search in searches]
        for words in given[0]:
            alike = all(same(f, each[words]) for f, each in zip(found, given, strict=True))
            expect.that(not alike or not words, words)
            if alike:
                return
        for (k, recall), each in zip(found, given, strict=True):
            enough, _, shares = each[""]
            expect.that(k >= enough, f"K = {k} is not enough")
            expect.that(k <= enough, f"K = {k} is more than it takes")
            why = "K is right. Which queries took no part in the choice?"
            expect.close(recall, float(shares[k - 1]), why)

    rng = np.random.default_rng(7)
    ranks, family = np.array([1, 4] * 3 + [4, 9] * 3), np.arange(12) // 2
    with holds("two things: K and a recall"):
        k, recall = _read(answer(*_searches(rng)))
        expect.that(k >= 1, "K is a number of candidates, 1 at least")
        expect.between(recall, 0, 1, "a share. K comes first")
    with holds("every family alike, so there is nothing to be unsure of"):
        k, recall = _read(answer(ranks, family, family < 3, 0.75))
        expect.that(k != 3, "at place 4 it is not among the first 3")
        expect.that(k != 5, "at place 4 it is among the first 4")
        expect.close(k, 4)
        expect.close(recall, 0.5, "half of the other queries are found with K = 4")
    with holds("a lower end of exactly what is wanted is enough"):
        half = "the first of each family holds a half, and at least a half is wanted"
        expect.that(_read(answer(ranks, family, family < 3, 0.5))[0] == 1, half)
        kept = "all places are twice as far. Is anything kept from another call?"
        expect.that(_read(answer(2 * ranks, family, family < 3, 0.5))[0] == 2, kept)
        more = "a half is less than .504, if only by little"
        expect.that(_read(answer(ranks, family, family < 3, 0.504))[0] > 1, more)
        again = np.where(np.arange(12) == 3, 2, ranks)  # one family is unlike the others at K = 2
        first = "K = 1 is enough. At K = 2 it is not, since families differ. Which comes first?"
        expect.that(_read(answer(again, family, family < 3, 0.5))[0] == 1, first)
    with holds("all can be wanted: then K is the deepest place"):
        deepest = _read(answer(*_alike(rng, 5, 1.0, times=4)))
        expect.that(deepest == (180, 1.0), "some stand at place 180, and none behind it")
    with holds("families that differ: the smallest K whose interval stays above what is wanted"):
        compare([_searches(rng) for _ in range(6)])
