"""The question shown_at."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import reading, whole

# milliseconds, steps a second: each of them makes a step too many or too few by another formula
ODD = (1500, 1400, 2050, 1120, 1200, 1750), (38, 45, 60, 50, 35, 36)


def _files(rng):
    """Merged frames, many short ones, a long pause, steps of no whole ms; (durations, fps).

    Then tenths of a second, which floats do not add up to a second, a film of a minute, rates at
    which floats make a step too many or too few, and more frames than a byte can number.
    """
    merged = (125 * rng.integers(1, 6, 5)).tolist()
    short = (20 * rng.integers(1, 5, 12)).tolist()
    pause = [40, int(40 * rng.integers(20, 30)), 40]
    short[-1] += -sum(short) % 200
    pause[-1] += -sum(pause) % 200
    ends = 10 + 50 * rng.choice(np.arange(1, 38), 6, replace=False)  # none at a step
    # less than 1 ms behind a step that is rounded up, and before one that is rounded down
    near = [167 + 250 * rng.integers(7), 1083 + 250 * rng.integers(4)]
    late = 10 + 50 * rng.choice([38, 43, 48])  # a step of 83 ms is here too early by one frame
    broken = np.diff([0, *np.sort([*ends, *near]), late, 2500]).tolist()
    tenths = [100 * int(d) for d in rng.integers(1, 3, 4)] + 8 * [100]
    minute = [1000, 1000 * int(rng.integers(40, 50)) + 1, 1999]  # a frame just behind a step
    cuts = (3 + 10 * rng.integers(10, 110, len(ODD[0]))).tolist()  # none at a step
    odd = [([cut, length - cut], fps) for cut, length, fps in zip(cuts, *ODD, strict=True)]
    many = (40 * rng.integers(1, 4, 150)).tolist()
    films = [
        (merged, 8),
        (merged, 16),
        (short, 5),
        (pause, 25),
        (broken, 12),
        (tenths, 10),
        (minute, 1),
    ]
    return ([*films, *odd, (many, 25)],)


def _each(answer, files):
    return [[int(i) for i in whole(answer(durations, fps)).ravel()] for durations, fps in files]


@question(inputs=_files, observe=_each)
def shown_at(answer, holds):
    answer = reading(answer, whole)
    with holds("frames that were merged come back as often as they lasted"):
        found = answer([125, 375, 125], 8)
        one = "one entry for each stored frame. How long does each of them last?"
        expect.unlike(found, np.array([0, 1, 2]), one)
        expect.close(found, np.array([0, 1, 1, 1, 2]))
    with holds("at the moment when one frame ends, the next is on the screen"):
        expect.close(answer([250, 250], 4), np.array([0, 1]), "at .25 s the second one has begun")
    with holds("frames shorter than a step do not lengthen or shorten the film"):
        found = answer([50, 50, 50, 50, 50, 50, 50, 50], 5)
        every = "each stored frame was given at least one step: the film became longer"
        expect.that(len(found) <= 2, every)
        none = "each frame was rounded alone, and many short ones became nothing"
        expect.that(len(found) >= 2, none)
        expect.close(found, np.array([0, 4]), "What is on the screen at .2 s?")
    with holds("other rates of the same film"):
        expect.close(answer([500, 500], 2), np.array([0, 1]), "durations are milliseconds")
        expect.close(answer([500, 500], 8), np.array([0, 0, 0, 0, 1, 1, 1, 1]))
        broken = "at 12 a second a step is no whole number of milliseconds"
        expect.that(len(answer([510, 740], 12)) == 15, broken)
        expect.close(answer([510, 740], 12), np.array([0] * 7 + [1] * 8), broken)
        expect.close(answer([1910, 590], 12), np.array([0] * 23 + [1] * 7), broken)
        expect.close(answer([167, 1666, 667], 12), np.array([0] * 3 + [1] * 19 + [2] * 8), broken)
    with holds("a frame begins in time, however many steps came before"):
        drift = "tenths of a second were added up. Ten times 0.1 is no 1.0 in floats"
        expect.close(answer([100] * 12, 10), np.arange(12), drift)
        expect.close(answer([1000, 39000, 2000], 1), np.array([0] + 39 * [1] + 2 * [2]))
        for length, fps in zip(*ODD, strict=True):
            steps = f"{length} ms at {fps} a second are {length * fps // 1000} steps"
            expect.that(len(answer([600, length - 600], fps)) == length * fps // 1000, steps)
        early = "a frame that begins 1 ms behind a step is not on the screen yet"
        expect.close(answer([1001, 999], 1), np.array([0, 0]), early)
    with holds("many random films"):
        rng = np.random.default_rng(8)
        for _ in range(10):
            for durations, fps in _files(rng)[0]:
                shown, now = [], 0
                for i in range(round(sum(durations) * fps / 1000)):
                    while sum(durations[: now + 1]) <= i * 1000 / fps:
                        now += 1
                    shown.append(now)
                expect.close(answer(durations, fps), np.array(shown))
