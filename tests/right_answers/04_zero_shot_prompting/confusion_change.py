"""Right answers to confusion_change, written in different ways."""

from collections import Counter

import numpy as np


def picture_by_picture(truth, before, after, labels):
    row = {label: i for i, label in enumerate(labels)}
    change = np.zeros((len(labels), len(labels)), dtype=int)
    for true, old, new in zip(truth, before, after, strict=True):
        change[row[true], row[old]] -= 1
        change[row[true], row[new]] += 1
    return change


def two_matrices(truth, before, after, labels):
    def confusion(guesses):
        matrix = np.zeros((len(labels), len(labels)), dtype=int)
        rows = [labels.index(label) for label in truth]
        np.add.at(matrix, (rows, [labels.index(label) for label in guesses]), 1)
        return matrix

    return confusion(after) - confusion(before)


def counters(truth, before, after, labels):
    old = Counter(zip(truth, before, strict=True))
    new = Counter(zip(truth, after, strict=True))
    return np.array([[new[t, g] - old[t, g] for g in labels] for t in labels])


def one_hot_products(truth, before, after, labels):
    def one_hot(names):
        return (np.array(names)[:, None] == np.array(labels)).astype(int)

    return one_hot(truth).T @ (one_hot(after) - one_hot(before))
