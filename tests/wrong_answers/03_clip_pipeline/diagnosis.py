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
    """The services are A, B, C and D"""
    return {"A": "scaled twice", "B": "channels swapped", "C": "turned"}


def a_list():
    """give a dict"""
    return ["scaled twice", "channels swapped", "turned", "none"]
