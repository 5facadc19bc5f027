"""Right answers to pipeline: texts and picture meet at the normalization."""

import numpy as np


def texts_first():
    return ["f", "c", "j", "d", "h", "a", "g", "i", "b"]


def picture_first():
    return ["d", "h", "f", "c", "j", "a", "g", "i", "b"]


def one_word():
    return "fdchjagib"


def capitals_in_a_tuple():
    return tuple("DFHCJAGIB")


def in_turns():
    return list("dfhcjagib")


def an_array():
    return np.array(list("fcjdhagib"))


def of_objects():
    return np.array(["f", "d", "c", "h", "j", "a", "g", "i", "b"], dtype=object)


def with_blanks():
    return [" f", "c ", "j", "d", "h", "a", "g", "i", "b"]


def split_from_a_string():
    return ["f", "d", "h", "c", "j", "a", "g", "i", "b"]


def strings_of_numpy():
    return [np.str_(card) for card in "fcjdhagib"]
