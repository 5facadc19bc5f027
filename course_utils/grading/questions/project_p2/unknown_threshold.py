"""The question unknown_threshold."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, observed, reading


def _pictures(rng):
    """20 known pictures for choosing, 12 in the other part, and strangers in both."""
    best = rng.permutation(np.arange(1, 51)) / 60 + rng.uniform(0, 0.01)
    truth = np.array(["cat"] * 12 + ["dog"] * 20 + [""] * 18)
    choosing = np.array([True] * 8 + [False] * 4 + [True] * 12 + [False] * 8 + [True, False] * 9)
    order = rng.permutation(50)
    return best[order], truth[order], choosing[order], float(rng.choice([0.05, 0.1, 0.12, 0.2]))


@question(inputs=_pictures, observe=observed(number), withheld=("zero_shot.ZeroShotClassifier",))
def unknown_threshold(answer, holds):
    answer = reading(answer, number)

    def nth(best, inside, share):
        return np.sort(best[inside])[int(share * inside.sum() + 1e-9)]

    best, truth, choosing, _ = _pictures(np.random.default_rng(21))
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
        expect.unlike(found, nth(best, np.full(50, True), 0.1), strangers)
    with holds("at most that share becomes unknown"):
        for share in (0, 0.05, 0.1, 0.12, 0.2):
            lost = (best[known & choosing] < answer(best, truth, choosing, share)).mean()
            expect.that(lost <= share + 1e-9, f"{lost:.0%} are under it, {share:.0%} are allowed")
    with holds("and no threshold that does so is higher"):
        for share in (0, 0.05, 0.1, 0.12, 0.2):
            found = answer(best, truth, choosing, share)
            room = "It is a score that occurs: a picture exactly at it keeps its name"
            expect.close(found, nth(best, known & choosing, share), room)
        same = np.array([0.3, 0.3, 0.3, 0.5])
        found = answer(same, np.array(["a"] * 4), np.full(4, True), 0.5)
        expect.close(found, 0.3, "three pictures have the same score, so that none can be lost")
