"""Typical wrong answers to search_in_blocks. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils.scaling import exact_search


def _best(scores, rows, k):
    order = np.lexsort((rows, -scores), axis=1)[:, :k]
    return np.take_along_axis(scores, order, 1), np.take_along_axis(rows, order, 1)


def _search(read, n, queries, k, block, product=lambda q, part: q @ part.T, offset=1, choose=_best):
    scores = np.empty((len(queries), 0))
    rows = np.empty((len(queries), 0), dtype=int)
    for at in range(0, n, block):
        found = product(queries, read(at, at + block))
        here = np.tile(offset * at + np.arange(found.shape[1]), (len(queries), 1))
        scores, rows = choose(np.hstack([scores, found]), np.hstack([rows, here]), k)
    return scores, rows


def everything_at_once(read, n, queries, k, block):
    """40 rows were read at once, and a block is 10"""
    products = queries @ read(0, n).T
    return _best(products, np.tile(np.arange(n), (len(queries), 1)), k)


def once_more_for_each_query(read, n, queries, k, block):
    """a row was read 3 times"""
    found = [_search(read, n, queries[[q]], k, block) for q in range(len(queries))]
    return np.vstack([s for s, _ in found]), np.vstack([r for _, r in found])


def a_second_time_for_the_scores(read, n, queries, k, block):
    """a row was read"""
    _, rows = _search(read, n, queries, k, block)
    best = [[read(row, row + 1)[0] for row in found] for found in rows]
    return np.einsum("qd,qkd->qk", queries, np.array(best)), rows


def all_blocks_are_kept(read, n, queries, k, block):
    """earlier blocks were still in memory"""
    vectors = np.concatenate([read(at, at + block) for at in range(0, n, block)])
    return _best(queries @ vectors.T, np.tile(np.arange(n), (len(queries), 1)), k)


def all_blocks_are_copied(read, n, queries, k, block):
    """more was kept than a block and the best so far"""
    vectors = np.empty((n, queries.shape[1]))
    for at in range(0, n, block):
        vectors[at : at + block] = read(at, at + block)
    return _best(queries @ vectors.T, np.tile(np.arange(n), (len(queries), 1)), k)


def all_products_are_kept(read, n, queries, k, block):
    """more was kept than a block and the best so far"""
    products = np.hstack([queries @ read(at, at + block).T for at in range(0, n, block)])
    return _best(products, np.tile(np.arange(n), (len(queries), 1)), k)


def the_best_of_every_block_are_kept(read, n, queries, k, block):
    """more was kept than a block and the best so far"""
    found = []
    for at in range(0, n, block):
        products = queries @ read(at, at + block).T
        rows = np.tile(at + np.arange(products.shape[1]), (len(queries), 1))
        found.append(_best(products, rows, k))
    return _best(np.hstack([s for s, _ in found]), np.hstack([r for _, r in found]), k)


def rows_of_the_block(read, n, queries, k, block):
    """rows were counted from the start of their block"""
    return _search(read, n, queries, k, block, offset=0)


def the_last_block(read, n, queries, k, block):
    """these are the best of the last block alone"""
    for at in range(0, n, block):
        products = queries @ read(at, at + block).T
        rows = np.tile(at + np.arange(products.shape[1]), (len(queries), 1))
        scores, rows = _best(products, rows, k)
    return scores, rows


def the_first_block(read, n, queries, k, block):
    """these are the best of the first block alone"""
    return _search(read, min(n, block), queries, k, block)


def whole_blocks_only(read, n, queries, k, block):
    """the last, shorter block was left out"""
    return _search(read, max(n // block, 1) * block, queries, k, block)


def least_similar(read, n, queries, k, block):
    """these are the least similar"""

    def choose(scores, rows, k):
        found = _best(-scores, rows, k)
        return -found[0], found[1]

    return _search(read, n, queries, k, block, choose=choose)


def best_last(read, n, queries, k, block):
    """the best comes first, not last"""
    return tuple(found[:, ::-1] for found in _search(read, n, queries, k, block))


def cosines(read, n, queries, k, block):
    """these are cosines"""

    def product(q, part):
        lengths = np.linalg.norm(q, axis=1)[:, None] * np.linalg.norm(part, axis=1)
        return np.divide(q @ part.T, lengths, out=np.zeros_like(lengths), where=lengths > 0)

    return _search(read, n, queries, k, block, product)


def ties_as_they_come(read, n, queries, k, block):
    """Of equal scores the lower row comes first"""

    def choose(scores, rows, k):
        order = np.argsort(scores, axis=1, kind="stable")[:, ::-1][:, :k]
        return np.take_along_axis(scores, order, 1), np.take_along_axis(rows, order, 1)

    return _search(read, n, queries, k, block, choose=choose)


def ties_lost_in_a_selection(read, n, queries, k, block):
    """Of equal scores the lower row comes first"""

    def choose(scores, rows, k):
        few = min(k, scores.shape[1])
        order = np.argpartition(-scores, few - 1, axis=1)[:, :few]
        return _best(*(np.take_along_axis(x, order, 1) for x in (scores, rows)), k)

    return _search(read, n, queries, k, block, choose=choose)


def begins_with_zeros(read, n, queries, k, block):
    """a score of 0 was there before anything was read"""
    scores, rows = np.zeros((len(queries), k)), np.full((len(queries), k), -1)
    for at in range(0, n, block):
        found = queries @ read(at, at + block).T
        here = np.tile(at + np.arange(found.shape[1]), (len(queries), 1))
        scores, rows = _best(np.hstack([scores, found]), np.hstack([rows, here]), k)
    return scores, rows


def as_many_as_the_first_block_has(read, n, queries, k, block):
    """k scores for each query"""
    return _search(read, n, queries, min(k, block), block)


def rows_first(read, n, queries, k, block):
    """rows came first"""
    return _search(read, n, queries, k, block)[::-1]


def rows_alone(read, n, queries, k, block):
    """give two things: scores and rows"""
    return list(_search(read, n, queries, k, block)[1:])


def one_list_for_all_queries(read, n, queries, k, block):
    """k scores for each query"""
    scores, rows = _search(read, n, queries, k, block)
    return scores[0], rows[0]


def the_courses_own(read, n, queries, k, block):
    """Write it yourself"""
    return exact_search(read(0, n), queries, k, block)


def blocks_of_k_at_least(read, n, queries, k, block):
    """fewer than k may come of it"""
    return _search(read, n, queries, k, max(block, k))


def two_decimals(read, n, queries, k, block):
    """these are not the k greatest products"""
    return _search(read, n, queries, k, block, lambda q, part: (q @ part.T).round(2))


def whole_numbers(read, n, queries, k, block):
    """these are not the k greatest products"""
    return _search(read, n, queries, k, block, lambda q, part: (q @ part.T).round())


def more_than_k_rows_needed(read, n, queries, k, block):
    """stopped by ValueError: kth"""
    scores, rows = _search(read, n, queries, k, block)
    np.argpartition(np.zeros(n), k)
    return scores, rows


def one_query_squeezed(read, n, queries, k, block):
    """k scores for each query"""
    return tuple(part.squeeze() for part in _search(read, n, queries, k, block))


def begins_with_minus_1000(read, n, queries, k, block):
    """these are not the k greatest products"""
    scores, rows = np.full((len(queries), k), -1000.0), np.full((len(queries), k), -1)
    for at in range(0, n, block):
        found = queries @ read(at, at + block).T
        here = np.tile(at + np.arange(found.shape[1]), (len(queries), 1))
        scores, rows = _best(np.hstack([scores, found]), np.hstack([rows, here]), k)
    return scores, rows


def ties_of_rounded_products(read, n, queries, k, block):
    """products that differ by little are not equal"""

    def best(scores, rows, k):
        order = np.lexsort((rows, -scores.round(3)), axis=1)[:, :k]
        return np.take_along_axis(scores, order, 1), np.take_along_axis(rows, order, 1)

    return _search(read, n, queries, k, block, choose=best)


_REMEMBERED = {}


def remembered_by_the_queries(read, n, queries, k, block):
    """float 5 3 6 5. these are not the k greatest products"""
    key = n, k, block, queries.tobytes()
    return _REMEMBERED.setdefault(key, _search(read, n, queries, k, block))
