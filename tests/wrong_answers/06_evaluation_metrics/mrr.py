"""Typical wrong answers to mrr. A docstring: words of the line that rejects it."""


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


def takes_the_last(ranked, relevant, k=None):
    """Which one does a reader meet?"""
    return sum(1 / max(r) for r in _ranks(ranked, relevant, k) if r) / len(ranked)


def counts_from_zero(ranked, relevant, k=None):
    """The first place is rank 1"""
    return sum(1 / (min(r) + 1) for r in _ranks(ranked, relevant, k) if r) / len(ranked)


def leaves_out_what_found_nothing(ranked, relevant, k=None):
    """was left out of the mean"""
    found = [1 / min(r) for r in _ranks(ranked, relevant, k) if r]
    return sum(found) / max(len(found), 1)


def reciprocal_of_the_mean_rank(ranked, relevant, k=None):
    """Which is taken first?"""
    first = [min(r) for r in _ranks(ranked, relevant, k) if r]
    return len(first) / sum(first) if first else 0.0


def forgets_k(ranked, relevant, k=None):
    """the right item is at rank 3"""
    return sum(1 / min(r) for r in _ranks(ranked, relevant, None) if r) / len(ranked)


def a_sum(ranked, relevant, k=None):
    """A mean divides by the number of queries"""
    return float(sum(1 / min(r) for r in _ranks(ranked, relevant, k) if r))
