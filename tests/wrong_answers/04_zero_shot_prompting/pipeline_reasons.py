"""Typical wrong answers to pipeline_reasons. A docstring: words of the line that rejects it."""


def lengths_for_the_softmax():
    """6 is what a softmax does"""
    return {"f": 1, "d": 3, "j": 5, "a": 6, "b": 4}


def prompts_and_average_swapped():
    """5 says why they are averaged"""
    return {"f": 5, "d": 3, "j": 1, "a": 2, "b": 4}


def wording_for_both():
    """Why more than one?"""
    return {"f": 1, "d": 3, "j": 1, "a": 2, "b": 4}


def size_and_lengths_swapped():
    """what do long vectors do to dot products?"""
    return {"f": 1, "d": 2, "j": 5, "a": 3, "b": 4}


def threshold_for_the_sum():
    """a favourite for every toaster"""
    return {"f": 1, "d": 3, "j": 5, "a": 2, "b": 6}


def a_reason_left_out():
    """One reason for each"""
    return {"f": 1, "d": 3, "j": 5, "a": 2}


def a_list():
    """give a dict"""
    return [1, 3, 5, 2, 4]


def average_for_the_lengths():
    """what if one of the wordings is a poor one?"""
    return {"f": 1, "d": 3, "j": 2, "a": 2, "b": 4}


def scale_for_the_lengths():
    """what happens to pixels"""
    return {"f": 1, "d": 2, "j": 5, "a": 2, "b": 4}


def sentences_for_the_pixels():
    """what has the text encoder read in training?"""
    return {"f": 3, "d": 3, "j": 5, "a": 2, "b": 4}


def threshold_for_the_lengths():
    """what would the pipeline call a toaster?"""
    return {"f": 1, "d": 3, "j": 5, "a": 2, "b": 2}


def lengths_for_the_toaster():
    """what do long vectors do to dot products?"""
    return {"f": 1, "d": 3, "j": 5, "a": 4, "b": 4}


def a_number_that_is_no_reason():
    """expected one of 1, 2, 3"""
    return {"f": 1, "d": 3, "j": 5, "a": 7, "b": 4}


def numbers_as_texts():
    """expected one of 1, 2, 3"""
    return {"f": "1", "d": "3", "j": "5", "a": "2", "b": "4"}


def a_card_too_many():
    """One reason for each"""
    return {"f": 1, "d": 3, "j": 5, "a": 2, "b": 4, "c": 6}


def a_truth():
    """found True"""
    return {"f": True, "d": 3, "j": 5, "a": 2, "b": 4}


def turned_round():
    """One reason for each"""
    return {1: "f", 3: "d", 5: "j", 2: "a", 4: "b"}
