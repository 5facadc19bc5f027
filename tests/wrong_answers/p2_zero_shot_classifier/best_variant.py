"""Typical wrong answers to best_variant. A docstring: words of the line that rejects it."""

import numpy as np


def chosen_on_test(right, choosing):
    """Chosen there, nothing is left to report on"""
    return max(right, key=lambda name: right[name][~choosing].mean())


def chosen_on_all(right, choosing):
    """Which rows are for choosing?"""
    return max(right, key=lambda name: right[name].mean())


def the_worst(right, choosing):
    """right least often"""
    return min(right, key=lambda name: right[name][choosing].mean())


def the_last_of_equals(right, choosing):
    """The first is asked for"""
    return max(reversed(right), key=lambda name: right[name][choosing].mean())


def its_place(right, choosing):
    """expected a name"""
    return int(np.argmax([row[choosing].mean() for row in right.values()]))


def to_the_per_cent(right, choosing):
    """One picture more is better"""
    return max(right, key=lambda name: round(float(np.mean(right[name][choosing])), 2))


def none_is_right(right, choosing):
    """where none is right they are equals, too: your function returned nothing"""
    best, most = None, 0
    for name, row in right.items():
        if row[choosing].sum() > most:
            best, most = name, row[choosing].sum()
    return best


def until_one_is_worse(right, choosing):
    """One picture more is better"""
    best, most = None, -1
    for name, row in right.items():
        hits = row[choosing].sum()
        if hits < most:
            return best
        if hits > most:
            best, most = name, hits
    return best


def better_by_two(right, choosing):
    """One picture more is better"""
    best = next(iter(right))
    for name, row in right.items():
        if row[choosing].sum() > right[best][choosing].sum() + 1:
            best = name
    return best


def name_without_spaces(right, choosing):
    """expected one of"""
    return max(right, key=lambda name: right[name][choosing].sum()).strip()


def counts_in_a_byte(right, choosing):
    """One picture more is better"""
    return max(right, key=lambda name: right[name][choosing].sum(dtype=np.uint8))


def all_but_the_last_variant(right, choosing):
    """It comes last"""
    names = list(right)[:-1]
    return max(names, key=lambda name: right[name][choosing].sum())


def all_but_the_last_picture(right, choosing):
    """It is right on the last picture, too"""
    return max(right, key=lambda name: (right[name] & choosing)[:-1].sum())


def all_but_the_last_to_choose_on(right, choosing):
    """It is right on the last picture, too"""
    rows = np.flatnonzero(choosing)[:-1]
    return max(right, key=lambda name: right[name][rows].sum())
