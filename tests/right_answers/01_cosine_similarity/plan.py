"""Right answers to plan: after PCA, from about 50 to 133 numbers."""

from collections import namedtuple

import numpy as np


def room_on_both_sides():
    return ("pca", 96)


def a_power_of_two():
    return ("pca", 64)


def as_many_as_fit():
    return ("pca", int(16e9 // (30e6 * 4)))


def a_list():
    return ["pca", 128]


def just_enough():
    return ("pca", 50)


def numpys_kinds():
    return (np.str_("pca"), np.int64(100))


def worked_out_in_floats():
    return ("pca", 16e9 // 30e6 // 4)


def a_named_tuple():
    return namedtuple("Plan", "way numbers")("pca", 120)


def from_a_dict():
    return tuple({"way": "pca", "numbers": 110}.values())
