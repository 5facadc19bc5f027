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


def groups_by_dict(things, classes):
    own = {}
    for name, thing in zip(classes.tolist(), things.tolist(), strict=True):
        own.setdefault(name, set()).add(thing)
    chosen = {thing for group in own.values() for thing in sorted(group)[0::2]}
    return np.isin(things, list(chosen))


def inverse_numbers(things, classes):
    chosen = np.zeros(len(things), dtype=int)
    for name in set(classes.tolist()):
        rows = np.flatnonzero(classes == name)
        number = np.unique(things[rows], return_inverse=True)[1]
        chosen[rows] = number % 2 == 0
    return chosen.astype(bool)


def ones_and_zeros(things, classes):
    return [1 if row else 0 for row in by_class(things, classes)]


def counted_below(things, classes):
    pairs = set(zip(classes.tolist(), things.tolist(), strict=True))
    return np.array(
        [
            sum(c == own and t < thing for c, t in pairs) % 2 == 0
            for own, thing in zip(classes.tolist(), things.tolist(), strict=True)
        ]
    )


def places_among_the_names(things, classes):
    out = np.empty(len(things), dtype=np.uint8)
    for c in np.unique(classes):
        rows = np.flatnonzero(classes == c)
        out[rows] = 1 - np.unique(things[rows], return_inverse=True)[1] % 2
    return out.astype(bool)
