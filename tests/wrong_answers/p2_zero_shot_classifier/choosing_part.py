"""Typical wrong answers to choosing_part. A docstring: words of the line that rejects it."""

import numpy as np


def _in_turns(things, classes, key=None):
    chosen = np.zeros(len(things), dtype=bool)
    for name in set(classes):
        own = classes == name
        chosen |= own & np.isin(things, sorted(set(things[own]), key=key)[::2])
    return chosen


def every_other_picture(things, classes):
    """That is test data used twice"""
    return np.arange(len(things)) % 2 == 0


def every_other_picture_of_a_class(things, classes):
    """That is test data used twice"""
    chosen = np.zeros(len(things), dtype=bool)
    for name in np.unique(classes):
        chosen[np.flatnonzero(classes == name)[::2]] = True
    return chosen


def whole_classes(things, classes):
    """go through the things of each class by themselves"""
    return np.isin(classes, np.unique(classes)[::2])


def one_sorted_list(things, classes):
    """the count went on from class to class"""
    order = sorted(set(zip(classes.tolist(), things.tolist(), strict=True)))
    chosen = {thing for _, thing in order[::2]}
    return np.array([thing in chosen for thing in things])


def the_other_half(things, classes):
    """the parts are swapped"""
    chosen = np.zeros(len(things), dtype=bool)
    for name in np.unique(classes):
        chosen |= np.isin(things, np.unique(things[classes == name])[1::2])
    return chosen


def as_they_come(things, classes):
    """Sort the names"""
    chosen = set()
    for name in dict.fromkeys(classes):
        chosen |= set(list(dict.fromkeys(things[classes == name]))[::2])
    return np.array([thing in chosen for thing in things])


def names_of_things(things, classes):
    """expected a True or False for each picture"""
    return [things[classes == name][0] for name in np.unique(classes)]


def one_too_few(things, classes):
    """another number of answers"""
    chosen = np.isin(things, np.unique(things)[::2])
    return chosen[1:]


def strangers_left_out(things, classes):
    """no stranger is for choosing"""
    chosen = np.zeros(len(things), dtype=bool)
    for name in set(classes.tolist()) - {""}:
        own = classes == name
        chosen |= own & np.isin(things, np.unique(things[own])[::2])
    return chosen


def shorter_names_first(things, classes):
    """Is each thing counted once?"""
    part = np.zeros(len(things), dtype=bool)
    for name in set(classes):
        of_class = sorted(set(things[classes == name]), key=lambda thing: (len(thing), thing))
        part |= (classes == name) & np.isin(things, of_class[::2])
    return part


def only_things_to_the_report(things, classes):
    """the only thing of a class is its first"""
    part = np.zeros(len(things), dtype=bool)
    for name in set(classes):
        of_class = np.unique(things[classes == name])
        if len(of_class) > 1:
            part |= (classes == name) & np.isin(things, of_class[::2])
    return part


def by_the_first_letter(things, classes):
    """Is each thing counted once?"""
    letters, part = np.array([thing[0] for thing in things]), np.zeros(len(things), dtype=bool)
    for name in set(classes):
        own = classes == name
        part |= own & np.isin(letters, np.unique(letters[own])[::2])
    return part


def capitals_do_not_count(things, classes):
    """capitals come first"""
    return _in_turns(things, classes, key=str.lower)


def numbers_by_their_size(things, classes):
    """capitals come first"""
    return _in_turns(things, classes, key=lambda thing: [p.zfill(3) for p in thing.split()])


def names_cut_short(things, classes):
    """Is each thing counted once?"""
    return _in_turns(things.astype("U6"), classes)


def spaces_left_out(things, classes):
    """a space before letters"""
    return _in_turns(things, classes, lambda name: name.replace(" ", ""))


def classes_by_their_first_letter(things, classes):
    """'Cat' and 'cat' are two classes"""
    return _in_turns(things, classes.astype("U1"))


def classes_in_small_letters(things, classes):
    """'Cat' and 'cat' are two classes"""
    return _in_turns(things, np.char.lower(classes))


def a_random_half(things, classes):
    """of each class, by name"""
    chosen = np.zeros(len(things), dtype=bool)
    for name in sorted(set(classes)):
        own = np.unique(things[classes == name])
        half = np.random.default_rng(0).permutation(own)[: (len(own) + 1) // 2]
        chosen |= (classes == name) & np.isin(things, half)
    return chosen


def one_class_whole(things, classes):
    """Where there is one class, too, its things take turns"""
    return _in_turns(things, classes) | (len(set(classes)) == 1)


_kept = {}


def kept_by_names(things, classes):
    """the same pictures in another order gave others"""
    names = tuple(sorted(set(zip(classes.tolist(), things.tolist(), strict=True))))
    return _kept.setdefault(names, _in_turns(things, classes))


def five_at_most(things, classes):
    """Each second thing is for choosing, however many a class has"""
    first_five = [sorted(set(things[classes == name]))[:5] for name in set(classes)]
    return _in_turns(things, classes) & np.isin(things, np.concatenate(first_five))
