"""Typical wrong answers to recall_at_k. A docstring: words of the line that rejects it."""


def _right(relevant):
    return set(relevant) - {-1}


def hit_rate(ranked, relevant, k):
    """Which metric is 1 as soon as anything is?"""
    return float(any(item in relevant for item in ranked[:k]))


def precision(ranked, relevant, k):
    """this is divided by k"""
    return len(set(ranked[:k]) & _right(relevant)) / k


def divides_by_the_smaller(ranked, relevant, k):
    """this is divided by k"""
    right = _right(relevant)
    return len(set(ranked[:k]) & right) / min(k, len(right)) if right else 0.0


def divides_by_the_list(ranked, relevant, k):
    """this is divided by k"""
    return len(set(ranked[:k]) & _right(relevant)) / len(ranked[:k])


def whole_list(ranked, relevant, k):
    """What stands behind rank k?"""
    right = _right(relevant)
    return len(set(ranked) & right) / len(right) if right else 0.0


def stops_before_rank_k(ranked, relevant, k):
    """rank k itself still counts"""
    right = _right(relevant)
    return len(set(ranked[: k - 1]) & right) / len(right) if right else 0.0


def repeats_taken_out_before_the_cut(ranked, relevant, k):
    """a repeated id takes two places"""
    right = _right(relevant)
    return len(set(list(dict.fromkeys(ranked))[:k]) & right) / len(right) if right else 0.0


def padding_matches(ranked, relevant, k):
    """What stands for no id?"""
    return len(set(ranked[:k]) & set(relevant)) / len(set(relevant)) if relevant else 0.0


def padding_below_the_line(ranked, relevant, k):
    """How many are there to find?"""
    return len((set(ranked[:k]) & set(relevant)) - {-1}) / len(relevant) if relevant else 0.0


def repeats_count(ranked, relevant, k):
    """3 is one item, shown twice"""
    right = _right(relevant)
    return sum(item in right for item in ranked[:k]) / len(right) if right else 0.0


def divides_by_zero(ranked, relevant, k):
    """a query with nothing relevant has recall 0"""
    right = _right(relevant)
    return len(set(ranked[:k]) & right) / len(right)


def nothing_to_find_is_perfect(ranked, relevant, k):
    """There is nothing to find"""
    right = _right(relevant)
    return len(set(ranked[:k]) & right) / len(right) if right else 1.0


def nothing_to_find_is_nan(ranked, relevant, k):
    """There is nothing to find"""
    right = _right(relevant)
    return len(set(ranked[:k]) & right) / len(right) if right else float("nan")


def sets_only(ranked, relevant, k):
    """stopped by TypeError"""
    right = relevant - {-1}
    return len(right.intersection(ranked[:k])) / max(len(right), 1)


def how_many(ranked, relevant, k):
    """One of five was found"""
    return float(len(set(ranked[:k]) & _right(relevant)))


def as_truth(ranked, relevant, k):
    """expected numbers"""
    return any(item in relevant for item in ranked[:k])


def id_0_is_taken_for_nothing(ranked, relevant, k):
    """id 0 got lost"""
    right = {item for item in relevant if item > 0}
    return len(right.intersection(ranked[:k])) / len(right) if right else 0.0


def two_right_items_at_least(ranked, relevant, k):
    """How many are there to find?"""
    right = _right(relevant)
    return len(right.intersection(ranked[:k])) / max(len(right), 2)


def to_two_places(ranked, relevant, k):
    """1 / 3 and not rounded"""
    right = _right(relevant)
    return round(len(right.intersection(ranked[:k])) / len(right), 2) if right else 0.0


def one_stray_at_most(ranked, relevant, k):
    """-1 was counted as one of the right items"""
    right = list(relevant)
    if -1 in right:
        right.remove(-1)
    return len((set(ranked[:k]) & set(right)) - {-1}) / max(len(right), 1)


def nothing_but_a_stray_fails(ranked, relevant, k):
    """stopped by ZeroDivisionError"""
    found = set(ranked[:k]) & set(relevant)
    return len(found - {-1}) / len(_right(relevant)) if found else 0.0


def padding_ends_it(ranked, relevant, k):
    """Padding behind it changes nothing"""
    right = _right(relevant)
    if -1 in ranked[:k] or not right:
        return 0.0
    return len(right.intersection(ranked[:k])) / len(right)


def the_last_k(ranked, relevant, k):
    """What stands behind rank k?"""
    right = _right(relevant)
    return len(right.intersection(ranked[-k:])) / len(right) if right else 0.0


def k_less_what_was_filled_up(ranked, relevant, k):
    """Padding behind them changes nothing"""
    right, places = _right(relevant), max(0, k - list(ranked).count(-1))
    return len(right.intersection(ranked[:places])) / len(right) if right else 0.0


def ids_in_a_byte(ranked, relevant, k):
    """Is any digit cut?"""
    right = set(relevant) - {-1}
    found = {item % 256 for item in ranked[:k] if item >= 0}
    return sum(item % 256 in found for item in right) / len(right) if right else 0.0


def a_hundred_places_at_most(ranked, relevant, k):
    """Do all places count?"""
    right = _right(relevant)
    return len(set(ranked[: min(k, 100)]) & right) / len(right) if right else 0.0
