"""Right answers to temperature, written in different ways."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import torch


def where_clip_starts():
    return 0.07


def from_the_first_demand():
    return round(1 / math.log(63 / math.expm1(0.05)), 3) - 0.02


def a_tenth():
    return 0.1


def on_the_cold_side():
    return 0.05


def numpys_number():
    return np.float32(0.06)


def an_array_without_dimensions():
    return np.array(0.08)


def a_tensor():
    return torch.tensor(0.07)


def a_fraction():
    return Fraction(1, 14)


def a_decimal():
    return Decimal("0.09")


def just_cold_enough():
    return 0.139


def the_inverse_of_a_scale():
    return 1 / 14.3
