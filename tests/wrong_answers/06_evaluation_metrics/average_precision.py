"""Typical wrong answers to average_precision. A docstring: words of the line that rejects it."""


def _precisions(ranked, relevant):
    hits = [item in relevant for item in ranked]
    return [(hit, sum(hits[:r]) / r) for r, hit in enumerate(hits, 1)]


def divides_by_what_was_found(ranked, relevant):
    """How many are there to find?"""
    at = [p for hit, p in _precisions(ranked, relevant) if hit]
    return sum(at) / max(len(at), 1)


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


def divides_by_the_list(ranked, relevant):
    """one of four was found, on top"""
    return sum(p for hit, p in _precisions(ranked, relevant) if hit) / len(ranked)


def divides_by_zero(ranked, relevant):
    """nothing to find, is 0"""
    return sum(p for hit, p in _precisions(ranked, relevant) if hit) / len(relevant)
