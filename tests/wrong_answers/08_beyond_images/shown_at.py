"""Typical wrong answers to shown_at. A docstring: words of the line that rejects it."""

import numpy as np


def one_each(durations, fps):
    """How long does each of them last?"""
    return list(range(len(durations)))


def each_rounded_alone(durations, fps):
    """each frame was rounded alone"""
    return np.repeat(np.arange(len(durations)), [int(d * fps / 1000 + 0.49) for d in durations])


def at_least_one_each(durations, fps):
    """each stored frame was given at least one step"""
    counts = [max(1, round(d * fps / 1000)) for d in durations]
    return np.repeat(np.arange(len(durations)), counts)


def _at(durations, times, side="right"):
    found = np.searchsorted(np.cumsum(durations), times, side=side)
    return np.minimum(found, len(durations) - 1)


def still_the_old_one(durations, fps):
    """the second one has begun"""
    times = np.arange(round(sum(durations) * fps / 1000)) * 1000 / fps
    return _at(durations, times, "left")


def as_if_seconds(durations, fps):
    """durations are milliseconds"""
    return _at(durations, np.arange(round(sum(durations) * fps / 1000)) / fps)


def middle_of_the_step(durations, fps):
    """What is on the screen at .2 s?"""
    return _at(durations, (np.arange(round(sum(durations) * fps / 1000)) + 0.5) * 1000 / fps)


def first_duration_for_all(durations, fps):
    """come back as often as they lasted: found"""
    n = round(sum(durations) * fps / 1000)
    return [min(int(i * 1000 / fps // durations[0]), len(durations) - 1) for i in range(n)]


def one_step_too_many(durations, fps):
    """expected"""
    return _at(durations, np.arange(round(sum(durations) * fps / 1000) + 1) * 1000 / fps)


def steps_in_whole_milliseconds(durations, fps):
    """a step is no whole number of milliseconds"""
    ends = np.cumsum(durations)
    return np.searchsorted(ends, np.arange(0, ends[-1], 1000 // fps), side="right")


def as_many_steps_of_whole_milliseconds(durations, fps):
    """a step is no whole number of milliseconds"""
    times = np.arange(round(sum(durations) * fps / 1000)) * (1000 // fps)
    return np.searchsorted(np.cumsum(durations), times, side="right")


def steps_added_up(durations, fps):
    """tenths of a second were added up"""
    ends, now, found = np.cumsum(durations) / 1000, 0.0, []
    for _ in range(round(sum(durations) * fps / 1000)):
        found.append(int((ends <= now).sum()))
        now += 1 / fps
    return found


def half_a_minute_at_most(durations, fps):
    """a frame begins in time"""
    times = np.arange(round(sum(durations) * fps / 1000)) * 1000 / fps
    ends = np.cumsum(durations, dtype=np.int16)
    return (ends <= times[:, None]).sum(axis=1)


def a_second_of_1001_milliseconds(durations, fps):
    """many random films"""
    return _at(durations, np.arange(round(sum(durations) * fps / 1000)) * 1001 / fps)


def a_millisecond_early(durations, fps):
    """is not on the screen yet"""
    return _at(durations, np.arange(round(sum(durations) * fps / 1000)) * 1000 / fps + 1)


def whole_milliseconds(durations, fps):
    """a step is no whole number of milliseconds"""
    return _at(durations, np.round(np.arange(round(sum(durations) * fps / 1000)) * 1000 / fps))


def a_step_to_one_place(durations, fps):
    """many random films"""
    return _at(durations, np.arange(round(sum(durations) * fps / 1000)) * round(1000 / fps, 1))


def times_by_arange(durations, fps):
    """1500 ms at 38 a second are 57 steps"""
    return _at(durations, np.arange(0, sum(durations), 1000 / fps))


def times_added_up_to_the_end(durations, fps):
    """1500 ms at 38 a second are 57 steps"""
    times = [0.0]
    while times[-1] + 1000 / fps < sum(durations):
        times.append(times[-1] + 1000 / fps)
    return _at(durations, np.array(times))


def number_of_steps_cut_off(durations, fps):
    """1400 ms at 45 a second are 63 steps"""
    return _at(durations, np.arange(int(sum(durations) / 1000 * fps)) * 1000 / fps)


def frames_in_a_byte(durations, fps):
    """many random films"""
    times = np.arange(round(sum(durations) * fps / 1000)) * 1000 / fps
    return _at(durations, times).astype(np.int8)


def an_arange_of_seconds(durations, fps):
    """at 50 a second are 56 steps"""
    ends = np.cumsum(durations)
    steps = np.round(1000 * np.arange(0, ends[-1] / 1000, 1 / fps), 6)
    return np.minimum(np.searchsorted(ends, steps, side="right"), len(ends) - 1)
