"""Right answers to scale_plan: codes of 96 bytes on 7 to 12 machines, of 128 on 9 to 12."""

import json
import math
from collections import namedtuple
from fractions import Fraction

import numpy as np


def as_few_as_do():
    return ("codes", 96, 7)


def all_the_money():
    return ("codes", 96, 12)


def longer_codes():
    return ["codes", 128, 9]


def longer_codes_and_all_the_money():
    return ("codes", 128, 12)


def computed():
    return ("codes", 96, max(math.ceil(50 * 0.5 / 4), math.ceil(2 * 400e6 * 104 / 100e9)))


def numbers_of_numpy():
    return (np.str_("codes"), np.int16(128), np.int64(10))


def whole_numbers_as_floats():
    return ("codes", 96.0, Fraction(16, 2))


def an_array_of_objects():
    return np.array(["codes", 96, 9], dtype=object)


def read_from_json():
    return json.loads('["codes", 128, 11]')


def a_named_tuple():
    return namedtuple("Plan", "kind bytes machines")("codes", 96, 10)
