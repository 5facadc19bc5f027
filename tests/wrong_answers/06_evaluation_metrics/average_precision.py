"""Typical wrong answers to average_precision. A docstring: words of the line that rejects it."""

import numpy as np


def _precisions(ranked, relevant):
    hits = [item in relevant for item in ranked]
    return [(hit, sum(hits[:r]) / r) for r, hit in enumerate(hits, 1)]


def _at_hits(ranked, relevant):
    return [p for hit, p in _precisions(ranked, relevant) if hit]


def divides_by_what_was_found(ranked, relevant):
    """How many are there to find?"""
    at = _at_hits(ranked, relevant)
    return sum(at) / max(len(at), 1)


def divides_by_the_smaller(ranked, relevant):
    """Is that perfect?"""
    return sum(_at_hits(ranked, relevant)) / max(min(len(ranked), len(relevant)), 1)


def every_rank_counts(ranked, relevant):
    """the precision of every rank was added"""
    return sum(p for _, p in _precisions(ranked, relevant)) / max(len(relevant), 1)


def reciprocal_ranks(ranked, relevant):
    """How many right ones are there so far at each?"""
    found = sum(1 / r for r, item in enumerate(ranked, 1) if item in relevant)
    return found / max(len(relevant), 1)


def precision_of_the_list(ranked, relevant):
    """Where is the order?"""
    return sum(item in relevant for item in ranked) / len(ranked)


def recall_of_the_list(ranked, relevant):
    """Where is the order?"""
    return sum(item in relevant for item in ranked) / max(len(relevant), 1)


def not_divided(ranked, relevant):
    """this is the sum"""
    return sum(_at_hits(ranked, relevant))


def ranks_from_zero(ranked, relevant):
    """The first place is rank 1"""
    found, total = 0, 0.0
    for rank, item in enumerate(ranked):
        if item in relevant:
            found += 1
            total += found / max(rank, 1)
    return total / max(len(relevant), 1)


def precision_made_to_fall(ranked, relevant):
    """Take it as it is at each rank"""
    at = _at_hits(ranked, relevant)
    return sum(max(at[i:]) for i in range(len(at))) / max(len(relevant), 1)


def divides_by_the_list(ranked, relevant):
    """divided by the length of the list"""
    return sum(_at_hits(ranked, relevant)) / len(ranked)


def divides_by_zero(ranked, relevant):
    """nothing to find, is 0"""
    return sum(_at_hits(ranked, relevant)) / len(relevant)


def nothing_to_find_is_perfect(ranked, relevant):
    """There is nothing to divide by"""
    return sum(_at_hits(ranked, relevant)) / len(relevant) if relevant else 1.0


def nothing_to_find_is_nan(ranked, relevant):
    """There is nothing to divide by"""
    return sum(_at_hits(ranked, relevant)) / len(relevant) if relevant else float("nan")


def precision_before_each_hit(ranked, relevant):
    """the right item itself counts"""
    hits = [item in relevant for item in ranked]
    return sum(sum(hits[:r]) / (r + 1) for r, hit in enumerate(hits) if hit) / max(len(relevant), 1)


def list_of_precisions(ranked, relevant):
    """expected a number"""
    return _at_hits(ranked, relevant)


def ten_places(ranked, relevant):
    """The whole list counts"""
    return sum(_at_hits(ranked[:10], relevant)) / max(len(relevant), 1)


def id_zero_is_nothing(ranked, relevant):
    """id 0 got lost"""
    return sum(_at_hits(ranked, relevant - {0})) / max(len(relevant), 1)


def a_single_item_must_be_on_top(ranked, relevant):
    """The whole list counts"""
    if len(relevant) == 1:
        return float(ranked[:1] == list(relevant))
    return sum(_at_hits(ranked, relevant)) / max(len(relevant), 1)


def ten_right_items_at_most(ranked, relevant):
    """however many there are"""
    return sum(_at_hits(ranked, relevant)) / max(min(len(relevant), 10), 1)


def a_hundred_places(ranked, relevant):
    """the right item is at rank 400"""
    return sum(_at_hits(ranked[:100], relevant)) / max(len(relevant), 1)


def hits_counted_in_a_byte(ranked, relevant):
    """Can the hits be counted that far?"""
    marks = np.array([item in relevant for item in ranked])
    hits = marks.cumsum(dtype=np.uint8)
    share = (marks * hits / np.arange(1, len(marks) + 1)).sum()
    return float(share / len(relevant)) if relevant else 0.0
