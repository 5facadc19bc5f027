"""The question unknown_threshold."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading


def _pictures(rng):
    """100 known pictures for choosing, 40 in the other part, and strangers in both; some tie.

    Half of the cosines are below 0. The lowest are a stranger's and one's of the other part.
    """
    best = rng.permutation(np.arange(180) // 2) / 100 - 0.45 - rng.uniform(0, 0.01)
    truth = np.array(["cat"] * 60 + ["dog"] * 80 + [""] * 40)
    choosing = np.arange(180) % 7 < 5
    best[np.flatnonzero(choosing & (truth == ""))[0]] = -0.48
    best[np.flatnonzero(~choosing & (truth == "dog"))[0]] = -0.47
    order = rng.permutation(180)
    return best[order], truth[order], choosing[order], float(rng.choice([0.05, 0.1, 0.2]))


def _at_shares(answer, best, truth, choosing, share):
    """0.29 times 100 is a little less than 29, 0.12995 times 100 really less than 13; with a share
    of 0 no known picture may be lost, with 0.995 all but one. Then other scores of the same
    pictures, and one known picture. Each threshold, and how many scores are under it."""
    lone = np.flatnonzero(choosing & (truth == "cat"))[:1]
    cases = [(best, choosing, s) for s in (share, 0.29, 0.12995, 0, 0.995)]
    cases += [(-best, choosing, share), (best, np.isin(np.arange(180), lone), 0.9)]
    found = [number(answer(scores, truth, part, s)) for scores, part, s in cases]
    return found, [int((best < threshold).sum()) for threshold in found]


@question(inputs=_pictures, observe=_at_shares, withheld=("zero_shot.ZeroShotClassifier",))
def unknown_threshold(answer, holds):
    answer = reading(answer, number)

    def nth(best, inside, share):
        return np.sort(best[inside])[int(share * inside.sum() + 1e-9)]

    best, truth, choosing, _ = _pictures(np.random.default_rng(2))
    known = truth != ""
    with holds("a cosine"):
        found = answer(best, truth, choosing, 0.1)
        expect.finite(found)
        expect.between(found, -1, 1, "A threshold on cosines is a cosine")
    with holds("chosen on known pictures of the choosing part"):
        found = answer(best, truth, choosing, 0.1)
        test = "this threshold comes from the reporting part"
        expect.unlike(found, nth(best, known & ~choosing, 0.1), f"{test}. What is it judged on?")
        expect.unlike(found, nth(best, known, 0.1), "both parts were used. One is for choosing")
        strangers = "pictures of no class were among them. Whose loss does the share bound?"
        expect.unlike(found, nth(best, choosing, 0.1), strangers)
        expect.unlike(found, nth(best, np.full(180, True), 0.1), strangers)
    with holds("at most that share becomes unknown"):
        for share in (0, 0.05, 0.1, 0.12995, 0.2, 0.995):
            lost = (best[known & choosing] < answer(best, truth, choosing, share)).mean()
            expect.that(
                lost <= share + 1e-9,
                f"{100 * lost:g} % are under it, {100 * share:g} % are allowed",
            )
    with holds("and no threshold that does so is higher"):
        found = answer(best, truth, choosing, 0)
        for inside in (np.full(180, True), known):
            lower = "at a share of 0 this is the lowest score of pictures that do not count"
            expect.unlike(found, best[inside].min(), lower)
        for share in (0, 0.05, 0.1, 0.12995, 0.2, 0.995):
            found = answer(best, truth, choosing, share)
            room = "It is a score that occurs: a picture exactly at it keeps its name"
            expect.close(found, nth(best, known & choosing, share), room)
        score = np.arange(100) / 100
        for share, place in ((0.29, 29), (0.12995, 12), (0.006, 0), (0.995, 99)):
            found = answer(score, np.full(100, "a"), np.full(100, True), share)
            more = f"{place + 1} of 100 are under it, {100 * share:g} % are allowed"
            expect.that(found < score[place] + 1e-9, more)
            rounded = "29 of 100 may be lost at a share of 0.29. What is 0.29 * 100 in Python?"
            expect.unlike(found, score[28], rounded)
            expect.close(found, score[place], "It is a score that occurs, and the highest")
        one = answer(np.array([0.2, 0.3]), np.array(["", "a"]), np.full(2, True), 0.9)
        expect.close(one, 0.3, "One known picture cannot be lost at a share of 0.9")
        same = np.array([0.3, 0.3, 0.3, 0.5])
        found = answer(same, np.array(["a"] * 4), np.full(4, True), 0.5)
        expect.close(found, 0.3, "three pictures have the same score, so that none can be lost")
    with holds("each call begins anew"):
        other = _pictures(np.random.default_rng(1))[:3]
        for scores, named, part in ((best, truth, choosing), (-best, truth, choosing), other):
            found = answer(scores, named, part, 0.1)
            kept = "found what an earlier call's pictures give. Is nothing kept from before?"
            expect.close(found, nth(scores, (named != "") & part, 0.1), kept)
