"""Right answers to named_results, written in different ways."""

from itertools import takewhile

import numpy as np


def only_rows_that_are_rows(rows, names):
    return [[names[row] for row in found if row >= 0] for found in rows]


def until_the_first_empty_place(rows, names):
    lists = []
    for found in rows:
        lists.append([])
        for row in found:
            if row == -1:
                break
            lists[-1].append(names[row])
    return lists


def with_a_mask(rows, names):
    return [np.array(names)[found[found != -1]].tolist() for found in rows]


def with_takewhile(rows, names):
    return [[names[row] for row in takewhile(lambda r: r != -1, found)] for found in rows]


def by_a_dict_of_names(rows, names):
    of_row = dict(enumerate(names))
    return [list(filter(None, map(of_row.get, found.tolist()))) for found in rows]


def tuples(rows, names):
    return tuple(tuple(names[row] for row in found if row > -1) for found in rows)


def arrays_of_names(rows, names):
    names = np.array(names)
    return [names[found[found >= 0]] for found in rows]


def strings_of_numpy(rows, names):
    names = np.asarray(names)
    return [[names[row] for row in found if row in range(len(names))] for found in rows]


def a_blank_at_the_end_of_the_names(rows, names):
    with_blank = [*names, ""]
    return [[name for name in map(with_blank.__getitem__, found) if name] for found in rows]
