"""Typical wrong answers to pipeline_reasons. A docstring: words of the line that rejects it."""


def lengths_for_the_softmax():
    """6 is what a softmax does"""
    return {"f": 1, "d": 3, "j": 5, "a": 6, "b": 4}


def prompts_and_average_swapped():
    """5 says why they are averaged"""
    return {"f": 5, "d": 3, "j": 1, "a": 2, "b": 4}


def wording_for_both():
    """What must be left of them?"""
    return {"f": 1, "d": 3, "j": 1, "a": 2, "b": 4}


def size_and_lengths_swapped():
    """what do long vectors do to dot products?"""
    return {"f": 1, "d": 2, "j": 5, "a": 3, "b": 4}


def threshold_for_the_sum():
    """what would the pipeline call a toaster?"""
    return {"f": 1, "d": 3, "j": 5, "a": 2, "b": 6}


def a_reason_left_out():
    """One reason for each"""
    return {"f": 1, "d": 3, "j": 5, "a": 2}


def a_list():
    """give a dict"""
    return [1, 3, 5, 2, 4]
