"""Right answers to kappa, differently written."""

import numpy as np


def by_shares(first, second):
    agree = np.mean(first == second)
    luck = first.mean() * second.mean() + (1 - first.mean()) * (1 - second.mean())
    return (agree - luck) / (1 - luck)


def by_table(first, second):
    table = np.zeros((2, 2))
    np.add.at(table, (first.astype(int), second.astype(int)), 1 / len(first))
    luck = table.sum(axis=0) @ table.sum(axis=1)
    return float((np.trace(table) - luck) / (1 - luck))


def by_counts(first, second):
    n = len(first)
    a, b = int(first.sum()), int(second.sum())
    both, agree = int((first & second).sum()), int((first == second).sum())
    assert both <= min(a, b)
    luck = a * b + (n - a) * (n - b)
    return (agree * n - luck) / (n * n - luck)
