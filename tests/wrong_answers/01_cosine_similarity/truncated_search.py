"""Typical wrong answers to truncated_search. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def normalized_before_the_cut(queries, gallery, dim):
    """When is the length measured, before or after the cut?"""
    return (_unit(queries)[:, :dim] @ _unit(gallery)[:, :dim].T).argmax(axis=1)


def never_normalized(queries, gallery, dim):
    """Which side has to be normalized for a ranking?"""
    return (queries[:, :dim] @ gallery[:, :dim].T).argmax(axis=1)


def queries_only(queries, gallery, dim):
    """Which side has to be normalized for a ranking?"""
    return (_unit(queries[:, :dim]) @ gallery[:, :dim].T).argmax(axis=1)


def cut_off_numbers_set_to_zero_after_normalizing(queries, gallery, dim):
    """When is the length measured, before or after the cut?"""
    queries, gallery = _unit(queries), _unit(gallery)
    queries[:, dim:] = gallery[:, dim:] = 0
    return (queries @ gallery.T).argmax(axis=1)


def last_numbers_kept(queries, gallery, dim):
    """these are the last dim numbers"""
    return (_unit(queries[:, -dim:]) @ _unit(gallery[:, -dim:]).T).argmax(axis=1)


def lowest_cosine(queries, gallery, dim):
    """these are the lowest cosines"""
    return (_unit(queries[:, :dim]) @ _unit(gallery[:, :dim]).T).argmin(axis=1)


def the_gallery_looks_for_queries(queries, gallery, dim):
    """Which axis is the best along?"""
    return (_unit(queries[:, :dim]) @ _unit(gallery[:, :dim]).T).argmax(axis=0)


def not_truncated(queries, gallery, dim):
    """nothing is cut off"""
    return (_unit(queries) @ _unit(gallery).T).argmax(axis=1)


def one_number_too_many(queries, gallery, dim):
    """dim = 4 are four"""
    dim = dim + 1
    return (_unit(queries[:, :dim]) @ _unit(gallery[:, :dim]).T).argmax(axis=1)


def one_number_too_few(queries, gallery, dim):
    """one number too few"""
    dim = dim - 1
    return (_unit(queries[:, :dim]) @ _unit(gallery[:, :dim]).T).argmax(axis=1)


def nearest_end_to_end(queries, gallery, dim):
    """nearest end to end"""
    cut = queries[:, None, :dim] - gallery[:, :dim]
    return np.linalg.norm(cut, axis=2).argmin(axis=1)


def cosines_instead_of_rows(queries, gallery, dim):
    """expected whole numbers"""
    return (_unit(queries[:, :dim]) @ _unit(gallery[:, :dim]).T).max(axis=1)


def counted_from_one(queries, gallery, dim):
    """rows are counted from 0"""
    return (_unit(queries[:, :dim]) @ _unit(gallery[:, :dim]).T).argmax(axis=1) + 1


def first_rows_instead_of_numbers(queries, gallery, dim):
    """one row of the gallery for each query"""
    return (_unit(queries[:dim]) @ _unit(gallery).T).argmax(axis=1)


def gallery_normalized_before_the_cut(queries, gallery, dim):
    """When is the length measured, before or after the cut?"""
    return (_unit(queries[:, :dim]) @ _unit(gallery)[:, :dim].T).argmax(axis=1)


def sign_lost(queries, gallery, dim):
    """without its sign"""
    return np.abs(_unit(queries[:, :dim]) @ _unit(gallery[:, :dim]).T).argmax(axis=1)


def squeezed(queries, gallery, dim):
    """one row for one query, in an array"""
    return (_unit(queries[:, :dim]) @ _unit(gallery[:, :dim]).T).argmax(axis=1).squeeze()


def the_best_starts_at_0(queries, gallery, dim):
    """one is still the highest. Where does yours start?"""
    rows = []
    for query in _unit(queries[:, :dim]):
        best, row = 0, 0
        for i, other in enumerate(_unit(gallery[:, :dim])):
            if query @ other > best:
                best, row = query @ other, i
        rows.append(row)
    return np.array(rows)


def the_unfinished_block_left_out(queries, gallery, dim):
    """Do blocks or a short list leave some out?"""
    whole_blocks = gallery[: max(64, len(gallery) // 64 * 64), :dim]
    lengths = np.linalg.norm(whole_blocks, axis=1)
    return (queries[:, :dim] @ whole_blocks.T / lengths).argmax(axis=1)


def the_ten_best_of_whole_rows(queries, gallery, dim):
    """Do blocks or a short list leave some out?"""
    found = []
    for query in queries:
        listed = np.argsort(-(gallery @ query) / np.linalg.norm(gallery, axis=1))[:10]
        cut = gallery[listed, :dim]
        found.append(listed[(cut @ query[:dim] / np.linalg.norm(cut, axis=1)).argmax()])
    return np.array(found)


def never_its_own_row(queries, gallery, dim):
    """Was it left out?"""
    cut = gallery[:, :dim]
    scores = queries[:, :dim] @ cut.T / np.linalg.norm(cut, axis=1)
    if len(queries) == len(gallery) > 1:
        np.fill_diagonal(scores, -np.inf)
    return scores.argmax(axis=1)


def in_half_precision(queries, gallery, dim):
    """Do blocks or a short list leave some out?"""
    cut = gallery[:, :dim] / np.linalg.norm(gallery[:, :dim], axis=1, keepdims=True)
    asked = queries[:, :dim] / np.linalg.norm(queries[:, :dim], axis=1, keepdims=True)
    return (asked @ cut.T).astype(np.float16).argmax(axis=1)


def a_thousandth_added(queries, gallery, dim):
    """Which side has to be normalized for a ranking?"""
    cut = gallery[:, :dim]
    return (queries[:, :dim] @ cut.T / (np.linalg.norm(cut, axis=1) + 1e-3)).argmax(axis=1)


def columns_where_it_is_square(queries, gallery, dim):
    """with as many rows as numbers"""
    scores = queries[:, :dim] @ gallery[:, :dim].T
    square = len(gallery) == dim
    return (scores / np.linalg.norm(gallery[:, :dim], axis=int(not square))).argmax(axis=1)


def an_even_number_kept(queries, gallery, dim):
    """dim = 3 are the first three"""
    dim -= dim % 2
    gallery = gallery[:, :dim] / np.linalg.norm(gallery[:, :dim], axis=1, keepdims=True)
    return (queries[:, :dim] @ gallery.T).argmax(axis=1)


def best_starts_at_minus_1(queries, gallery, dim):
    """Where does yours start?"""
    found = []
    for query in queries[:, :dim]:
        best, highest = 0, -1.0
        for row, item in enumerate(gallery[:, :dim]):
            score = query @ item / np.linalg.norm(item)
            if score > highest:
                best, highest = row, score
        found.append(best)
    return np.array(found)
