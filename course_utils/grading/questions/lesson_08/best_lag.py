"""The question best_lag."""

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, reading

N, MOST = 60, 8


def _late(rng, lag, upside_down=None, levels=(6, 20), echo=0):
    """A sound and a picture that shows the same `lag` columns later: louder, on another level."""
    whole = rng.normal(size=N + 4 * MOST)
    sound = whole[2 * MOST : 2 * MOST + N]

    def moved(by):
        return whole[2 * MOST - by : 2 * MOST - by + N]

    picture = moved(lag) + 0.2 * rng.normal(size=N)
    if upside_down is not None:
        picture = picture - 1.6 * moved(upside_down)
    picture = picture + echo * moved(0)
    return sound + levels[0], 3 * picture + levels[1]


def _louder(sound, picture):
    """The same clip, ever louder and brighter: what is turned round, or lost, weighs most."""
    return sound + 0.15 * np.arange(N), picture + 0.45 * np.arange(N)


def _loud_end(rng, lag):
    """The loudest comes last, in the picture where it is late and in the sound where it is early.

    A lag of the other sign leaves it out of one of the two.
    """
    sound, picture = _late(rng, lag)
    last = np.array([N - 1, N - 2]) - max(0, lag)
    sound[last] += [20, 14]
    picture[last + lag] += [60, 42]
    return sound, picture


def _few_loud(rng, lag, quiet):
    """Six loud events `lag` columns late; the quiet rest is late by another lag."""
    sound, picture = _late(rng, quiet)
    events = 14 + 5 * np.arange(6) + rng.integers(0, 3, 6)
    height = rng.uniform(15, 25, 6)
    sound[events] += height
    picture[events + lag] += 3 * height
    return sound, picture


def _overlap(sound, picture, lag):
    n = len(sound)
    return sound[max(0, -lag) : n - max(0, lag)], picture[max(0, lag) : n - max(0, -lag)]


def _echo(rng, lag, part):
    """Late by `lag`, and hardly less alike in step, where more exists in both.

    Without the first, or the last, of the columns that are compared, it is the other way round.
    """

    def alike(k, part=slice(None)):
        a, b = _overlap(sound, picture, k)
        return np.corrcoef(a[part], b[part])[0, 1]

    while True:
        sound, picture = _late(rng, lag, echo=rng.uniform(0.9, 1.1))
        if alike(lag) - alike(0) > 1e-4 and alike(lag, part) < alike(0, part):
            return sound, picture


def _cases(rng):
    """Late, early, upside down elsewhere, in step, at both ends, ever louder, too small a range.

    Then levels far apart, loud events at the end and against the quiet rest, echoes, a clip that is
    late by more than half of its length, and one with correlations below 0 alone.
    """
    some = [int(lag) for lag in rng.permutation(np.arange(2, MOST))[:3]]
    lags = [(some[0],), (-some[1],), (some[2], -some[2]), (0,), (MOST,), (-MOST,)]
    ever_louder = [(*_louder(*_late(rng, lag)), MOST) for lag in (some[0], -some[1], MOST)]
    loud = [_loud_end(rng, some[0]), _loud_end(rng, -some[1]), _few_loud(rng, some[0], -some[1])]
    far = [_late(rng, some[1], levels=(0, 300)), _late(rng, -some[2], levels=(-40, 0))]
    echoes = [_echo(rng, MOST, slice(1, None)), _echo(rng, -MOST, slice(-1))]
    beyond = [(*clip, most) for clip in [_late(rng, n) for n in (7, 4, -4)] for most in (MOST, 3)]
    cases = [(*_late(rng, *lag), MOST) for lag in lags] + ever_louder + beyond
    sound, picture = _late(rng, 12)
    short = sound[:20], picture[:20], 12
    sound, picture = _louder(*_late(rng, some[0]))
    darker = sound, picture - 0.9 * np.arange(N)
    return ([*cases, *((*clip, MOST) for clip in [*loud, *far, *echoes, darker]), short],)


def _each(answer, cases):
    return [int(number(answer(sound, picture, most))) for sound, picture, most in cases]


@question(inputs=_cases, observe=_each)
def best_lag(answer, holds):
    answer = reading(answer, number)
    rng, sound = np.random.default_rng(8), np.zeros(20)
    sound[[4, 9, 11]] = [3, 2, 4]
    with holds("in step is 0"):
        expect.close(answer(sound, sound, 5), 0, "No lag is a lag to try, too")
    with holds("positive where the picture is late, negative where it is early"):
        late = np.r_[np.zeros(3), sound[:-3]]
        turned = "the sign is turned. Which of the two is late?"
        expect.unlike(answer(sound, late, 5), -3, turned)
        expect.close(answer(sound, late, 5), 3)
        early = "the picture can also be early. Do you try negative lags?"
        expect.close(answer(late, sound, 5), -3, early)
    with holds("loudness, brightness and their levels do not matter"):
        level = (
            "levels count in a sum of products, and a longer overlap counts more. What does not?"
        )
        far = "a level of 300, or of -40, changed the lag"
        for lag in (5, -6, 2):
            expect.close(answer(*_late(rng, lag), MOST), lag, level)
            expect.close(answer(*_late(rng, lag, levels=(0, 300)), MOST), lag, far)
            expect.close(answer(*_late(rng, lag, levels=(-40, 0)), MOST), lag, far)
    with holds("loud events count by how loud they are, at every lag alike"):
        for lag in (5, -6, 2):
            ranks = "six loud events agree on a lag. Are ranks compared, or truths?"
            expect.close(answer(*_few_loud(rng, lag, -lag), MOST), lag, ranks)
            slope = "the loudest is at an end, and left out at some lags. Is this a correlation?"
            expect.close(answer(*_loud_end(rng, lag), MOST), lag, slope)
    with holds("alike is not the same as upside down"):
        inverted = "that is the lag at which the picture does the opposite. Is that in step?"
        for lag in (3, -4):
            expect.unlike(answer(*_late(rng, lag, -lag), MOST), -lag, inverted)
            expect.close(answer(*_late(rng, lag, -lag), MOST), lag)
    with holds("only what exists in both is compared"):
        beyond = "a clip that becomes louder: what lies beyond an end counts, or how much is there"
        for lag in 3 * (5, -6, 8):
            expect.close(answer(*_louder(*_late(rng, lag)), MOST), lag, beyond)
    with holds("no lag beyond the most that was asked for"):
        for lag in (7, 4, -4):
            larger = "found a lag that is larger than `most`"
            clip = _late(rng, lag)
            expect.close(answer(*clip, MOST), lag)
            expect.that(abs(answer(*clip, 3)) <= 3, larger)
            expect.close(answer(*clip, abs(lag)), lag, "the most is tried, too, at both ends")
    with holds("many random clips"):
        for sound, picture, most in [case for _ in range(3) for case in _cases(rng)[0]]:
            found, lags = answer(sound, picture, most), range(-most, most + 1)
            known = [np.corrcoef(*_overlap(sound, picture, k))[0, 1] for k in lags]
            another = "another lag has a higher correlation. Is all that exists in both compared?"
            expect.close(found, lags[int(np.argmax(known))], another)
