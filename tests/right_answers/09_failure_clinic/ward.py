"""Right answers to ward: the five names, in whatever holds them."""

import json
from collections import OrderedDict, defaultdict
from types import MappingProxyType

import numpy as np

NAMES = ("wrong colours", "skipped row", "other requests", "two versions", "wrong metric")


def a_dict():
    return {
        "A": "wrong colours",
        "B": "skipped row",
        "C": "other requests",
        "D": "two versions",
        "E": "wrong metric",
    }


def keywords():
    return dict(
        A="wrong colours",
        B="skipped row",
        C="other requests",
        D="two versions",
        E="wrong metric",
    )


def zipped():
    return dict(zip("ABCDE", NAMES, strict=True))


def strings_of_numpy():
    return {np.str_(key): np.str_(name) for key, name in zip("ABCDE", NAMES, strict=True)}


def in_another_order():
    return OrderedDict(sorted(zip("ABCDE", NAMES, strict=True), reverse=True))


def read_from_json():
    return json.loads(json.dumps(zipped()))


def filled_in_one_by_one():
    named = defaultdict(str)
    for number, name in enumerate(NAMES):
        named[chr(ord("A") + number)] = name
    return named


def by_exclusion():
    by_sickness = {"wrong metric": "E", "two versions": "D", "skipped row": "B"}
    by_sickness |= {"wrong colours": "A", "other requests": "C"}
    return {patient: name for name, patient in by_sickness.items()}


def read_only():
    return MappingProxyType(zipped())
