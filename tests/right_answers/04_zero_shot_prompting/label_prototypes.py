"""Right answers to label_prototypes, written in different ways."""

import numpy as np


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
