"""Typical wrong answers to diagnosis. A docstring: words of the line that rejects it."""


def no_fault_where_the_loss_is_smallest():
    """Which fault changes colours only?"""
    return {"A": "scaled twice", "B": "none", "C": "turned", "D": "channels swapped"}


def colour_taken_for_the_larger_fault():
    """What hides shapes?"""
    return {"A": "scaled twice", "B": "turned", "C": "channels swapped", "D": "none"}


def alike_means_healthy():
    """hardly any contrast"""
    return {"A": "none", "B": "channels swapped", "C": "turned", "D": "scaled twice"}


def one_left_out():
    """the dict has no 'D'"""
    return {"A": "scaled twice", "B": "channels swapped", "C": "turned"}


def a_list():
    """give a dict"""
    return ["scaled twice", "channels swapped", "turned", "none"]


def one_too_many():
    """there is no service E"""
    return {"A": "scaled twice", "B": "channels swapped", "C": "turned", "D": "none", "E": "none"}


def one_fault_twice():
    """turned comes twice"""
    return {"A": "scaled twice", "B": "turned", "C": "turned", "D": "none"}


def small_letters():
    """the dict has no 'A'"""
    return {"a": "scaled twice", "b": "channels swapped", "c": "turned", "d": "none"}


def another_word():
    """expected one of"""
    return {"A": "scaled twice", "B": "colours swapped", "C": "turned", "D": "none"}


def none_for_a_word():
    """expected one of"""
    return {"A": "scaled twice", "B": "channels swapped", "C": "turned", "D": None}


def turned_and_scaled_exchanged():
    """hardly any contrast"""
    return {"A": "turned", "B": "channels swapped", "C": "scaled twice", "D": "none"}
