"""Right answers to label_prototypes, written in different ways."""

import math

import numpy as np
import torch
from sklearn.preprocessing import normalize


def mean_then_normalize(prompts):
    means = prompts.mean(axis=1)
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def the_sum_does_as_well(prompts):
    total = np.einsum("ltd->ld", prompts)
    return total / np.sqrt((total * total).sum(axis=1))[:, None]


def label_by_label(prompts):
    rows = []
    for vectors in prompts:
        mean = np.average(vectors, axis=0)
        rows.append(mean / np.linalg.norm(mean))
    return np.stack(rows)


def with_the_courses_helper(prompts):
    from course_utils.similarity import l2_normalize

    return l2_normalize(prompts.mean(axis=1))


def with_torch(prompts):
    return torch.nn.functional.normalize(torch.from_numpy(prompts).mean(dim=1), dim=-1)


def with_sklearn(prompts):
    return normalize(prompts.sum(axis=1))


def in_float32(prompts):
    means = prompts.astype(np.float32).mean(axis=1)
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def lists_of_numbers(prompts):
    rows = []
    for vectors in prompts.tolist():
        total = [sum(column) for column in zip(*vectors, strict=True)]
        length = math.sqrt(sum(x * x for x in total))
        rows.append([x / length for x in total])
    return rows


def a_tuple_of_rows(prompts):
    return tuple(mean / np.sqrt(mean @ mean) for mean in np.mean(prompts, axis=-2))


def averaged_with_weights(prompts):
    means = np.tensordot(np.full(prompts.shape[1], 1 / prompts.shape[1]), prompts, axes=(0, 1))
    return (means.T / np.linalg.norm(means, axis=1)).T
