"""The question found_threshold."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading


def _questions(rng):
    """Best cosines of 32 questions, with and without an answer; the parts lie apart.

    Half are for choosing: shares of sixteen are exact, so that equals are equal in every formula.
    """
    choosing = np.arange(32) < 16
    present = rng.permutation(np.arange(32)) / 70 + rng.uniform(0.4, 0.41) - 0.15 * choosing
    absent = present - rng.permutation(np.linspace(0.004, 0.3, 32))
    order = rng.permutation(32)
    return present[order], absent[order], choosing[order]


def _equal_for_some(present, absent):
    """Taking its pictures out changes nothing where the best one is of something else."""
    return np.where(np.arange(len(present)) % 2, present, absent)


def _thresholds(answer, present, absent, choosing):
    """Of the questions, also with some cosines below 0 and with all; where taking out changes
    nothing, for all or for every other one; where all that is there scores alike, higher than all
    else; where several questions share a score; of the other part, all, and one question; and
    where 0 is the threshold."""
    some, alike = _equal_for_some(present, absent), np.full(32, present.max())
    lower = [(present - by, absent - by) for by in (0.6, 1)]
    cases = (present, absent), *lower, (present, present), (present, some), (alike, absent)
    shared = present.round(1), absent.round(1)
    first, least = np.arange(32) == choosing.argmax(), present[choosing].min()
    parts = (~choosing, choosing | True, first)
    found = [number(answer(*sides, choosing)) for sides in (*cases, shared)]
    found += [number(answer(present, absent, part)) for part in parts]
    return [*found, number(answer(present - least, present - least, choosing))]


@question(inputs=_questions, observe=_thresholds, count=16)
def found_threshold(answer, holds):
    answer = reading(answer, number)

    def worth(present, absent, threshold):
        return ((present >= threshold).mean() + (absent < threshold).mean()) / 2

    def best(present, absent, pick=min):
        candidates = np.concatenate([present, absent])
        worths = {t: round(worth(present, absent, t), 9) for t in candidates}
        highest = max(worths.values())
        return pick(t for t, w in worths.items() if w == highest)

    present, absent, choosing = _questions(np.random.default_rng(9))
    on = present[choosing], absent[choosing]

    def other_aims(present, absent):
        """Thresholds that are best by another rule, and what to say of them."""
        candidates = np.unique(np.concatenate([present, absent]))
        answered = np.array([(present >= t).mean() for t in candidates])
        above = np.array([(present > t).mean() for t in candidates])
        refused = np.array([(absent < t).mean() for t in candidates])
        at = "a question exactly at the threshold is answered, and not refused"
        mean = (
            "the mean of the two shares counts, not their product, their balance or the lower one"
        )
        rules = (
            (above + refused, at),
            (answered * refused, mean),
            (np.minimum(answered, refused), mean),
            (-np.abs(answered - refused), mean),
        )
        return [(candidates[int(np.argmax(by.round(9)))], message) for by, message in rules]

    with holds("a score of the choosing part"):
        found = answer(present, absent, choosing)
        expect.finite(found)
        test = "this threshold was chosen on the reporting part. What will it be judged on?"
        expect.unlike(found, best(present[~choosing], absent[~choosing]), test)
        expect.unlike(found, best(present, absent), "both parts were used for it")
        own = "it is no score of the choosing part: go through those, with and without an answer"
        expect.that(np.isclose(np.concatenate(on), found).any(), own)
    with holds("right answers given and wrong ones withheld, each counts half"):
        for seed in range(5):
            drawn = _questions(np.random.default_rng(seed))
            on = [scores[drawn[2]] for scores in drawn[:2]]
            found, right = answer(*drawn), best(*on)
            everything = "every question with an answer is answered. What of those without one?"
            nothing = "nearly nothing is found at this threshold"
            for wrong, message in ((min(on[0]), everything), (max(on[0]), nothing)):
                if wrong != right:
                    expect.unlike(found, wrong, message)
            most = worth(*on, right)
            equals = [t for t in np.concatenate(on) if abs(worth(*on, t) - most) < 1e-9]
            for wrong, message in other_aims(*on):
                if wrong not in equals:
                    expect.unlike(found, wrong, message)
            message = "another score of the choosing part would be right more often"
            expect.that(worth(*on, found) >= most - 1e-9, message)
    with holds("any score of either can be the threshold"):
        present, absent, choosing = _questions(np.random.default_rng(1))
        on = present[choosing], absent[choosing]
        for by in (0.6, 1):
            below = f"the same scores, all lower by {by}, have a threshold as much lower"
            found = answer(present - by, absent - by, choosing)
            expect.close(found, best(*on) - by, f"{below}. Cosines go to -1")
        same = "where nothing is refused without loss all scores are equally good: the lowest is it"
        expect.close(answer(present, present, choosing), min(on[0]), same)
        found = answer(present, present, ~choosing)
        expect.close(found, min(present[~choosing]), f"{same} of the choosing part")
        found = answer(present - min(on[0]), present - min(on[0]), choosing)
        expect.close(found, 0.0, f"{same}, also where it is 0")
        for seed in range(8):
            present, absent, choosing = _questions(np.random.default_rng(seed))
            some = _equal_for_some(present, absent)
            found, known = answer(present, some, choosing), best(present[choosing], some[choosing])
            twice = "some questions score the same with their pictures and without: count them both"
            expect.close(found, known, twice)
        alike = np.full(32, present.max())
        highest = "where all that is there scores alike, that score is the threshold"
        expect.close(answer(alike, absent, choosing), present.max(), highest)
        for seed in range(8):
            present, absent, choosing = _questions(np.random.default_rng(seed))
            shared = present.round(1), absent.round(1)
            right = best(*(scores[choosing] for scores in shared))
            often = "several questions have one score here. Each question counts"
            expect.close(answer(*shared, choosing), right, often)
        for part in (~choosing, choosing | True, np.arange(32) == 5):
            right = best(present[part], absent[part])
            size = f"here {part.sum()} of the 32 questions are the choosing part"
            expect.close(answer(present, absent, part), right, size)
    with holds("of equals, the lowest"):
        for seed in range(5):
            drawn = _questions(np.random.default_rng(seed))
            on = [scores[drawn[2]] for scores in drawn[:2]]
            found, highest = answer(*drawn), best(*on, pick=max)
            if highest != best(*on):
                expect.unlike(
                    found, highest, "of several equally good ones another was taken. Which?"
                )
            own = np.isclose(np.concatenate(on), found).any()
            expect.that(own, "it is no score of the choosing part: go through those")
            expect.close(found, best(*on), "Which of several equally good ones?")
