"""The question fused_scores."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading


def _two_lists(rng):
    """Cosines of eight pictures, two equal, two nearly, one 0; matches too, and three are none."""
    cosines = rng.permutation([0.61, 0.5, 0.5, 0.2204, 0.2196, 0.1, 0.0, -0.3])
    matches = rng.permutation([3.5, 2.0, 2.0, 1.996, 0.004, 0.0, 0.0, 0.0])
    return cosines, matches, int(rng.choice([1, 3, 10]))


def _forty(cosines, matches):
    """The same eight five times, each time with lower cosines."""
    return np.concatenate([(cosines - n) / 5 for n in range(5)]), np.tile(matches, 5)


def _with_and_without_matches(answer, cosines, matches, k):
    """The scores, the highest one where nothing matches and k is 0, where one matches, where
    matches are counts of words, the lowest one where all are alike, and of forty pictures; the
    shape for a single one; and whether other cosines or another k change nothing."""
    nothing, every, one = np.zeros(8), np.ones(8), np.eye(8)[cosines.argmin()]
    cases = (nothing, 0), (one, k), (np.ceil(matches).astype(int), k)
    others = [numbers(answer(cosines, *rest)) for rest in cases]
    found, alone = (numbers(answer(cosines[:n], matches[:n], k)) for n in (8, 1))
    least = numbers(answer(every, every, k)).min()
    last = numbers(answer(*_forty(cosines, matches), k)).min()
    again = [numbers(answer(*some)) for some in ((-cosines, matches, k), (cosines, matches, k + 1))]
    same = [np.array_equal(other, found) for other in again]
    scores = [*(other.max() for other in others), least, last]
    return found, others[0].shape, scores, alone.shape, same


@question(inputs=_two_lists, observe=_with_and_without_matches)
def fused_scores(answer, holds):
    answer = reading(answer, numbers)

    def part(scores, listed, k, first=1):
        ranks = np.array([first + sum(scores > own) for own in scores])
        return np.where(listed, 1 / (k + ranks), 0.0)

    every = np.full(8, True)
    cosines, matches, k = _two_lists(np.random.default_rng(3))
    unlisted = "a picture without a match is in no list of matches: it gets nothing from it"
    with holds("one score for each picture"):
        expect.shape(answer(cosines, matches, k), (8,), "one score for each picture")
        found = answer(cosines[:1], matches[:1], k)
        expect.shape(found, (1,), "one picture has one score, in an array all the same")
    with holds("without a match anywhere, the cosines alone"):
        nothing = np.zeros(8)
        found = answer(cosines, nothing, k)
        both = part(cosines, every, k) + part(nothing, every, k)
        expect.unlike(found, both, unlisted)
        expect.unlike(found, part(cosines, every, k, 0), "the best rank is 1, not 0")
        expect.unlike(found, part(-cosines, every, k), "the lowest cosine came first")
        expect.unlike(found, part(cosines, every, 60), "k was given, and is another than 60 here")
        rows = 1 / (k + 1 + np.argsort(-cosines))
        expect.unlike(found, rows, "argsort gives the rows in their order, not each row's rank")
        stable = np.argsort(np.argsort(-cosines, kind="stable"), kind="stable") + 1
        ties = "equal pictures share a rank: 1 and the number of pictures that are better"
        expect.unlike(found, 1 / (k + stable), ties)
        behind = np.array([sum(cosines >= own) for own in cosines])
        kinds = np.array([1 + len(set(cosines[cosines > own])) for own in cosines])
        means = (behind + 1 + np.array([sum(cosines > own) for own in cosines])) / 2
        for ranks in (behind, kinds, means):
            expect.unlike(found, 1 / (k + ranks), ties)
        expect.unlike(found, part(cosines, every, k) / 2, "the parts were averaged. Add them")
        expect.unlike(found, nothing, "a picture without a match still has its rank by cosine")
        below = "a cosine below 0 has its rank, too"
        expect.unlike(found, part(cosines, cosines > 0, k), below)
        zero = "a cosine of 0 has its rank, too. Only a match of 0 has none"
        expect.unlike(found, part(cosines, cosines != 0, k), zero)
        rounded = "cosines that are near to each other are no equals. Are they rounded?"
        for places in (1, 2, 3):
            expect.unlike(found, part(cosines.round(places), every, k), rounded)
        expect.unlike(
            found,
            1 / k + 1 / np.array([1 + sum(cosines > own) for own in cosines]),
            "this is 1 / k + 1 / rank. k and the rank are added first",
        )
        expect.unlike(found, cosines, "scores were added. Ranks count")
        expect.close(found, part(cosines, every, k))
    with holds("the parts of both lists are added"):
        found = answer(cosines, matches, k)
        seen, said = part(cosines, every, k), part(matches, matches > 0, k)
        expect.unlike(found, cosines + matches, "scores were added. Ranks count")
        expect.unlike(found, np.maximum(seen, said), "the better of the two was taken. Add them")
        expect.unlike(found, seen + part(matches, every, k), unlisted)
        rounded = "matches that are near to each other are no equals, and 0.004 is a match"
        for other in (matches.round(2), matches.round(1), matches.round(), np.trunc(matches)):
            expect.unlike(found, seen + part(other, other > 0, k), rounded)
        expect.close(found, seen + said, "Do pictures that match equally well share a rank?")
        kept = "other cosines have other scores. Is something kept from an earlier call?"
        expect.close(answer(-cosines, matches, k), part(-cosines, every, k) + said, kept)
        other = "for another k the scores are others. Is it used as it is?"
        for another in (k + 4, 0):
            right = part(cosines, every, another) + part(matches, matches > 0, another)
            expect.close(answer(cosines, matches, another), right, other)
        for some, first in (
            (np.ones(8), "where all match alike, each has rank 1 in that list"),
            (np.eye(8)[2], "where one picture matches, it has rank 1 in that list"),
        ):
            right = part(cosines, every, k) + part(some, some > 0, k)
            expect.close(answer(cosines, some, k), right, first)
        many, words = _forty(cosines, matches)
        right = part(many, many < 2, k) + part(words, words > 0, k)
        last = "of forty pictures, too, each has its rank by cosine, the last one included"
        expect.close(answer(many, words, k), right, last)
        alike = part(every, every, k) + said
        rank = "where all cosines are alike, each has rank 1 in that list"
        expect.close(answer(np.full(8, 0.3), matches, k), alike, rank)
        counts = np.array([2, 0, 1, 1, 0, 3, 0, 1])
        right = part(cosines, every, k) + part(counts, counts > 0, k)
        cut = "where matches are whole numbers, the scores are none. Were they cut off?"
        expect.close(answer(cosines, counts, k), right, cut)
    with holds("only the order counts"):
        found = answer(cosines, matches, k)
        expect.close(answer(100 * cosines - 7, matches**2, k), found, "Ranks stay the same")
