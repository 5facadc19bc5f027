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
    """the softmax runs down the columns"""
    n = len(cosines)
    return (_softmax(cosines / temperature, axis=0) - np.eye(n)) / temperature / n


def one_slope_a_row(cosines, temperature):
    """one slope for each cosine"""
    return np.diag(_softmax(cosines / temperature) - 1) / temperature / len(cosines)


def no_temperature_inside(cosines, temperature):
    """the temperature is left out inside"""
    return (_softmax(cosines) - np.eye(len(cosines))) / temperature / len(cosines)


def temperature_left_out(cosines, temperature):
    """the temperature is left out"""
    return (_softmax(cosines) - np.eye(len(cosines))) / len(cosines)


def temperature_outside_multiplies(cosines, temperature):
    """the temperature multiplies outside"""
    n = len(cosines)
    return (_softmax(cosines / temperature) - np.eye(n)) * temperature / n


def mean_over_all_cosines(cosines, temperature):
    """divided by all n * n cosines"""
    n = len(cosines)
    return (_softmax(cosines / temperature) - np.eye(n)) / temperature / n**2


def both_directions(cosines, temperature):
    """the slopes of both directions"""
    n, scores = len(cosines), cosines / temperature
    return ((_softmax(scores) + _softmax(scores, axis=0)) / 2 - np.eye(n)) / temperature / n


def softmax_of_the_whole_table(cosines, temperature):
    """a row's slopes add up to"""
    n = len(cosines)
    weights = np.exp(cosines / temperature)
    return (weights / weights.sum() - np.eye(n)) / temperature / n


def strangers_alone(cosines, temperature):
    """a higher own cosine lowers the loss"""
    p = _softmax(cosines / temperature) / temperature / len(cosines)
    np.fill_diagonal(p, 0)
    return p


def mutates_its_input(cosines, temperature):
    """your function changed cosines"""
    n = len(cosines)
    cosines /= temperature
    return (_softmax(cosines) - np.eye(n)) / temperature / n


def four_rows(cosines, temperature):
    """Is a number of rows fixed?"""
    return (_softmax(cosines / temperature) - np.eye(len(cosines))) / (temperature * 4)


def small_chances_dropped(cosines, temperature):
    """a small p was lost"""
    p = _softmax(cosines / temperature)
    return (np.where(p < 0.001, 0, p) - np.eye(len(p))) / (temperature * len(p))


def one_highest_for_all_rows(cosines, temperature):
    """What is subtracted from its scores, what added?"""
    weights = np.exp((cosines - cosines.max()) / temperature)
    p = weights / (weights.sum(axis=1, keepdims=True) + 1e-12)
    return (p - np.eye(len(p))) / (temperature * len(p))


def never_colder_than_a_hundredth(cosines, temperature):
    """a small p was lost"""
    t = max(temperature, 0.01)
    return (_softmax(cosines / t) - np.eye(len(cosines))) / (t * len(cosines))


def never_hotter_than_one_half(cosines, temperature):
    """at a temperature of 2 it is wrong"""
    t = min(temperature, 0.5)
    return (_softmax(cosines / t) - np.eye(len(cosines))) / (t * len(cosines))
