"""Right answers to hand_sizes, differently written."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import torch

from course_utils import scaling


def decimals():
    return [20.64, 4, 27.78, 2.22]


def fractions():
    return (Fraction(516, 25), 4, Fraction(250, 9), Fraction(20, 9))


def exact_decimals():
    return [Decimal("20.64"), Decimal(4), Decimal("27.778"), Decimal("2.222")]


def array():
    return np.array([20.64, 4, 27.778, 2.222])


def float32():
    return np.array([20.64, 4, 27.7778, 2.2222], dtype=np.float32)


def tensor():
    return torch.tensor([20.64, 4, 27.78, 2.22])


def computed():
    size = 20e6 * (512 * 2 + 8) / 1e9
    machines = math.ceil(2 * size / 12)
    return [size, machines, 20e6 / (4 * 50) / 3600, machines * 50 / (25 * 3600) * 1000]


def a_machine_for_each_part_of_a_copy():
    size = 20e6 * (512 * 2 + 8) / 1e9
    machines = 2 * math.ceil(size / 12)
    return np.array([size, machines, 20e6 / 200 / 60 / 60, 50 * machines / 90])


def with_the_lessons_functions():
    one = scaling.index_bytes(20_000_000, 512, 2)
    machines = scaling.machines(2 * one, 12e9)
    return [one / 1e9, machines, scaling.hours(20_000_000, 50, workers=4), machines * 50 / 90]
