"""Typical wrong answers to recall_both_ways. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _recall(table, k):
    return ((table > table.diagonal()[:, None]).sum(axis=1) < k).mean()


def directions_exchanged(images, texts, k):
    """the two directions are exchanged"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table, k), _recall(table.T, k)


def one_direction_twice(images, texts, k):
    """both numbers are of one direction"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table.T, k), _recall(table.T, k)


def dot_products(images, texts, k):
    """Are all rows normalized?"""
    table = images @ texts.T
    return _recall(table.T, k), _recall(table, k)


def percentages(images, texts, k):
    """Give shares from 0 to 1"""
    table = _unit(images) @ _unit(texts).T
    return 100 * _recall(table.T, k), 100 * _recall(table, k)


def first_place_only(images, texts, k):
    """k is left out"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table.T, 1), _recall(table, 1)


def one_place_too_many(images, texts, k):
    """one place too many"""
    table = _unit(images) @ _unit(texts).T
    return _recall(table.T, k + 1), _recall(table, k + 1)
