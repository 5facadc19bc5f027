"""The question budget_threshold."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading


def _sample(rng):
    """50 pictures, 20 for choosing and clean; the others, and wanted ones, score otherwise.

    Wanted pictures of the choosing part have the highest and the lowest score; the six lowest
    clean ones tie. In every other draw two tie where the share ends: with the first goes the
    second, one too many.
    """
    part = np.array([0] * 20 + [1] * 8 + [2] * 16 + [3] * 6)  # 0 chosen on, clean
    scores = rng.permutation(np.arange(50)) / 60 + rng.uniform(0, 0.01)
    scores[21], scores[22] = 0.9, -0.1
    order = rng.permutation(50)
    wanted, choosing = np.isin(part, [1, 3]), np.isin(part, [0, 1])
    share = float(rng.choice([0.05, 0.1, 0.13, 0.2]))
    allowed = int(share * 20 + 1e-9)
    ranks = np.argsort(-scores[:20])
    scores[20] = scores[ranks[allowed]] + 1 / 900  # a wanted one is the lowest that will do
    scores[30] = scores[ranks[allowed]] + 1 / 1800  # lower, and no candidate
    scores[ranks[-6:]] = scores[ranks[-1]]
    if rng.random() < 0.5:
        scores[ranks[allowed - 1]] = scores[ranks[allowed]]
    return scores[order] - 0.85, wanted[order], choosing[order], share  # most are below 0


def _exactly_allowed():
    """100 clean pictures, a score each, of which 29 may be flagged; in Python 0.29 * 100 < 29."""
    scores = np.append(np.arange(100) / 128, 1.0)
    return scores, scores == 1, scores > -1, 0.29


def _others_wanted(scores, wanted, choosing, share):
    """The same pictures, every other of which is wanted, too."""
    return scores, wanted | (np.arange(len(wanted)) % 2 == 0), choosing, share


def _at_many_shares(answer, *drawn):
    """The second share is of no whole number of pictures, the next two of none, the last of all."""
    tables = [(*drawn[:3], share) for share in (drawn[3], 0.197, 0.03, 0, 1)]
    *exact, share = _exactly_allowed()
    tables += [(*exact, share), (*exact, 0), _others_wanted(*drawn)]
    return [number(answer(*table)) for table in tables]


@question(inputs=_sample, observe=_at_many_shares)
def budget_threshold(answer, holds):
    answer = reading(answer, number)

    def lowest(scores, clean, share):
        allowed = int(share * clean.sum() + 1e-9)
        enough = [s for s in np.unique(scores) if (scores[clean] >= s).sum() <= allowed]
        return min(enough, default=np.inf)

    scores, wanted, choosing, _ = _sample(np.random.default_rng(5))
    on = choosing & ~wanted
    with holds("a score of the choosing part"):
        found = answer(scores, wanted, choosing, 0.1)
        expect.finite(found)
        test = "this threshold was chosen on the reporting part. What will it be judged on?"
        expect.unlike(found, lowest(scores[~choosing], ~wanted[~choosing], 0.1), test)
        expect.unlike(found, lowest(scores, ~wanted, 0.1), "both parts were used for it")
        own = "it is no score of the choosing part: take the lowest one that keeps the promise"
        expect.that(np.isclose(scores[choosing], found).any(), own)
    with holds("at most that share of the clean pictures of the choosing part is flagged"):
        for drawn in map(_sample, map(np.random.default_rng, range(6))):
            clean, equals = drawn[0][drawn[2] & ~drawn[1]], "Equal scores are flagged together"
            for share in (drawn[3], 0.03, 0.13, 0.197, 0):
                alarms = (clean >= answer(*drawn[:3], share)).mean()
                few = f"{100 * alarms:g} % are flagged, {100 * share:g} % allowed. {equals}"
                expect.that(alarms <= share + 1e-9, few)
        none = "a clean picture is flagged, and a share of 0 allows none"
        exact, *rest, _ = _exactly_allowed()
        expect.that(answer(exact, *rest, 0) > exact[99], none)
    with holds("and no lower threshold keeps it"):
        for share in (0.2, 0.13, 0.1, 0.05):
            found = answer(scores, wanted, choosing, share)
            tried = "only clean pictures' scores were tried. A wanted one's may do, and is lower"
            of_clean = lowest(scores[on], np.full(20, True), share)
            if of_clean != lowest(scores[choosing], ~wanted[choosing], share):
                expect.unlike(found, of_clean, tried)
            mixed = lowest(scores[choosing], np.full(28, True), share)
            every = "wanted pictures were counted as false alarms. Which ones are clean?"
            if mixed != lowest(scores[choosing], ~wanted[choosing], share):
                expect.unlike(found, mixed, every)
            low = "A lower score of the choosing part would do, and find more"
            expect.close(found, lowest(scores[choosing], ~wanted[choosing], share), low)
        for seed in range(6):
            *drawn, share = _sample(np.random.default_rng(seed))
            for some in (share, 0.03, 0):
                right = lowest(drawn[0][drawn[2]], ~drawn[1][drawn[2]], some)
                expect.close(answer(*drawn, some), right, low)
            others = _others_wanted(*drawn, share)
            right = lowest(others[0][others[2]], ~others[1][others[2]], share)
            kept = "other pictures are wanted here. Was something kept from an earlier call?"
            expect.close(answer(*others), right, kept)
        everything = "a share of 1 allows every picture: the lowest score of all keeps it"
        expect.close(answer(*drawn, 1), drawn[0][drawn[2]].min(), everything)
        scores, *rest = _exactly_allowed()
        found, exact = answer(scores, *rest), "What is 0.29 * 100 in Python?"
        expect.unlike(found, scores[72], f"29 of 100 may be flagged at a share of 0.29. {exact}")
        expect.close(found, scores[71], low)
