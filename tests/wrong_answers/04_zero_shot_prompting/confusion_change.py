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
    """Pictures in each place, after minus before"""
    return _matrix(before, after, labels)
