"""Right answers to choosing_part, differently written."""

import numpy as np


def by_class(things, classes):
    chosen = np.zeros(len(things), dtype=bool)
    for name in np.unique(classes):
        chosen |= np.isin(things, np.unique(things[classes == name])[::2]) & (classes == name)
    return chosen


def in_sets(things, classes):
    chosen = set()
    for name in set(classes):
        own = {thing for thing, of in zip(things, classes, strict=True) if of == name}
        chosen |= set(sorted(own)[::2])
    return [thing in chosen for thing in things]


def by_place(things, classes):
    pairs = list(zip(classes, things, strict=True))
    return [sorted({t for c, t in pairs if c == own}).index(thing) % 2 == 0 for own, thing in pairs]


def sorted_pairs(things, classes):
    part, last, take = {}, None, False
    for name, thing in sorted(set(zip(classes.tolist(), things.tolist(), strict=True))):
        take = True if name != last else not take
        part[thing], last = take, name
    return np.array([part[thing] for thing in things.tolist()])
