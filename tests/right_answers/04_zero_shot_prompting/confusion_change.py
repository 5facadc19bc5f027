"""Right answers to confusion_change, written in different ways."""

from collections import Counter

import numpy as np
import torch
from scipy.sparse import coo_array
from sklearn.metrics import confusion_matrix


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


def by_sklearn(truth, before, after, labels):
    old, new = (confusion_matrix(truth, guesses, labels=labels) for guesses in (before, after))
    return new - old


def a_list_of_lists(truth, before, after, labels):
    rows = list(zip(truth, before, after, strict=True))
    return [
        [sum((t == true) * ((n == g) - (o == g)) for t, o, n in rows) for g in labels]
        for true in labels
    ]


def with_bincount(truth, before, after, labels):
    n = len(labels)
    t, o, a = ([labels.index(x) for x in names] for names in (truth, before, after))
    counted = [np.bincount(np.array(t) * n + guess, minlength=n * n) for guess in (o, a)]
    return (counted[1] - counted[0]).reshape(n, n)


def a_sparse_matrix(truth, before, after, labels):
    """Entries at one place are added up."""
    rows = [labels.index(x) for x in [*truth, *truth]]
    columns = [labels.index(x) for x in [*after, *before]]
    signs = np.repeat([1, -1], len(truth))
    return coo_array((signs, (rows, columns)), shape=(len(labels),) * 2).toarray()


def a_tensor(truth, before, after, labels):
    place = {label: i for i, label in enumerate(labels)}
    change = torch.zeros(len(labels), len(labels), dtype=torch.int64)
    rows = torch.tensor([place[x] for x in truth])
    for guesses, sign in ((before, -1), (after, 1)):
        columns = torch.tensor([place[x] for x in guesses])
        change.index_put_((rows, columns), torch.full_like(rows, sign), accumulate=True)
    return change


def whole_numbers_as_floats(truth, before, after, labels):
    change = np.zeros((len(labels), len(labels)))
    for true, old, new in zip(truth, before, after, strict=True):
        for guess, one in ((old, -1.0), (new, 1.0)):
            change[labels.index(true)][labels.index(guess)] += one
    return change


def products_of_one_hot_rows(truth, before, after, labels):
    def hot(xs):
        return (np.asarray(xs)[:, None] == np.asarray(labels)).astype(np.int32)

    return hot(truth).T @ (hot(after) - hot(before))
