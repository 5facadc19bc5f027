"""Typical wrong answers to hand_metrics. A docstring: words of the line that rejects it."""


def recall_and_precision_swapped():
    """How many umbrellas exist?"""
    return [0.667, 0.4, 1.0, 0.5, 0.353]


def recall_is_the_hit_rate():
    """this is the hit rate"""
    return [1.0, 0.667, 1.0, 0.5, 0.353]


def recall_of_the_whole_list():
    """How far does k = 3 look?"""
    return [0.6, 0.667, 1.0, 0.5, 0.353]


def hit_rate_as_a_share():
    """is anything right there?"""
    return [0.4, 0.667, 0.667, 0.5, 0.353]


def rank_for_its_reciprocal():
    """What is its reciprocal?"""
    return [0.4, 0.667, 1.0, 2.0, 0.353]


def ap_over_what_was_found():
    """How many are there to find?"""
    return [0.4, 0.667, 1.0, 0.5, 0.589]


def ap_over_every_rank():
    """At which ranks does it count?"""
    return [0.4, 0.667, 1.0, 0.5, 0.453]


def four_numbers():
    """a list of five numbers"""
    return [0.4, 0.667, 1.0, 0.5]
