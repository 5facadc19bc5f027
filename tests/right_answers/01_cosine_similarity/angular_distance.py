"""Right answers to angular_distance, written in different ways."""

import math

import numpy as np
import torch
from scipy.spatial.distance import cdist
from sklearn.metrics.pairwise import cosine_similarity


def arc_cosine_of_clipped_cosines(a, b):
    a = a / np.linalg.norm(a, axis=1, keepdims=True)
    b = b / np.linalg.norm(b, axis=1, keepdims=True)
    return np.arccos(np.clip(a @ b.T, -1, 1)) / np.pi


def one_pair_at_a_time(a, b):
    result = np.zeros((len(a), len(b)))
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            cosine = x.dot(y) / math.sqrt(x.dot(x) * y.dot(y))
            result[i, j] = math.acos(max(-1.0, min(1.0, cosine))) / math.pi
    return result


def half_angle_by_arc_tangent(a, b):
    a = (a.T / np.sqrt((a**2).sum(axis=1))).T
    b = (b.T / np.sqrt((b**2).sum(axis=1))).T
    apart = np.linalg.norm(a[:, None] - b[None], axis=2)
    together = np.linalg.norm(a[:, None] + b[None], axis=2)
    return 2 * np.arctan2(apart, together) / np.pi


def careful_in_float32(a, b):
    def unit(x):
        x = np.float32(x)
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    a, b = unit(a)[:, None], unit(b)
    apart, together = np.linalg.norm(a - b, axis=2), np.linalg.norm(a + b, axis=2)
    return 2 * np.arctan2(apart, together) / np.float32(np.pi)


def a_list_of_lists(a, b):
    def angle(x, y):
        cosine = sum(s * t for s, t in zip(x, y, strict=True)) / math.hypot(*x) / math.hypot(*y)
        return math.acos(min(1.0, max(-1.0, cosine)))

    return [[angle(x, y) / math.pi for y in b] for x in a]


def torch_answers(a, b):
    a, b = (torch.nn.functional.normalize(torch.from_numpy(x).double()) for x in (a, b))
    return torch.arccos((a @ b.T).clamp(-1, 1)) / torch.pi


def from_scipys_distances(a, b):
    return np.arccos(np.clip(1 - cdist(a, b, "cosine"), -1, 1)) / np.pi


def from_sklearns_cosines(a, b):
    return np.rad2deg(np.arccos(cosine_similarity(a, b).astype(float).clip(-1, 1))) / 180


def einsum_and_minimum(a, b):
    cosines = np.einsum("id,jd->ij", a, b, dtype=float)
    cosines /= np.sqrt(np.einsum("id,id->i", a, a, dtype=float))[:, None]
    cosines /= np.sqrt(np.einsum("jd,jd->j", b, b, dtype=float))
    return np.arccos(np.maximum(-1, np.minimum(1, cosines))) / np.pi


def half_a_turn_less_an_arc_sine(a, b):
    a = a / np.linalg.norm(a, axis=1, keepdims=True)
    b = b / np.linalg.norm(b, axis=1, keepdims=True)
    return 0.5 - np.arcsin((a @ b.T).clip(-1, 1)) / np.pi


def rows_from_a_generator(a, b):
    lengths = np.linalg.norm(b, axis=1)
    rows = (np.clip(b @ x / lengths / np.linalg.norm(x), -1, 1) for x in a)
    return tuple(np.arccos(row) / np.pi for row in rows)
