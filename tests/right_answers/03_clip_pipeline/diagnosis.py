"""Right answers to diagnosis: there is one, however it is written."""

from collections import OrderedDict

import numpy as np


def as_a_dict():
    return {"A": "scaled twice", "B": "channels swapped", "C": "turned", "D": "none"}


def with_keywords():
    return dict(D="none", C="turned", B="channels swapped", A="scaled twice")


def zipped():
    return dict(zip("ABCD", ["scaled twice", "channels swapped", "turned", "none"], strict=True))


def numpys_strings():
    faults = np.array(["none", "turned", "channels swapped", "scaled twice"])
    return {service: faults[i] for service, i in zip("DCBA", range(4), strict=True)}


def in_an_order():
    return OrderedDict(
        [("A", "scaled twice"), ("B", "channels swapped"), ("C", "turned"), ("D", "none")]
    )
