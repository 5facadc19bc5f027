"""Right answers to l2_normalize, written in different ways."""

import numpy as np


def length_1_where_it_is_0(x):
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(length > 0, length, 1)


def row_by_row(x):
    result = np.zeros(x.shape)
    for i, row in enumerate(x):
        length = sum(v * v for v in row) ** 0.5
        if length:
            result[i] = row / length
    return result


def at_least_a_tiny_length(x):
    return (x.T / np.maximum(np.sqrt(np.einsum("ij,ij->i", x, x)), 1e-12)).T


def a_tiny_number_added(x):
    return x / (np.sqrt((x**2).sum(axis=1, keepdims=True)) + 1e-12)


def nan_to_zero(x):
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(x / np.linalg.norm(x, axis=1)[:, None])
