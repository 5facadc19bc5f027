"""Typical wrong answers to padded_maxsim. A docstring: words of the line that rejects it."""

import numpy as np


def _products(query, items, item_mask, instead=-np.inf):
    """(n_items, n_tokens, n_cells)."""
    return np.where(item_mask[:, None], query @ items.transpose(0, 2, 1), instead)


def no_masks(query, query_mask, items, item_mask):
    """the masks were left out"""
    return (query @ items.transpose(0, 2, 1)).max(axis=2).sum(axis=1)


def query_mask_ignored(query, query_mask, items, item_mask):
    """padding of the query was counted as words"""
    return _products(query, items, item_mask).max(axis=2).sum(axis=1)


def item_mask_ignored(query, query_mask, items, item_mask):
    """padding of an item won"""
    return (query @ items.transpose(0, 2, 1)).max(axis=2) @ query_mask


def padding_set_to_zero(query, query_mask, items, item_mask):
    """padding that scores 0 beats real cells"""
    return (query @ (items * item_mask[..., None]).transpose(0, 2, 1)).max(axis=2) @ query_mask


def products_end_at_minus_one(query, query_mask, items, item_mask):
    """a product can be less than -1"""
    return _products(query, items, item_mask, -1).max(axis=2) @ query_mask


def masks_turned(query, query_mask, items, item_mask):
    """the query's mask was read the wrong way"""
    return _products(query, items, item_mask).max(axis=2) @ ~query_mask


def cells_choose(query, query_mask, items, item_mask):
    """each cell took its best word"""
    best = (query[query_mask] @ items.transpose(0, 2, 1)).max(axis=1)
    return (best * item_mask).sum(axis=1)


def mean_of_the_best(query, query_mask, items, item_mask):
    """this is a mean over the words"""
    return _products(query, items, item_mask).max(axis=2)[:, query_mask].mean(axis=1)


def cosines(query, query_mask, items, item_mask):
    """these are cosines"""
    query = query / np.linalg.norm(query, axis=1, keepdims=True)
    items = items / np.linalg.norm(items, axis=2, keepdims=True)
    return _products(query, items, item_mask).max(axis=2) @ query_mask


def padding_only_at_the_end(query, query_mask, items, item_mask):
    """padding can stand before the tokens"""
    ours = query[query_mask]
    return [
        (ours @ c[: m.sum()].T).max(axis=1).sum() for c, m in zip(items, item_mask, strict=True)
    ]


def all_words_one_cell(query, query_mask, items, item_mask):
    """many random items"""
    return np.where(item_mask, (query[query_mask].sum(axis=0) * items).sum(axis=2), -np.inf).max(1)


def a_word_takes_what_is_left(query, query_mask, items, item_mask):
    """a word may choose a cell that another word has chosen"""
    found = []
    for products in _products(query, items, item_mask)[:, query_mask]:
        total, left = 0.0, products.copy()
        for row in left:
            best = int(row.argmax())
            total += row[best] if np.isfinite(row[best]) else 0
            left[:, best] = -np.inf
        found.append(total)
    return found


def one_number(query, query_mask, items, item_mask):
    """one number for each item"""
    return (_products(query, items, item_mask).max(axis=2) @ query_mask).max()


def _span(mask):
    """From the first real place of each row to the last."""
    return np.maximum.accumulate(mask, -1) & np.maximum.accumulate(mask[..., ::-1], -1)[..., ::-1]


def cells_from_first_to_last(query, query_mask, items, item_mask):
    """padding can stand between real rows, too"""
    return _products(query, items, _span(item_mask)).max(axis=2) @ query_mask


def words_from_first_to_last(query, query_mask, items, item_mask):
    """padding can stand between real rows, too"""
    return _products(query, items, item_mask).max(axis=2) @ _span(query_mask)


def equal_words_are_one(query, query_mask, items, item_mask):
    """a word that is there twice counts twice"""
    query = np.unique(query[query_mask], axis=0)
    return _products(query, items, item_mask).max(axis=2).sum(axis=1)


def a_product_of_0_is_padding(query, query_mask, items, item_mask):
    """a product of 0 is a product like any other"""
    products = _products(query, items, item_mask, 0)
    best = np.where(products == 0, -np.inf, products).max(axis=2)
    return np.where(np.isneginf(best), 0, best) @ query_mask


def products_end_at_minus_100(query, query_mask, items, item_mask):
    """also where all real products are negative"""
    return _products(query, items, item_mask, -100).max(axis=2) @ query_mask


def four_items(query, query_mask, items, item_mask):
    """one number for each item"""
    found = np.zeros(4)
    best = _products(query, items, item_mask).max(axis=2) @ query_mask
    found[: len(best)] = best[:4]
    return found


def minus_1000_for_padding(query, query_mask, items, item_mask):
    """padding"""
    products = query[query_mask] @ items.transpose(0, 2, 1)
    return np.where(item_mask[:, None], products, -1000).max(axis=2).sum(axis=1)


def a_million_less(query, query_mask, items, item_mask):
    """what is left over can be larger"""
    products = query @ items.transpose(0, 2, 1) - 1e6 * ~item_mask[:, None]
    return products.max(axis=2) @ query_mask
