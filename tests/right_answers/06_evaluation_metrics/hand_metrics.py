"""Right answers to hand_metrics, written in different ways."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import torch


def three_places():
    return [0.4, 0.667, 1, 0.5, 0.353]


def divisions():
    return [2 / 5, 2 / 3, 1, 1 / 2, (1 / 2 + 2 / 3 + 3 / 5) / 5]


def a_tuple_of_two_places():
    return (0.40, 0.67, 1.0, 0.50, 0.35)


def whole_numbers_as_floats():
    return [0.4, 0.6667, 1.0, 0.5, 0.35333]


def fractions():
    return [Fraction(2, 5), Fraction(2, 3), Fraction(1), Fraction(1, 2), Fraction(53, 150)]


def decimals():
    return [Decimal("0.4"), Decimal("0.667"), Decimal(1), Decimal("0.5"), Decimal("0.353")]


def an_array_of_float32():
    return np.float32([0.4, 0.667, 1, 0.5, 0.353])


def a_tensor():
    return torch.tensor([2 / 5, 2 / 3, 1, 1 / 2, 53 / 150])


def computed():
    hits = np.array([0, 1, 1, 0, 1])
    precision = hits.cumsum() / np.arange(1, 6)
    return [hits[:3].sum() / 5, precision[2], hits[:3].max(), 1 / 2, (precision * hits).sum() / 5]
