"""Right answers to mean_pool, written in different ways."""

import numpy as np


def with_einsum(tokens, mask):
    return np.einsum("nld,nl->nd", tokens, mask) / mask.sum(axis=1, keepdims=True)


def text_by_text(tokens, mask):
    return np.stack([t[m == 1].mean(axis=0) for t, m in zip(tokens, mask, strict=True)])


def weights_that_sum_to_one(tokens, mask):
    weights = mask / mask.sum(axis=1)[:, None]
    return (weights[:, None, :] @ tokens)[:, 0]
