"""Right answers to padded_maxsim, differently written."""

import numpy as np
import torch


def masked(query, query_mask, items, item_mask):
    products = items @ query.T
    best = np.where(item_mask[..., None], products, -np.inf).max(axis=1)
    return best[:, query_mask].sum(axis=1)


def loops(query, query_mask, items, item_mask):
    found = []
    for cells, there in zip(items, item_mask, strict=True):
        total = 0.0
        for token, real in zip(query, query_mask, strict=True):
            if real:
                total += max(
                    float(token @ cell) for cell, ok in zip(cells, there, strict=True) if ok
                )
        found.append(total)
    return found


def one_item_at_a_time(query, query_mask, items, item_mask):
    ours = query[query_mask]
    return np.array(
        [(ours @ c[m].T).max(axis=1).sum() for c, m in zip(items, item_mask, strict=True)]
    )


def einsum(query, query_mask, items, item_mask):
    products = np.einsum("td,icd->tic", query, items)
    products[:, ~item_mask] = -1e9
    return query_mask @ products.max(axis=2)


def masked_array(query, query_mask, items, item_mask):
    hidden = np.broadcast_to(~item_mask[:, None], (len(items), len(query), items.shape[1]))
    products = np.ma.array(query @ items.transpose(0, 2, 1), mask=hidden)
    return np.asarray(products.max(axis=2)[:, query_mask].sum(axis=1))


def query_of_zeros(query, query_mask, items, item_mask):
    lowest = np.where(item_mask, 0, np.finfo(float).min)
    products = (query * query_mask[:, None]) @ items.transpose(0, 2, 1)
    return (products + lowest[:, None]).max(axis=2).sum(axis=1)


def where_argument(query, query_mask, items, item_mask):
    products = query @ items.transpose(0, 2, 1)
    best = products.max(axis=2, where=item_mask[:, None], initial=-np.inf)
    return best.sum(axis=1, where=query_mask)


def torch_masks(query, query_mask, items, item_mask):
    products = torch.from_numpy(items) @ torch.from_numpy(query).T
    best = products.masked_fill(~torch.from_numpy(item_mask)[..., None], float("-inf")).amax(1)
    return best.masked_fill(~torch.from_numpy(query_mask), 0).sum(1)


def a_real_cell_in_place_of_padding(query, query_mask, items, item_mask):
    place = np.where(item_mask, np.arange(item_mask.shape[1]), item_mask.argmax(axis=1)[:, None])
    cells = np.take_along_axis(items, place[..., None], axis=1)
    return (cells @ query[query_mask].T).max(axis=1).sum(axis=1)
