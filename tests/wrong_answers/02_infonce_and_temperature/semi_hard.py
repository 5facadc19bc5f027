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
    """one column number for each row"""
    return np.where(_farther(cosines), cosines, -1)
