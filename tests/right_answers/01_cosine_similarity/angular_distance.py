"""Right answers to angular_distance, written in different ways."""

import math

import numpy as np


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
