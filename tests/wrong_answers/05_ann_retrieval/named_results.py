"""Typical wrong answers to named_results. A docstring: words of the line that rejects it."""

import numpy as np


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


def best_last(rows, names):
    """the best comes last"""
    return [[names[row] for row in found if row >= 0][::-1] for found in rows]


def in_alphabetical_order(rows, names):
    """not best first"""
    return [sorted(names[row] for row in found if row >= 0) for found in rows]


def in_the_order_of_rows(rows, names):
    """not best first"""
    return [[names[row] for row in sorted(found) if row >= 0] for found in rows]


def the_last_article_never(rows, names):
    """the last article got lost"""
    return [[names[row] for row in found if names[row] != names[-1]] for found in rows]


def none_for_nothing(rows, names):
    """expected strings"""
    return [[names[row] if row >= 0 else None for row in found] for found in rows]


def only_the_best(rows, names):
    """some names are not those of the rows"""
    return [[names[found[0]]] if found[0] >= 0 else [] for found in rows]


def one_string_a_query(rows, names):
    """return a list of lists"""
    return [", ".join(names[row] for row in found if row >= 0) for found in rows]


def rows_for_names(rows, names):
    """expected strings"""
    return [[int(row) for row in found if row >= 0] for found in rows]


def a_dict(rows, names):
    """return a list of lists"""
    return {i: [names[row] for row in found if row >= 0] for i, found in enumerate(rows)}


def each_name_once(rows, names):
    """two articles have one name"""
    return [list(dict.fromkeys(names[row] for row in found if row >= 0)) for found in rows]


def the_last_hits_again(rows, names):
    """an empty list keeps the place of such a query"""
    lists, last = [], []
    for found in rows:
        last = [names[row] for row in found if row >= 0] or last
        lists.append(last)
    return lists


def ten_names_at_most(rows, names):
    """thirteen names"""
    return [[names[row] for row in found if row >= 0][:10] for found in rows]


def rows_in_a_byte(rows, names):
    """are rows beyond 127 kept as they are?"""
    return [[names[row] for row in found.astype(np.uint8) if row != 255] for found in rows]


_catalogues = {}


def names_of_the_first_catalogue(rows, names):
    """Is anything kept from call to call?"""
    names = _catalogues.setdefault(len(names), list(names))
    return [[names[row] for row in found if row >= 0] for found in rows]


def _kept(rows, names, known={}):  # noqa: B006
    key = rows.tobytes()
    if key not in known:
        known[key] = [[names[row] for row in found if row >= 0] for found in rows]
    return known[key]


def kept_by_the_rows(rows, names):
    """with another `names` came what came before"""
    return _kept(rows, names)
