"""Typical wrong answers to semi_hard. A docstring: words of the line that rejects it."""

import numpy as np


def _farther(cosines):
    return cosines < np.diag(cosines)[:, None]


def hardest_of_all(cosines):
    """that is the hardest of all"""
    strangers = cosines.copy()
    np.fill_diagonal(strangers, -np.inf)
    return strangers.argmax(axis=1)


def easiest(cosines):
    """that is the easiest one"""
    return cosines.argmin(axis=1)


def somebody_always_answers(cosines):
    """row 3 has none"""
    return np.where(_farther(cosines), cosines, -np.inf).argmax(axis=1)


def positive_may_win(cosines):
    """chose its own positive"""
    lower = cosines <= np.diag(cosines)[:, None]
    return np.where(lower, cosines, -np.inf).argmax(axis=1)


def along_the_columns(cosines):
    """Where is an anchor, in a row or a column?"""
    cosines = cosines.T
    best = np.where(_farther(cosines), cosines, -np.inf).argmax(axis=1)
    return np.where(_farther(cosines).any(axis=1), best, -1)


def zero_is_taken_for_minus_infinity(cosines):
    """rows chose another column"""
    best = np.where(_farther(cosines), cosines, 0).argmax(axis=1)
    return np.where(_farther(cosines).any(axis=1), best, -1)


def a_table_instead_of_columns(cosines):
    """expected whole numbers"""
    return np.where(_farther(cosines), cosines, -1)


def next_in_the_order_though_it_is_equal(cosines):
    """a negative as similar as the positive was chosen"""
    order = np.argsort(-cosines, axis=1, kind="stable")
    place = (order == np.arange(len(cosines))[:, None]).argmax(axis=1)
    last = place == len(cosines) - 1
    after = order[np.arange(len(cosines)), np.minimum(place + 1, len(cosines) - 1)]
    return np.where(last, -1, after)


def equal_counts_as_less(cosines):
    """a negative as similar as the positive was chosen"""
    lower = cosines <= np.diag(cosines)[:, None]
    np.fill_diagonal(lower, False)
    best = np.where(lower, cosines, -np.inf).argmax(axis=1)
    return np.where(lower.any(axis=1), best, -1)


def counted_from_one(cosines):
    """columns are counted from 0"""
    best = np.where(_farther(cosines), cosines, -np.inf).argmax(axis=1) + 1
    return np.where(_farther(cosines).any(axis=1), best, -1)


def more_similar_than_the_positive(cosines):
    """these are more similar than the positive"""
    harder = cosines > np.diag(cosines)[:, None]
    best = np.where(harder, cosines, np.inf).argmin(axis=1)
    return np.where(harder.any(axis=1), best, -1)


def zero_where_there_is_none(cosines):
    """row 3 has none"""
    best = np.where(_farther(cosines), cosines, -np.inf).argmax(axis=1)
    return np.where(_farther(cosines).any(axis=1), best, 0)


def none_where_there_is_none(cosines):
    """expected numbers"""
    best = np.where(_farther(cosines), cosines, -np.inf).argmax(axis=1)
    some = _farther(cosines).any(axis=1)
    return [int(b) if s else None for b, s in zip(best, some, strict=True)]


def rows_without_one_left_out(cosines):
    """one column number for each row"""
    best = np.where(_farther(cosines), cosines, -np.inf).argmax(axis=1)
    return best[_farther(cosines).any(axis=1)]


def first_that_is_lower(cosines):
    """that is the first of the farther ones"""
    lower = _farther(cosines)
    return np.where(lower.any(axis=1), lower.argmax(axis=1), -1)


def minus_one_for_none(cosines):
    """a cosine of -1 is less than another, too"""
    lower = np.where(cosines < np.diag(cosines)[:, None], cosines, -1)
    return np.where(lower.max(axis=1) > -1, lower.argmax(axis=1), -1)


def nearly_equal_left_out(cosines):
    """compared with a tolerance"""
    lower = _farther(cosines) & ~np.isclose(cosines, np.diag(cosines)[:, None])
    best = np.where(lower, cosines, -np.inf).argmax(axis=1)
    return np.where(lower.any(axis=1), best, -1)


def rounded_first(cosines):
    """Are they rounded"""
    return nearly_equal_left_out(cosines.round(3))


def found_in_another_row(cosines):
    """cosines may all be negative"""
    lower = _farther(cosines)
    highest = np.where(lower, cosines, -np.inf).max(axis=1)
    columns = [np.argwhere(cosines == value)[:1, 1].sum() for value in highest]
    return np.where(lower.any(axis=1), columns, -1)
