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


def by_disagreement(first, second):
    p, q = first.mean(), second.mean()
    return 1 - np.mean(first != second) / (p * (1 - q) + q * (1 - p))


def by_covariance(first, second):
    p, q = first.mean(), second.mean()
    return 2 * (np.mean(first & second) - p * q) / (p + q - 2 * p * q)


def in_python(first, second):
    pairs = list(zip(first.tolist(), second.tolist(), strict=True))
    agree = sum(a == b for a, b in pairs) / len(pairs)
    yes = sum(a for a, _ in pairs) * sum(b for _, b in pairs) / len(pairs) ** 2
    no = sum(not a for a, _ in pairs) * sum(not b for _, b in pairs) / len(pairs) ** 2
    return (agree - yes - no) / (1 - yes - no)


def over_both_values(first, second):
    luck = sum(np.mean(first == v) * np.mean(second == v) for v in (True, False))
    return ((first == second).mean() - luck) / (1 - luck)


def from_four_counts(first, second):
    a, b = (first & second).sum(), (first & ~second).sum()
    c, d = (~first & second).sum(), (~first & ~second).sum()
    return 2 * (a * d - b * c) / ((a + b) * (b + d) + (a + c) * (c + d))


def from_the_covariance(first, second):
    x, y = np.asarray(first, float), np.asarray(second, float)
    c = np.mean((x - x.mean()) * (y - y.mean()))
    return np.array(2 * c / (x.mean() * (1 - y.mean()) + y.mean() * (1 - x.mean())))
