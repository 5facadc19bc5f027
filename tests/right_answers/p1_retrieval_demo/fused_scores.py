"""Right answers to fused_scores, differently written."""

from bisect import bisect_right

import numpy as np


def _better(scores):
    return (scores[None, :] > scores[:, None]).sum(axis=1)


def compared(cosines, matches, k):
    said = np.where(matches > 0, 1 / (k + 1 + _better(matches)), 0)
    return 1 / (k + 1 + _better(cosines)) + said


def searched(cosines, matches, k):
    def ranks(scores):
        return 1 + len(scores) - np.searchsorted(np.sort(scores), scores, side="right")

    return 1 / (k + ranks(cosines)) + (matches > 0) / (k + ranks(matches))


def in_loops(cosines, matches, k):
    fused = []
    for cosine, match in zip(cosines, matches, strict=True):
        score = 1 / (k + 1 + sum(c > cosine for c in cosines))
        if match > 0:
            score += 1 / (k + 1 + sum(m > match for m in matches))
        fused.append(score)
    return fused


def listed_rows_only(cosines, matches, k):
    fused = 1.0 / (k + 1 + _better(cosines))
    rows = np.flatnonzero(matches)
    fused[rows] += 1 / (k + 1 + _better(matches[rows]))
    return fused


def with_bisect(cosines, matches, k):
    fused = np.zeros(len(cosines))
    for scores, least in ((cosines, -np.inf), (matches, 0)):
        ordered = sorted(scores)
        for row, score in enumerate(scores):
            if score > least:
                fused[row] += 1 / (k + len(scores) - bisect_right(ordered, score) + 1)
    return fused


def with_scipy(cosines, matches, k):
    from scipy.stats import rankdata

    seen, said = (rankdata(-scores, method="min") for scores in (cosines, matches))
    return np.reciprocal(k + seen.astype(float)) + np.where(matches > 0, 1 / (k + said), 0)


def by_unique(cosines, matches, k):
    def ranks(scores):
        _, place, counts = np.unique(-scores, return_inverse=True, return_counts=True)
        return 1 + (np.cumsum(counts) - counts)[place]

    return 1 / (k + ranks(cosines)) + 1 / (k + ranks(matches)) * (matches > 0)


def in_torch(cosines, matches, k):
    import torch

    seen, said = torch.from_numpy(cosines.copy()), torch.from_numpy(matches.copy())
    first = 1 / (k + 1 + (seen[None] > seen[:, None]).sum(1))
    second = 1 / (k + 1 + (said[None] > said[:, None]).sum(1))
    return first + torch.where(said > 0, second, torch.zeros_like(second))
