"""Typical wrong answers to confusion_change. A docstring: words of the line that rejects it."""

import numpy as np


def _matrix(truth, guesses, labels):
    matrix = np.zeros((len(labels), len(labels)), dtype=int)
    for true, guess in zip(truth, guesses, strict=True):
        matrix[labels.index(true), labels.index(guess)] += 1
    return matrix


def columns_are_true(truth, before, after, labels):
    """rows and columns are swapped"""
    return (_matrix(truth, after, labels) - _matrix(truth, before, labels)).T


def before_minus_after(truth, before, after, labels):
    """a gain counts as a loss"""
    return _matrix(truth, before, labels) - _matrix(truth, after, labels)


def without_signs(truth, before, after, labels):
    """losses lost their sign"""
    return np.abs(_matrix(truth, after, labels) - _matrix(truth, before, labels))


def after_alone(truth, before, after, labels):
    """What was it before?"""
    return _matrix(truth, after, labels)


def only_the_diagonal(truth, before, after, labels):
    """only hits and misses are counted"""
    change = _matrix(truth, after, labels) - _matrix(truth, before, labels)
    return np.diag(np.diag(change))


def shares_of_rows(truth, before, after, labels):
    """these are shares of a row"""
    rows = np.maximum(_matrix(truth, truth, labels).sum(axis=1, keepdims=True), 1)
    return (_matrix(truth, after, labels) - _matrix(truth, before, labels)) / rows


def alphabetical(truth, before, after, labels):
    """follow the alphabet"""
    names = sorted(labels)
    return _matrix(truth, after, names) - _matrix(truth, before, names)


def before_against_after(truth, before, after, labels):
    """this says which guess became which"""
    return _matrix(before, after, labels)


def rows_are_the_guesses_before(truth, before, after, labels):
    """rows are the guesses before"""
    return _matrix(before, after, labels) - _matrix(before, before, labels)


def before_alone(truth, before, after, labels):
    """What is it after?"""
    return _matrix(truth, before, labels)


def only_the_gains(truth, before, after, labels):
    """only the gains are counted"""
    return np.maximum(_matrix(truth, after, labels) - _matrix(truth, before, labels), 0)


def shares_of_all(truth, before, after, labels):
    """these are shares of all pictures"""
    return (_matrix(truth, after, labels) - _matrix(truth, before, labels)) / len(truth)


def labels_that_occur(truth, before, after, labels):
    """true labels by guesses, for every label"""
    seen = [label for label in labels if label in {*truth, *before, *after}]
    return _matrix(truth, after, seen) - _matrix(truth, before, seen)


def only_what_changed_is_set(truth, before, after, labels):
    """It was counted one by one"""
    change = np.zeros((len(labels), len(labels)), dtype=int)
    for true, old, new in zip(truth, before, after, strict=True):
        row = labels.index(true)
        if old != new:
            change[row, labels.index(old)] = min(change[row, labels.index(old)] - 1, -1)
            change[row, labels.index(new)] = 1
    return change


def unsigned_whole_numbers(truth, before, after, labels):
    """where whole numbers have no sign"""
    change = _matrix(truth, after, labels) - _matrix(truth, before, labels)
    return change.astype(np.uint8)


def one_number(truth, before, after, labels):
    """true labels by guesses"""
    pairs = zip(truth, before, after, strict=True)
    return sum((new == true) - (old == true) for true, old, new in pairs)


def part_of_a_name(truth, before, after, labels):
    """Are whole names compared?"""

    def at(name):
        return next(place for place, label in enumerate(labels) if name in label)

    change = np.zeros((len(labels), len(labels)), dtype=int)
    for true, old, new in zip(truth, before, after, strict=True):
        change[at(true), at(old)] -= 1
        change[at(true), at(new)] += 1
    return change


def first_letters(truth, before, after, labels):
    """Are whole names compared?"""
    letters = [label[0] for label in labels]
    columns = ([name[0] for name in names] for names in (truth, before, after))
    true, old, new = columns
    return _matrix(true, new, letters) - _matrix(true, old, letters)


def as_they_occur(truth, before, after, labels):
    """`labels` were given the other way round"""
    labels = list(dict.fromkeys([*truth, *labels]))
    return _matrix(truth, after, labels) - _matrix(truth, before, labels)


def only_guesses_made_before(truth, before, after, labels):
    """a row does not sum to 0"""
    kept = [(t, a) for t, a in zip(truth, after, strict=True) if a in before]
    return _matrix(*zip(*kept, strict=True), labels) - _matrix(truth, before, labels)


def the_first_label_that_a_name_begins_with(truth, before, after, labels):
    """Are whole names compared?"""

    def whole(names):
        return [next(label for label in labels if name.startswith(label)) for name in names]

    truth, before, after = whole(truth), whole(before), whole(after)
    return _matrix(truth, after, labels) - _matrix(truth, before, labels)


def capitals_made_small(truth, before, after, labels):
    """Are whole names compared?"""
    truth, before, after, labels = (
        [name.lower() for name in names] for names in (truth, before, after, labels)
    )
    return _matrix(truth, after, labels) - _matrix(truth, before, labels)


def names_of_six_letters(truth, before, after, labels):
    """Are whole names compared?"""
    truth, before, after, labels = (
        np.array(names, dtype="U6").tolist() for names in (truth, before, after, labels)
    )
    return _matrix(truth, after, labels) - _matrix(truth, before, labels)


def counts_in_a_byte(truth, before, after, labels):
    """Is there room for such a count in its type?"""
    change = _matrix(truth, after, labels) - _matrix(truth, before, labels)
    return change.astype(np.int8)


_first = {}


def the_matrix_before_is_kept(truth, before, after, labels):
    """Is anything kept from call to call?"""
    old = _first.setdefault((len(truth), len(labels)), _matrix(truth, before, labels))
    return _matrix(truth, after, labels) - old
