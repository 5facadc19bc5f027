"""Right answers to named_results, written in different ways."""

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
