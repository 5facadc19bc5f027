"""The question budget_threshold."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading


def _sample(rng):
    """50 pictures, 20 for choosing and clean; the others, and wanted ones, score otherwise."""
    part = np.array([0] * 20 + [1] * 8 + [2] * 16 + [3] * 6)  # 0 chosen on, clean
    scores = rng.permutation(np.arange(50)) / 60 + rng.uniform(0, 0.01)
    order = rng.permutation(50)
    wanted, choosing = np.isin(part, [1, 3]), np.isin(part, [0, 1])
    share = float(rng.choice([0.05, 0.1, 0.13, 0.2]))
    clean = np.sort(scores[part == 0])[::-1]
    at = int(rng.choice([20, 30]))  # a wanted score is the lowest that will do, or no candidate is
    scores[at] = clean[int(share * 20 + 1e-9)] + 1 / 150
    return scores[order], wanted[order], choosing[order], share


def _at_two_shares(answer, scores, wanted, choosing, share):
    """The second share is of no whole number of pictures."""
    return [number(answer(scores, wanted, choosing, s)) for s in (share, 0.13)]


@question(inputs=_sample, observe=_at_two_shares)
def budget_threshold(answer, holds):
    answer = reading(answer, number)

    def lowest(scores, clean, share):
        allowed = int(share * clean.sum() + 1e-9)
        enough = [s for s in np.unique(scores) if (scores[clean] >= s).sum() <= allowed]
        return min(enough)

    scores, wanted, choosing, _ = _sample(np.random.default_rng(8))
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
        for share in (0.05, 0.1, 0.13, 0.2):
            alarms = (scores[on] >= answer(scores, wanted, choosing, share)).mean()
            expect.that(alarms <= share + 1e-9, f"{alarms:.0%} are flagged, {share:.0%} allowed")
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
            scores, wanted, choosing, share = _sample(np.random.default_rng(seed))
            found = answer(scores, wanted, choosing, share)
            expect.close(found, lowest(scores[choosing], ~wanted[choosing], share), low)
