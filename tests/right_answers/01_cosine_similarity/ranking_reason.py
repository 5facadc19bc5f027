"""Right answers to ranking_reason: there is one, however it is written."""

import numpy as np


def the_letter():
    return "b"


def by_its_place():
    return "abcd"[1]


def by_code():
    return chr(ord("a") + 1)


def numpys_string():
    return np.array(["a", "b", "c", "d"])[1]


def from_a_set():
    return next(iter({"b"}))
