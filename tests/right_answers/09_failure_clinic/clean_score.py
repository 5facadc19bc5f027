"""Right answers to clean_score, differently written."""

import numpy as np
import torch
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist

from course_utils.similarity import cosine_similarity, l2_normalize


def two_matrices(test, train, hits, threshold):
    leaks = np.zeros(len(hits), dtype=bool)
    for here, there in zip(test, train, strict=True):
        cosines = l2_normalize(here) @ l2_normalize(there).T
        leaks |= (cosines >= threshold).any(axis=1)
    return np.flatnonzero(leaks), hits[~leaks].mean()


def the_courses_cosine(test, train, hits, threshold):
    closest = [cosine_similarity(a, b).max(axis=1) for a, b in zip(test, train, strict=True)]
    leaks = np.maximum(*closest) >= threshold
    return np.where(leaks)[0], np.mean(hits[np.logical_not(leaks)])


def loops(test, train, hits, threshold):
    rows = []
    for row in range(len(hits)):
        for side in range(2):
            x = test[side][row]
            if any(x @ y / np.sqrt((x @ x) * (y @ y)) >= threshold for y in train[side]):
                rows.append(row)
                break
    clean = [int(hit) for row, hit in enumerate(hits) if row not in rows]
    return rows, sum(clean) / len(clean)


def scipys_distance(test, train, hits, threshold):
    pictures, captions = (
        cdist(a, b, "cosine").min(axis=1) for a, b in zip(test, train, strict=True)
    )
    clean = (pictures > 1 - threshold) & (captions > 1 - threshold)
    return np.arange(len(hits))[~clean], hits[clean].sum() / clean.sum()


def a_tree(test, train, hits, threshold):
    radius, found = np.sqrt(2 - 2 * threshold), set()
    for here, there in zip(test, train, strict=True):
        here, there = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (here, there))
        near = KDTree(there).query_ball_point(here, radius)
        found |= {row for row, matches in enumerate(near) if matches}
    return sorted(found), np.delete(hits, sorted(found)).mean()


def tensors(test, train, hits, threshold):
    sides = [
        torch.nn.functional.cosine_similarity(
            torch.from_numpy(a)[:, None], torch.from_numpy(b)[None], dim=2
        )
        for a, b in zip(test, train, strict=True)
    ]
    leaks = torch.stack([(side >= threshold).any(dim=1) for side in sides]).any(dim=0)
    return leaks.nonzero().flatten(), torch.from_numpy(hits)[~leaks].double().mean()


def both_sides_at_once(test, train, hits, threshold):
    test, train = (np.stack([l2_normalize(side) for side in split]) for split in (test, train))
    closest = np.einsum("sid,sjd->sij", test, train).max(axis=(0, 2))
    rows = np.nonzero(closest >= threshold)[0]
    weights = np.ones(len(hits))
    weights[rows] = 0
    return rows, np.average(hits, weights=weights)


def sets(test, train, hits, threshold):
    def twins(side):
        a, b = (l2_normalize(split[side]).astype(np.float32) for split in (test, train))
        return set(np.argwhere(a @ b.T >= threshold)[:, 0].tolist())

    leaking = twins(0) | twins(1)
    clean = set(range(len(hits))) - leaking
    return list(leaking), float(np.mean([hits[row] for row in clean]))


def a_row_at_a_time(test, train, hits, threshold):
    units = [l2_normalize(side) for side in train]

    def leaks(row):
        asked = (l2_normalize(side[[row]])[0] for side in test)
        return max((y @ x).max() for x, y in zip(asked, units, strict=True)) >= threshold

    mask = np.fromiter(map(leaks, range(len(hits))), dtype=bool)
    return [np.flatnonzero(mask), hits[~mask].mean().astype(np.float32)]


def a_set_of_rows(test, train, hits, threshold):
    leaks = set()
    for here, there in zip(test, train, strict=True):
        a, b = (x / np.linalg.norm(x, axis=1, keepdims=True) for x in (here, there))
        leaks |= {row for row, cosines in enumerate(a @ b.T) if max(cosines) >= threshold}
    kept = [float(hit) for row, hit in enumerate(hits) if row not in leaks]
    return leaks, sum(kept) / len(kept)


def a_column_of_rows(test, train, hits, threshold):
    cosines = [l2_normalize(a) @ l2_normalize(b).T for a, b in zip(test, train, strict=True)]
    leaks = np.maximum(cosines[0].max(axis=1), cosines[1].max(axis=1)) >= threshold
    return np.argwhere(leaks), hits[~leaks].mean()
