"""Typical wrong answers to recall_at_k. A docstring: words of the line that rejects it."""


def hit_rate(ranked, relevant, k):
    """Which metric is 1 as soon as anything is?"""
    return float(any(item in relevant for item in ranked[:k]))


def precision(ranked, relevant, k):
    """this is divided by k"""
    right = set(relevant) - {-1}
    return len(set(ranked[:k]) & right) / k


def divides_by_the_smaller(ranked, relevant, k):
    """this is divided by k"""
    right = set(relevant) - {-1}
    return len(set(ranked[:k]) & right) / min(k, len(right)) if right else 0.0


def whole_list(ranked, relevant, k):
    """What stands behind rank k?"""
    right = set(relevant) - {-1}
    return len(set(ranked) & right) / len(right) if right else 0.0


def padding_matches(ranked, relevant, k):
    """What stands for no id?"""
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant)) if relevant else 0.0


def padding_below_the_line(ranked, relevant, k):
    """How many are there to find?"""
    return len((set(ranked[:k]) & set(relevant)) - {-1}) / len(relevant) if relevant else 0.0


def repeats_count(ranked, relevant, k):
    """3 is one item, shown twice"""
    right = set(relevant) - {-1}
    return sum(item in right for item in ranked[:k]) / len(right) if right else 0.0


def divides_by_zero(ranked, relevant, k):
    """a query with nothing relevant has recall 0"""
    right = set(relevant) - {-1}
    return len(set(ranked[:k]) & right) / len(right)
