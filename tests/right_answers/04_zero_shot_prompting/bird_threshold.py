"""Right answers to bird_threshold: above 0.14 and up to 0.21."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import torch


def lowest_that_keeps_the_promise():
    return 0.15


def between_two_scores():
    return 0.145


def with_some_room():
    return 0.17


def a_numpy_number():
    return np.float64(0.16)


EMOJI_WITHOUT = [-19, -2, 3, 5, 9, 10, 11, 11, 12, 13, 14, 15, 16, 17, 19, 23]


def just_above_the_sixth():
    return (sorted(EMOJI_WITHOUT)[-6] + 1) / 100


def no_more_alarms_than_needed():
    return 0.2


def of_0_195():
    return 0.195


def a_fraction():
    return Fraction(3, 20)


def a_decimal():
    return Decimal("0.16")


def an_array_without_dimensions():
    return np.array(0.18, dtype=np.float32)


def a_tensor():
    return torch.tensor(0.17)
