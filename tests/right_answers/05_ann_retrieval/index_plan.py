"""Right answers to index_plan: codes that fit, and enough candidates among 100,000 too."""

import json
from fractions import Fraction

import numpy as np


def longest_codes_that_fit():
    return ("refine", 64, 80)


def fewest_reads():
    return ("refine", 64, 40)


def shorter_codes_and_more_reads():
    return ["refine", 48, 80]


def all_the_reads():
    return ("refine", 64, 100)


def computed():
    room = int(16e9 / 200e6) - 8
    return ("refine", max(m for m in range(1, room + 1) if 384 % m == 0), 100)


def numbers_of_numpy():
    return ("refine", np.int64(48), np.int32(90))


def whole_numbers_as_floats():
    return ("refine", 64.0, Fraction(60))


def a_string_of_numpy():
    return [np.str_("refine"), 64, 50]


def an_array_of_objects():
    return np.array(["refine", 64, 100], dtype=object)


def read_from_json():
    return json.loads('["refine", 48, 100]')
