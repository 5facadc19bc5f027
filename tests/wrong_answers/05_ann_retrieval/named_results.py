"""Typical wrong answers to named_results. A docstring: words of the line that rejects it."""


def as_it_was(rows, names):
    """What does names[-1] mean in Python?"""
    return [[names[row] for row in found] for found in rows]


def a_blank_for_nothing(rows, names):
    """an empty place should leave nothing behind"""
    return [[names[row] if row >= 0 else "" for row in found] for found in rows]


def row_0_is_taken_for_nothing(rows, names):
    """Which numbers are no row?"""
    return [[names[row] for row in found if row > 0] for found in rows]


def queries_without_results_left_out(rows, names):
    """one for each query"""
    return [[names[row] for row in found if row >= 0] for found in rows if max(found) >= 0]


def queries_with_an_empty_place_left_out(rows, names):
    """one for each query"""
    return [[names[row] for row in found] for found in rows if min(found) >= 0]


def the_absolute_row(rows, names):
    """an empty place is no article"""
    return [[names[abs(row)] for row in found] for found in rows]


def one_list_for_all(rows, names):
    """return a list of lists"""
    return [names[row] for found in rows for row in found if row >= 0]
