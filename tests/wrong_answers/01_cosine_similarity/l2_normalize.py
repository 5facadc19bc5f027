"""Typical wrong answers to l2_normalize. A docstring: words of the line that rejects it."""

import numpy as np


def one_length_for_all(x):
    """all rows are divided by one length"""
    return x / np.linalg.norm(x)


def columns_instead_of_rows(x):
    """Which axis holds the numbers of one vector?"""
    return x / np.linalg.norm(x, axis=0)


def sum_instead_of_length(x):
    """The length squares them first"""
    return x / np.abs(x).sum(axis=1, keepdims=True)


def largest_number_becomes_1(x):
    """What is its length?"""
    return x / np.abs(x).max(axis=1, keepdims=True)


def no_root(x):
    """Where is the root?"""
    return x / np.square(x).sum(axis=1, keepdims=True)


def zero_row_gives_nan(x):
    """Dividing by a length of 0 has no result"""
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def large_number_against_zero(x):
    """What was added to its length?"""
    return x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-3)


def zero_rows_dropped(x):
    """found shape (1, 2), expected shape (2, 2)"""
    x = x[np.any(x != 0, axis=1)]
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def mutates_its_input(x):
    """your function changed x"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    x /= np.where(length > 0, length, 1)
    return x
