"""Typical wrong answers to scene_starts. A docstring: words of the line that rejects it."""

from itertools import combinations, pairwise

import numpy as np


def _best(scores, cuts_of):
    best, found = -np.inf, None
    frames = scores.shape[1]
    for cuts in cuts_of:
        ends = [*pairwise([0, *cuts, frames])]
        total = sum(scores[s, a:b].sum() for s, (a, b) in enumerate(ends))
        if total > best:
            best, found = total, [0, *cuts]
    return found


def _right(scores):
    sentences, frames = scores.shape
    return _best(scores, combinations(range(1, frames), sentences - 1))


def best_single_frames(scores):
    """B starts at its best single frame"""
    return [0, *scores[1:].argmax(axis=1)]


def equal_parts(scores):
    """these are equal parts"""
    sentences, frames = scores.shape
    return [s * frames // sentences for s in range(sentences)]


def frames_from_one(scores):
    """frames count from 0"""
    return [start + 1 for start in _right(scores)]


def ends(scores):
    """these are the ends"""
    return [*_right(scores)[1:], scores.shape[1]]


def without_the_first(scores):
    """one start for each sentence"""
    return _right(scores)[1:]


def may_skip_a_sentence(scores):
    """a sentence was given no frame"""
    sentences, frames = scores.shape
    cuts = [
        cuts
        for cuts in combinations(sorted([*range(frames + 1)] * (sentences - 1)), sentences - 1)
        if list(cuts) == sorted(cuts)
    ]
    return _best(scores, set(cuts))


def nearest_sentence(scores):
    """the first sentence does not start at frame 0"""
    nearest = scores.argmax(axis=0)
    return [
        int(np.flatnonzero(nearest == s)[0]) if (nearest == s).any() else 0
        for s in range(len(scores))
    ]


def greedy(scores):
    """Is every cut considered?"""
    starts, frames = [0], scores.shape[1]
    for s in range(1, len(scores)):
        last = frames - (len(scores) - s)
        options = range(starts[-1] + 1, last + 1)
        gains = [scores[s - 1, starts[-1] : f].sum() + scores[s, f:].sum() for f in options]
        starts.append(options[int(np.argmax(gains))])
    return starts


def highest_mean(scores):
    """another way to cut has a higher sum"""
    sentences, frames = scores.shape
    best, found = -np.inf, None
    for cuts in combinations(range(1, frames), sentences - 1):
        parts = [*pairwise([0, *cuts, frames])]
        total = sum(scores[s, a:b].mean() for s, (a, b) in enumerate(parts))
        if total > best:
            best, found = total, [0, *cuts]
    return found


def four_sentences_at_most(scores):
    """another way to cut"""
    return _right(scores) if len(scores) <= 4 else np.arange(len(scores))


def scores_to_two_places(scores):
    """another way to cut"""
    return _right(np.round(scores, 2))


def shares_of_each_frame(scores):
    """another way to cut"""
    powers = np.exp(scores)
    return _right(powers / powers.sum(axis=0))


def scores_in_two_bytes(scores):
    """another way to cut"""
    return _right(scores.astype(np.float16).astype(float))


def twice_its_share_at_most(scores):
    """another way to cut"""
    sentences, frames = scores.shape
    most = -(-2 * frames // sentences)
    cuts = combinations(range(1, frames), sentences - 1)
    return _best(scores, [c for c in cuts if max(np.diff([0, *c, frames])) <= most])


def impossible_is_minus_99(scores):
    """another way to cut"""
    best = np.full(scores.shape, -99.0)
    best[0] = np.cumsum(scores[0])
    starts, s = np.zeros(len(scores), dtype=int), len(scores) - 1
    for row in range(1, len(scores)):
        for f in range(row, scores.shape[1]):
            best[row, f] = scores[row, f] + max(best[row, f - 1], best[row - 1, f - 1])
    for f in range(scores.shape[1] - 1, 0, -1):
        if s and best[s - 1, f - 1] >= best[s, f - 1]:
            starts[s], s = f, s - 1
    return starts
