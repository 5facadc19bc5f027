"""Right answers to shown_at, differently written."""

from bisect import bisect_right
from fractions import Fraction
from itertools import accumulate

import numpy as np
import torch


def searched(durations, fps):
    times = np.arange(round(sum(durations) * fps / 1000)) * 1000 / fps
    return np.searchsorted(np.cumsum(durations), times, side="right")


def bisected(durations, fps):
    ends = list(accumulate(durations))
    return [bisect_right(ends, i * 1000 / fps) for i in range(round(ends[-1] * fps / 1000))]


def counted(durations, fps):
    ends = np.cumsum(durations)
    n = round(ends[-1] * fps / 1000)
    return [int((ends <= i * 1000 / fps).sum()) for i in range(n)]


def walked(durations, fps):
    shown, frame, until = [], 0, durations[0]
    for i in range(round(sum(durations) * fps / 1000)):
        while until <= i * 1000 / fps:
            frame += 1
            until += durations[frame]
        shown.append(frame)
    return shown


def milliseconds(durations, fps):
    every = np.repeat(np.arange(len(durations)), durations)
    return every[np.arange(round(len(every) * fps / 1000)) * 1000 // fps]


def exact(durations, fps):
    step, shown = Fraction(1000, fps), []
    now = Fraction(0)
    for frame, duration in enumerate(durations):
        now += duration
        while len(shown) * step < now:
            shown.append(frame)
    return tuple(shown)


def repeated(durations, fps):
    steps = np.ceil(np.cumsum(durations) * fps / 1000).astype(int)
    return np.repeat(np.arange(len(durations)), np.diff(steps, prepend=0))


def tensor(durations, fps):
    ends = torch.cumsum(torch.tensor(durations), 0)
    times = torch.arange(round(float(ends[-1]) * fps / 1000)) * (1000 / fps)
    return torch.searchsorted(ends.double(), times.double(), right=True)


def a_frame_each_millisecond(durations, fps):
    at = np.repeat(np.arange(len(durations)), durations)
    n = len(at) * fps // 1000
    return at[[int(i * 1000 // fps) for i in range(int(n))]]
