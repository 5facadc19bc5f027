"""Typical wrong answers to score_gradient. A docstring: words of the line that rejects it."""

import numpy as np


def _softmax(scores, axis=1):
    weights = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return weights / weights.sum(axis=axis, keepdims=True)


def no_temperature_outside(cosines, temperature):
    """think of the chain rule"""
    return (_softmax(cosines / temperature) - np.eye(len(cosines))) / len(cosines)


def neither_temperature_nor_mean(cosines, temperature):
    """think of the chain rule"""
    return _softmax(cosines / temperature) - np.eye(len(cosines))


def slope_of_the_sum(cosines, temperature):
    """The loss is a mean over the rows"""
    return (_softmax(cosines / temperature) - np.eye(len(cosines))) / temperature


def downhill(cosines, temperature):
    """the signs are turned"""
    n = len(cosines)
    return (np.eye(n) - _softmax(cosines / temperature)) / temperature / n


def only_the_probabilities(cosines, temperature):
    """a higher own cosine lowers the loss"""
    return _softmax(cosines / temperature) / temperature / len(cosines)


def softmax_of_the_columns(cosines, temperature):
    """Over what does the softmax run?"""
    n = len(cosines)
    return (_softmax(cosines / temperature, axis=0) - np.eye(n)) / temperature / n


def one_slope_a_row(cosines, temperature):
    """one slope for each cosine"""
    return np.diag(_softmax(cosines / temperature) - 1) / temperature / len(cosines)


def no_temperature_inside(cosines, temperature):
    """p - 1 for the own key, p for others"""
    return (_softmax(cosines) - np.eye(len(cosines))) / temperature / len(cosines)
