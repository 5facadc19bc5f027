"""Typical wrong answers to hand_losses. A docstring: words of the line that rejects it."""


def without_a_temperature():
    """where is the temperature?"""
    return [0.485, 0.479]


def multiplied_by_the_temperature():
    """Which way does it sharpen?"""
    return [0.579, 0.575]


def sums():
    """Divide by the questions asked"""
    return [0.697, 1.331]


def columns_alone_as_the_second():
    """CLIP averages both directions"""
    return [0.348, 0.317]


def in_the_other_order():
    """first the one direction, then both"""
    return [0.333, 0.348]


def in_bits():
    """The natural one is meant"""
    return [0.503, 0.480]


def own_key_missing_below_the_line():
    """sum over both keys"""
    return [-1.0, -1.0]


def one_number():
    """a list of two numbers"""
    return 0.333


def captions_ask_in_the_first():
    """in the first the captions ask"""
    return [0.317, 0.333]


def probabilities():
    """these are probabilities"""
    return [0.716, 0.721]


def sign_turned():
    """the sign is turned"""
    return [-0.348, -0.333]


def base_ten():
    """The natural one is meant"""
    return [0.151, 0.145]


def two_places():
    """Work with four places, then round"""
    return [0.35, 0.33]


def rounded_on_the_way():
    """Work with four places, then round"""
    return [0.345, 0.333]


def a_string():
    """found a string"""
    return "0.348, 0.333"


def four_surprises():
    """a list of two numbers"""
    return [0.184, 0.513, 0.263, 0.371]
