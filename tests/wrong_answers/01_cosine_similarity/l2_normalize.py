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
    """a row for every row, zeros too"""
    x = x[np.any(x != 0, axis=1)]
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def mutates_its_input(x):
    """your function changed x"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    x /= np.where(length > 0, length, 1)
    return x


def signs_lost(x):
    """the signs are lost"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return np.abs(x) / np.where(length > 0, length, 1)


def lengths_alone(x):
    """expected the shape of x"""
    return np.linalg.norm(x, axis=1)


def multiplied(x):
    """Which way does a row of length 5 become 1?"""
    return x * np.linalg.norm(x, axis=1, keepdims=True)


def a_zero_row_gets_a_direction(x):
    """the row of zeros got a direction"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return np.where(length > 0, x / np.where(length > 0, length, 1), x.shape[1] ** -0.5)


def short_rows_taken_for_zeros(x):
    """a short row stays as it was"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(length > 0.02, length, 1)


def short_rows_set_to_zero(x):
    """a short row became zero"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return np.where(length > 0.02, x / np.where(length > 0, length, 1), 0)


def sum_without_signs(x):
    """The length squares them first"""
    total = x.sum(axis=1, keepdims=True)
    return x / np.where(total != 0, total, 1)


def a_millionth_added(x):
    """What was added to its length?"""
    return x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-6)


def turned(x):
    """expected the shape of x"""
    length = np.linalg.norm(x, axis=1)
    return x.T / np.where(length > 0, length, 1)


def a_sum_of_0_taken_for_zeros(x):
    """What says that a row is zero?"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(x.sum(axis=1, keepdims=True) == 0, 1, length)


def rows_with_a_0_left(x):
    """a row with a 0 in it stayed as it was"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(x.all(axis=1, keepdims=True), length, 1)


def only_long_rows(x):
    """a row shorter than 1 stayed as it was"""
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1)


def all_or_none(x):
    """because of one row of zeros no row was normalized"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x.copy() if (length == 0).any() else x / length


def squeezed(x):
    """the shape of x, of one row too"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return (x / np.where(length > 0, length, 1)).squeeze()


def two_numbers_a_row(x):
    """a row whose numbers cancel is no row of zeros"""
    length = np.hypot(x[:, :1], x[:, 1:2])
    return x / np.where(length > 0, length, 1)


def three_numbers_a_row(x):
    """with seven numbers a row did not get length 1"""
    length = np.sqrt(sum(x[:, i] ** 2 for i in range(min(3, x.shape[1]))))[:, None]
    return x / np.where(length > 0, length, 1)


def one_row_of_zeros_mended(x):
    """of several rows of zeros one stayed, and not all"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    shortest = length.argmin()
    length[shortest] = length[shortest] if length[shortest] > 0 else 1
    with np.errstate(invalid="ignore"):
        return x / length


def short_beside_long_taken_for_zeros(x):
    """a short row beside long ones did not get length 1"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(length > 0.001 * length.max(), length, 1)


def at_least_a_thousandth(x):
    """What was added to its length?"""
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 0.001)


def ten_billionths_added(x):
    """What was added to its length?"""
    return x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-8)


def columns_where_it_is_square(x):
    """with as many rows as numbers"""
    length = np.linalg.norm(x, axis=1)
    length[length == 0] = 1
    return x / length if len(x) == x.shape[1] else (x.T / length).T


def a_single_row_by_its_columns(x):
    """one row alone came out otherwise"""
    length = np.linalg.norm(x, axis=int(len(x) > 1), keepdims=True)
    return x / np.where(length > 0, length, 1)


def judged_by_the_first_row(x):
    """with seven numbers a row did not get length 1"""
    if abs(np.linalg.norm(x[0]) - 1) < 1e-6:
        return x.copy()
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(length > 0, length, 1)


def at_least_a_millionth(x):
    """a row of length 0.0000005 is no row of zeros"""
    return x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-6)


def a_small_square_is_zero(x):
    """a row of length 0.0000005 is no row of zeros"""
    squares = np.square(x).sum(axis=1, keepdims=True)
    return x / np.where(squares > 1e-12, np.sqrt(squares), 1)


def one_number_squeezed(x):
    """found shape (3,)"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    unit = x / np.where(length > 0, length, 1)
    return unit[:, 0] if x.shape[1] == 1 else unit


def long_rows_left_long(x):
    """a short row beside long ones"""
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(length > 0, np.minimum(length, 1000), 1)
