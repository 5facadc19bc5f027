"""The question at_prevalence."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import numbers, reading


def _sample(rng):
    """40 pictures, 10 or 15 of them wanted; scores overlap, one of each is at the threshold.

    One of each is hardly below it. All scores are below 0.
    """
    wanted = rng.permutation(np.arange(40) < rng.choice([10, 15]))
    scores = np.where(wanted, -0.25, -0.4) + rng.normal(size=40).clip(-2, 2) * 0.1
    *_, below, threshold, _, _, _ = np.sort(scores[~wanted]).tolist()
    scores[scores == below] = threshold - 1e-6
    scores[np.flatnonzero(wanted)[:2]] = threshold, threshold - 1e-6
    return scores, wanted, threshold, float(rng.choice([0.01, 0.03, 0.05]))


def _tables(scores, wanted, threshold, rare):
    """The sample, and four more at its threshold or at its prevalence.

    The same at a threshold of 0; other pictures wanted, and more than in the sample; no clean one
    flagged; no wanted one found.
    """
    low = scores.min() - 1
    return (
        (scores, wanted, threshold, rare),
        (scores - threshold, wanted, 0.0, rare),
        (scores, np.roll(wanted, 7), threshold, 0.6),
        (np.where(wanted, scores, low), wanted, threshold, rare),
        (np.where(wanted, low, scores), wanted, threshold, rare),
    )


def _each(answer, *drawn):
    return [numbers(answer(*table)) for table in _tables(*drawn)]


@question(inputs=_sample, observe=_each)
def at_prevalence(answer, holds):
    answer = reading(answer, numbers)

    def shares(scores, wanted, threshold):
        return (scores[wanted] >= threshold).mean(), (scores[~wanted] >= threshold).mean()

    drawn = _sample(np.random.default_rng(4))
    scores, wanted, threshold, rare = drawn
    found_share, alarms = shares(*drawn[:3])
    true, false = rare * found_share, (1 - rare) * alarms
    with holds("two numbers: precision and recall"):
        found = answer(*drawn)
        expect.shape(found, (2,), "precision, then recall")
        expect.between(found, 0, 1)
    with holds("recall does not depend on how rare the thing is"):
        found = answer(*drawn)
        swapped = "precision comes first"
        expect.unlike(found, np.array([found_share, true / (true + false)]), swapped)
        expect.close(found[1], found_share, "Of the wanted pictures, how many reach the threshold?")
    with holds("precision is that of the platform, not of the sample"):
        found = answer(*drawn)
        flagged = scores >= threshold
        sample = "this is the precision in the sample, where the thing is far more frequent"
        expect.unlike(found[0], wanted[flagged].mean(), sample)
        times = "the sample's precision times the prevalence. Both rates have to be weighed anew"
        expect.unlike(found[0], rare * wanted[flagged].mean(), times)
        expect.unlike(found[0], 1 - alarms, "this is one minus the false alarm rate")
        left = "the clean ones are 1 - prevalence of all: by that the alarms are weighed"
        expect.unlike(found[0], true / (true + alarms), left)
        turned = (1 - rare) * found_share / ((1 - rare) * found_share + rare * alarms)
        expect.unlike(found[0], turned, "prevalence is the share of wanted pictures. Whose is it?")
        clean = "alarms are a share of the clean pictures, recall of the wanted ones, not of all"
        of_all = (1 - rare) * (flagged & ~wanted).mean()
        expect.unlike(found[0], true / (true + of_all), clean)
        few = rare * (flagged & wanted).mean()
        expect.unlike(found[0], few / (few + false), clean)
        rightly = "Of all that is flagged on the platform, what is flagged rightly?"
        expect.close(found[0], true / (true + false), rightly)
        expect.close(answer(scores, wanted, threshold, wanted.mean())[0], wanted[flagged].mean())
    with holds("a score exactly at the threshold is flagged"):
        for seed in range(4):
            drawn = _sample(np.random.default_rng(seed))
            found_share, alarms = shares(*drawn[:3])
            true, false = drawn[3] * found_share, (1 - drawn[3]) * alarms
            right = np.array([true / (true + false), found_share])
            at = "At the threshold and above it is flagged, and no other"
            expect.close(answer(*drawn), right, at)
            zero = "the threshold is 0 here, and a threshold like any other"
            expect.close(answer(*_tables(*drawn)[1]), right, zero)
    _, _, others, no_alarm, no_hit = _tables(*_sample(np.random.default_rng(4)))
    with holds("other pictures wanted at the same threshold, on a platform that is full of them"):
        found_share, alarms = shares(*others[:3])
        true, false = 0.6 * found_share, 0.4 * alarms
        found = answer(*others)
        expect.close(found[1], found_share, "Was something kept from an earlier call?")
        more = "the prevalence is 0.6, which is more than in the sample"
        expect.close(found[0], true / (true + false), more)
    with holds("without a false alarm precision is 1"):
        rightly = "no clean picture is flagged, so all that is flagged is flagged rightly"
        expect.close(answer(*no_alarm), np.array([1.0, shares(*no_alarm[:3])[0]]), rightly)
    with holds("where no wanted picture is found, precision and recall are 0"):
        expect.close(answer(*no_hit), np.zeros(2), "clean pictures alone are flagged")
