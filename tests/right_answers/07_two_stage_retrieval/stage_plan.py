"""Right answers to stage_plan: cells of one byte, late interaction, 15 to 20 candidates."""

import json
from collections import namedtuple
from fractions import Fraction

import numpy as np


def all_the_time_there_is():
    return ("late", 1, 20)


def just_enough():
    return ("late", 1, 15)


def between_two_columns():
    return ["late", 1, 18]


def computed():
    return ("late", 1, (200 - 120) // 4)


def numbers_of_numpy():
    return (np.str_("late"), np.int8(1), np.int64(20))


def whole_numbers_as_floats():
    return ("late", 1.0, Fraction(40, 2))


def an_array_of_objects():
    return np.array(["late", 1, 17], dtype=object)


def read_from_json():
    return json.loads('["late", 1, 19]')


def a_named_tuple():
    return namedtuple("Plan", "first bytes K")("late", 1, 16)
