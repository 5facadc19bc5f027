"""Right answers to hub_signs, differently written."""

from collections import Counter
from statistics import fmean, pstdev

import numpy as np
import torch
from scipy.spatial.distance import cdist
from scipy.stats import skew

from course_utils.similarity import cosine_similarity, l2_normalize, top_k


def counts_and_moments(queries, gallery, k):
    cosines = l2_normalize(queries) @ l2_normalize(gallery).T
    first = np.argsort(-cosines, axis=1)[:, :k]
    counts = np.bincount(first.ravel(), minlength=len(gallery))
    standard = (counts - counts.mean()) / counts.std()
    return np.array([np.mean(standard**3), np.mean(counts == 0)])


def scipys_skew(queries, gallery, k):
    first = np.argpartition(cdist(queries, gallery, "cosine"), k, axis=1)[:, :k]
    counts = np.bincount(first.ravel(), minlength=len(gallery))
    return skew(counts), (counts == 0).mean()


def loops(queries, gallery, k):
    counts = [0] * len(gallery)
    for query in queries:
        cosines = [query @ row / np.sqrt(row @ row) for row in gallery]
        for row in sorted(range(len(gallery)), key=lambda i: cosines[i], reverse=True)[:k]:
            counts[row] += 1
    mean, spread = fmean(counts), pstdev(counts)
    third = fmean((count - mean) ** 3 for count in counts)
    return [third / spread**3, counts.count(0) / len(counts)]


def a_counter(queries, gallery, k):
    found = Counter(top_k(cosine_similarity(queries, gallery), k)[1].ravel().tolist())
    counts = np.array([found[row] for row in range(len(gallery))], dtype=np.float32)
    moved = counts - counts.mean()
    return np.float32((moved**3).mean() / (moved**2).mean() ** 1.5), 1 - len(found) / len(gallery)


def tensors(queries, gallery, k):
    q, g = (torch.nn.functional.normalize(torch.from_numpy(x)) for x in (queries, gallery))
    rows = (q @ g.T).topk(k).indices.flatten()
    counts = torch.zeros(len(gallery), dtype=torch.float64).scatter_add_(
        0, rows, torch.ones(len(rows), dtype=torch.float64)
    )
    standard = (counts - counts.mean()) / counts.std(correction=0)
    return torch.stack([standard.pow(3).mean(), counts.eq(0).double().mean()])


def a_threshold_for_each_query(queries, gallery, k):
    cosines = np.einsum("qd,nd->qn", queries, gallery / np.linalg.norm(gallery, axis=1)[:, None])
    least = np.sort(cosines, axis=1)[:, [-k]]
    counts = (cosines >= least).sum(axis=0)
    return np.r_[skew(counts, bias=True), np.mean(counts < 1)]


def ranks(queries, gallery, k):
    cosines = l2_normalize(queries) @ l2_normalize(gallery).T
    place = cosines.argsort(axis=1)[:, ::-1].argsort(axis=1)
    counts = (place < k).sum(axis=0)
    powers = [np.mean(np.power(counts.astype(float), p)) for p in (1, 2, 3)]
    variance = powers[1] - powers[0] ** 2
    third = powers[2] - 3 * powers[0] * powers[1] + 2 * powers[0] ** 3
    return np.array([third / variance**1.5, sum(counts == 0) / len(counts)])


def added_in_place(queries, gallery, k):
    counts = np.zeros(len(gallery))
    np.add.at(counts, top_k(cosine_similarity(queries, gallery), k)[1], 1)

    def moment(power):
        return ((counts - counts.mean()) ** power).sum() / counts.size

    never = np.setdiff1d(range(len(gallery)), np.flatnonzero(counts)).size / counts.size
    return moment(3) / moment(2) ** (3 / 2), never


def the_nearest_of_unit_rows(queries, gallery, k):
    distance = cdist(l2_normalize(queries).astype(float), l2_normalize(gallery).astype(float))
    counts = np.zeros(len(gallery), int)
    for row in distance.argsort(axis=1)[:, :k]:
        counts[row] += 1
    return (skew(counts).item(), float(np.count_nonzero(counts == 0)) / len(counts))
