"""Right answers to pipeline_reasons, written in different ways."""

import json
from collections import OrderedDict

import numpy as np


def in_the_order_of_the_cards():
    return {"f": 1, "d": 3, "j": 5, "a": 2, "b": 4}


def in_the_order_of_the_alphabet():
    return {"a": 2, "b": 4, "d": 3, "f": 1, "j": 5}


def zipped():
    return dict(zip("fdjab", [1, 3, 5, 2, 4], strict=True))


def numbers_of_numpy():
    return dict(zip("fdjab", np.array([1, 3, 5, 2, 4]), strict=True))


def keywords():
    return dict(f=1, d=3, j=5, a=2, b=4)


def an_ordered_dict():
    return OrderedDict(b=4, a=2, j=5, d=3, f=1)


def letters_of_numpy():
    return {np.str_(card): np.int8(n) for card, n in keywords().items()}


def floats():
    return {"f": 1.0, "d": 3.0, "j": 5.0, "a": 2.0, "b": 4.0}


def read_from_json():
    return json.loads('{"f": 1, "d": 3, "j": 5, "a": 2, "b": 4}')
