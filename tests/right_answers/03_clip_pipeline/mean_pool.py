"""Right answers to mean_pool, written in different ways."""

import numpy as np
import torch


def with_einsum(tokens, mask):
    return np.einsum("nld,nl->nd", tokens, mask) / mask.sum(axis=1, keepdims=True)


def text_by_text(tokens, mask):
    return np.stack([t[m == 1].mean(axis=0) for t, m in zip(tokens, mask, strict=True)])


def weights_that_sum_to_one(tokens, mask):
    weights = mask / mask.sum(axis=1)[:, None]
    return (weights[:, None, :] @ tokens)[:, 0]


def in_float32(tokens, mask):
    weights = np.float32(mask)[..., None]
    return (np.float32(tokens) * weights).sum(axis=1) / weights.sum(axis=1)


def a_tensor(tokens, mask):
    tokens, mask = torch.from_numpy(tokens), torch.from_numpy(mask).unsqueeze(-1)
    return (tokens * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1e-9)


def a_list_of_lists(tokens, mask):
    means = []
    for text, real in zip(tokens.tolist(), mask.tolist(), strict=True):
        kept = [vector for vector, one in zip(text, real, strict=True) if one]
        means.append([sum(column) / len(kept) for column in zip(*kept, strict=True)])
    return means


def numpys_average(tokens, mask):
    return np.array([np.average(t, axis=0, weights=m) for t, m in zip(tokens, mask, strict=True)])


def where_of_mean(tokens, mask):
    return tokens.mean(axis=1, where=mask.astype(bool)[..., None])


def a_masked_array(tokens, mask):
    hidden = np.broadcast_to(mask[..., None] == 0, tokens.shape)
    return np.ma.array(tokens, mask=hidden).mean(axis=1)


def nans_left_out(tokens, mask):
    return np.nanmean(np.where(mask[..., None], tokens, np.nan), axis=1)


def a_batched_product(tokens, mask):
    t, m = torch.tensor(tokens, requires_grad=True), torch.tensor(mask, dtype=torch.float64)
    return torch.bmm(m[:, None], t).squeeze(1) / m.sum(1, keepdim=True)


def a_masked_array_of_means(tokens, mask):
    hidden = np.broadcast_to(mask[..., None] == 0, tokens.shape)
    return np.ma.masked_array(tokens, hidden).mean(axis=1)
