"""Right answers to scene_starts, differently written."""

from functools import cache
from itertools import combinations, pairwise

import numpy as np
import torch


def table(scores):
    sentences, frames = scores.shape
    best = np.full((sentences, frames), -np.inf)
    best[0] = np.cumsum(scores[0])
    for s in range(1, sentences):
        for f in range(s, frames):
            best[s, f] = scores[s, f] + max(best[s, f - 1], best[s - 1, f - 1])
    starts, s = [0] * sentences, sentences - 1
    for f in range(frames - 1, 0, -1):
        if s and best[s - 1, f - 1] >= best[s, f - 1]:
            starts[s], s = f, s - 1
    return starts


def all_cuts(scores):
    sentences, frames = scores.shape

    def total(cuts):
        ends = pairwise([0, *cuts, frames])
        return sum(scores[s, a:b].sum() for s, (a, b) in enumerate(ends))

    return [0, *max(combinations(range(1, frames), sentences - 1), key=total)]


def recursion(scores):
    sentences, frames = scores.shape

    @cache
    def best(s, f):
        """The highest sum of sentences s and later over frames f and later, and their starts."""
        if s == sentences - 1:
            return scores[s, f:].sum(), (f,)
        options = []
        for g in range(f + 1, frames - (sentences - s - 2)):
            rest, starts = best(s + 1, g)
            options.append((scores[s, f:g].sum() + rest, (f, *starts)))
        return max(options)

    return list(best(0, 0)[1])


def kept_paths(scores):
    sentences, frames = scores.shape
    paths = {0: (scores[0, 0], [0])}
    for f in range(1, frames):
        new = {}
        for s in range(sentences):
            options = []
            if s in paths:
                options.append(paths[s])
            if s - 1 in paths:
                total, starts = paths[s - 1]
                options.append((total, [*starts, f]))
            if options:
                total, starts = max(options)
                new[s] = (total + scores[s, f], starts)
        paths = new
    return tuple(paths[sentences - 1][1])


def cumulated(scores):
    sentences, frames = scores.shape
    sums = np.c_[np.zeros(sentences), np.cumsum(scores, axis=1)]
    best, back = sums[0].copy(), []
    best[0] = -np.inf
    for s in range(1, sentences):
        new, cut = np.full(frames + 1, -np.inf), np.zeros(frames + 1, int)
        for end in range(s + 1, frames + 1):
            values = best[:end] - sums[s, :end]
            cut[end] = values.argmax()
            new[end] = values.max() + sums[s, end]
        best = new
        back.append(cut)
    starts, end = [], frames
    for cut in reversed(back):
        end = int(cut[end])
        starts.append(end)
    return np.array([0, *reversed(starts)])


def from_the_end(scores):
    sentences, frames = scores.shape
    best = np.full((sentences + 1, frames + 1), -np.inf)
    best[sentences, frames] = 0
    for s in range(sentences - 1, -1, -1):
        for f in range(frames - 1, -1, -1):
            best[s, f] = scores[s, f] + max(best[s, f + 1], best[s + 1, f + 1])
    starts, s = [0], 0
    for f in range(frames - 1):
        if best[s + 1, f + 1] > best[s, f + 1]:
            s += 1
            starts.append(f + 1)
    return starts


def tensor(scores):
    return torch.tensor(table(np.asarray(scores)))


def float_starts(scores):
    return np.array(table(scores), dtype=float)
