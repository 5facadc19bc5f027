"""Typical wrong answers to mrr. A docstring: words of the line that rejects it."""

import statistics


def _ranks(ranked, relevant, k):
    for items, right in zip(ranked, relevant, strict=True):
        yield [r for r, item in enumerate(items[:k], 1) if item in right]


def compares_with_the_set(ranked, relevant, k=None):
    """Is the item compared with the set as a whole?"""
    total = 0.0
    for items, right in zip(ranked, relevant, strict=True):
        target = right if len(right) > 1 else next(iter(right), None)
        total += next((1 / r for r, item in enumerate(items[:k], 1) if item == target), 0)
    return total / len(ranked)


def adds_every_right_item(ranked, relevant, k=None):
    """Do both add to it?"""
    return sum(sum(1 / r for r in ranks) for ranks in _ranks(ranked, relevant, k)) / len(ranked)


def averages_every_right_item(ranked, relevant, k=None):
    """Do both add to it?"""
    found = [[1 / r for r in ranks] or [0] for ranks in _ranks(ranked, relevant, k)]
    return sum(map(statistics.mean, found)) / len(ranked)


def takes_the_last(ranked, relevant, k=None):
    """Which one does a reader meet?"""
    return sum(1 / max(r) for r in _ranks(ranked, relevant, k) if r) / len(ranked)


def counts_from_zero(ranked, relevant, k=None):
    """The first place is rank 1"""
    return sum(1 / (min(r) + 1) for r in _ranks(ranked, relevant, k) if r) / len(ranked)


def hit_rate(ranked, relevant, k=None):
    """every query that finds anything counts 1"""
    return sum(bool(r) for r in _ranks(ranked, relevant, k)) / len(ranked)


def mean_rank(ranked, relevant, k=None):
    """Take the reciprocals first"""
    return sum(min(r) for r in _ranks(ranked, relevant, k) if r) / len(ranked)


def median(ranked, relevant, k=None):
    """The mean is asked for"""
    return statistics.median(1 / min(r) if r else 0 for r in _ranks(ranked, relevant, k))


def leaves_out_what_found_nothing(ranked, relevant, k=None):
    """was left out of the mean"""
    found = [1 / min(r) for r in _ranks(ranked, relevant, k) if r]
    return sum(found) / max(len(found), 1)


def not_found_is_the_rank_behind(ranked, relevant, k=None):
    """got a rank behind its end"""
    ranks = _ranks(ranked, relevant, k)
    found = [1 / (min(r) if r else len(ranked[0]) + 1) for r in ranks]
    return sum(found) / len(found)


def reciprocal_of_the_mean_rank(ranked, relevant, k=None):
    """Which is taken first?"""
    first = [min(r) for r in _ranks(ranked, relevant, k) if r]
    return len(first) / sum(first) if first else 0.0


def forgets_k(ranked, relevant, k=None):
    """the right item is at rank 3"""
    return sum(1 / min(r) for r in _ranks(ranked, relevant, None) if r) / len(ranked)


def stops_before_rank_k(ranked, relevant, k=None):
    """The right item is at rank 3, k is 3"""
    cut = None if k is None else k - 1
    return sum(1 / min(r) for r in _ranks(ranked, relevant, cut) if r) / len(ranked)


def k_queries(ranked, relevant, k=None):
    """the right item is at rank 3"""
    ranks = list(_ranks(ranked, relevant, None))[:k]
    return sum(1 / min(r) for r in ranks if r) / len(ranks)


def needs_k(ranked, relevant, k):
    """TypeError"""
    return sum(1 / min(r) for r in _ranks(ranked, relevant, k) if r) / len(ranked)


def nothing_to_find_fails(ranked, relevant, k=None):
    """stopped by"""
    assert all(relevant)
    return sum(1 / min(r) for r in _ranks(ranked, relevant, k) if r) / len(ranked)


def a_sum(ranked, relevant, k=None):
    """A mean divides by the number of queries"""
    return float(sum(1 / min(r) for r in _ranks(ranked, relevant, k) if r))


def a_list_of_all(ranked, relevant, k=None):
    """expected a number"""
    return [1 / min(r) if r else 0.0 for r in _ranks(ranked, relevant, k)]


def one_of_them_alone(ranked, relevant, k=None):
    """the first in the list counts"""
    total = 0
    for items, right in zip(ranked, relevant, strict=True):
        wanted, items = min(right, default=None), list(items[:k])
        total += 1 / (items.index(wanted) + 1) if wanted in items else 0
    return total / len(ranked)


def ten_places_without_k(ranked, relevant, k=10):
    """the whole list counts, however long it is"""
    return sum(1 / min(r) for r in _ranks(ranked, relevant, k) if r) / len(ranked)


def k_places_in_every_list(ranked, relevant, k=None):
    """stopped by IndexError"""
    total = 0.0
    for items, right in zip(ranked, relevant, strict=True):
        for place in range(len(items) if k is None else k):
            if items[place] in right:
                total += 1 / (place + 1)
                break
    return total / len(ranked)


def in_the_order_of_ids(ranked, relevant, k=None):
    """Ids stand in the order in which they were found"""
    first = _ranks([sorted(items)[:k] for items in ranked], relevant, None)
    return sum(1 / ranks[0] for ranks in first if ranks) / len(ranked)


def all_right_items_needed(ranked, relevant, k=None):
    """one right item that is not found is no matter"""
    pairs = zip(_ranks(ranked, relevant, k), relevant, strict=True)
    return sum(1 / ranks[0] for ranks, w in pairs if ranks and len(ranks) == len(w)) / len(ranked)


def k_for_the_first_query_alone(ranked, relevant, k=None):
    """k is for every query"""
    cut = [ranked[0][:k], *ranked[1:]]
    return sum(1 / ranks[0] for ranks in _ranks(cut, relevant, None) if ranks) / len(ranked)


def two_queries_at_least(ranked, relevant, k=None):
    """found 0.1667"""
    found = _ranks(ranked, relevant, k)
    return sum(1 / ranks[0] for ranks in found if ranks) / max(2, len(ranked))


def _mean(ranked, relevant, k):
    return sum(1 / min(r) for r in _ranks(ranked, relevant, k) if r) / len(ranked)


def k_of_1_is_none(ranked, relevant, k=None):
    """k = 1, and the right item is at rank 3"""
    return _mean(ranked, relevant, None if k == 1 else k)


def id_0_is_taken_for_nothing(ranked, relevant, k=None):
    """id 0 got lost"""
    return _mean(ranked, [right - {0} for right in relevant], k)


def a_hundred_places_without_k(ranked, relevant, k=None):
    """without k the whole list counts"""
    return _mean(ranked, relevant, k or 100)


def _reciprocals(ranked, relevant, k=None):
    for items, right in zip(ranked, relevant, strict=True):
        yield next((1 / rank for rank, item in enumerate(items[:k], 1) if item in right), 0.0)


def equal_queries_once(ranked, relevant, k=None):
    """one query came twice"""
    pairs = set(zip(map(tuple, ranked), map(frozenset, relevant), strict=True))
    return sum(_reciprocals(*zip(*pairs, strict=True), k)) / len(pairs)


def equal_ranks_once(ranked, relevant, k=None):
    """two found theirs at one rank"""
    values = set(_reciprocals(ranked, relevant, k))
    return sum(values) / len(values)


def rank_k_of_a_longer_list_lost(ranked, relevant, k=None):
    """The right item is at rank 3, k is 3"""
    shorter = k is not None and k < len(ranked[0])
    return sum(_reciprocals(ranked, relevant, k - 1 if shorter else k)) / len(ranked)


def no_mean_where_nothing_is_found(ranked, relevant, k=None):
    """found NaN"""
    values = list(_reciprocals(ranked, relevant, k))
    return sum(values) / len(values) if any(values) else float("nan")
