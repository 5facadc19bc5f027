"""Which part of a video does each sentence speak of: cuts, monotone alignment, moments."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, number, vector


class Span(NamedTuple):
    """Frames `start` to `end`, `end` not among them."""

    start: int
    end: int


def overlap(a: Span, b: Span) -> float:
    """Intersection over union of two spans in time, 0 to 1.

    ValueError when one of them ends before it starts or is empty.

    >>> overlap((0, 4), (2, 6))
    0.3333333333333333
    """
    for name, span in (("a", a), ("b", b)):
        if not (len(span) == 2 and span[0] < span[1]):
            raise ValueError(f"{name} must be (start, end) with start < end, but is {span!r}")
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (a[1] - a[0] + b[1] - b[0] - both)


def align(scores: ArrayLike) -> list[Span]:
    """Sentences in order to frames in order: the cuts with the highest sum of scores.

    scores (sentences, frames), frames >= sentences: how well each frame fits each sentence. Every
    sentence gets at least one frame, and every frame one sentence. Dynamic programming in
    sentences x frames steps, as for words and speech (Sakoe and Chiba 1978 for the principle).
    ValueError when scores are not finite, or there are fewer frames than sentences.

    >>> align([[0.9, 0.2, 0.8, 0.1], [0.1, 0.7, 0.6, 0.9]])
    [Span(start=0, end=1), Span(start=1, end=4)]
    """
    scores = matrix("scores", scores, at_least=1, dtype=np.float64)
    sentences, frames = scores.shape
    if frames < sentences:
        raise ValueError(f"scores must have a frame for each of the {sentences} sentences")
    best = np.full((sentences, frames), -np.inf)  # of all up to here, this frame of this sentence
    best[0] = np.cumsum(scores[0])
    fresh = np.zeros((sentences, frames), bool)  # is this the sentence's first frame?
    for s in range(1, sentences):
        for f in range(s, frames):
            stay, step = best[s, f - 1], best[s - 1, f - 1]
            fresh[s, f] = step >= stay
            best[s, f] = max(stay, step) + scores[s, f]
    starts, s = [0] * sentences, sentences - 1
    for f in range(frames - 1, -1, -1):
        if fresh[s, f]:
            starts[s] = f
            s -= 1
    return [Span(*ends) for ends in pairwise([*starts, frames])]


def shots(vectors: ArrayLike, least: float = 0.2) -> list[Span]:
    """The video cut where neighbouring frames differ: by more than `least` in 1 - cosine.

    vectors (frames, dim), one or more. ValueError when they are not finite, or least is no number.

    >>> shots([[1, 0], [1, 0.1], [0, 1]])
    [Span(start=0, end=2), Span(start=2, end=3)]
    """
    vectors = matrix("vectors", vectors, at_least=1)
    least = number("least", least)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True).clip(1e-12)
    differs = 1 - (unit[1:] * unit[:-1]).sum(axis=1) > least
    return [
        Span(*ends) for ends in pairwise([0, *(np.flatnonzero(differs) + 1).tolist(), len(unit)])
    ]


def align_shots(scores: ArrayLike, cuts: list[Span]) -> list[Span]:
    """As `align`, but a sentence gets whole shots: each shot scores as the mean of its frames.

    scores (sentences, frames) and cuts as `shots` gives them. Where there are fewer shots than
    sentences, frames are aligned. ValueError as for `align`.
    """
    scores = matrix("scores", scores, at_least=1, dtype=np.float64)
    if len(cuts) < len(scores):
        return align(scores)
    means = np.stack([scores[:, start:end].mean(axis=1) for start, end in cuts], axis=1)
    return [Span(cuts[a].start, cuts[b - 1].end) for a, b in align(means)]


def longest_run(mask: ArrayLike) -> Span:
    """The longest run of true values; the first of several, frame 0 where there is none.

    >>> longest_run([False, True, True, False, True])
    Span(start=1, end=3)
    """
    edges = np.flatnonzero(np.diff(np.r_[False, np.asarray(mask, bool), False]))
    runs = [Span(int(a), int(b)) for a, b in edges.reshape(-1, 2)]
    return max(runs, key=lambda run: run.end - run.start, default=Span(0, 1))


def best_shot(scores: ArrayLike, cuts: list[Span]) -> Span:
    """The shot that fits one sentence best: scores (frames,), the mean over each shot counts.

    ValueError when scores are not finite and 1-D, or there is no shot.
    """
    scores = vector("scores", scores)
    if not cuts:
        raise ValueError("cuts must be at least one shot, as `shots` gives them")
    return max(cuts, key=lambda cut: scores[cut.start : cut.end].mean())
