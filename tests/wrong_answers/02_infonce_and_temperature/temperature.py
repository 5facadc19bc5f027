"""Typical wrong answers to temperature. A docstring: words of the line that rejects it."""


def no_temperature_at_all():
    """they still cost 3.1854"""
    return 1.0


def a_little_too_hot():
    """they still cost 0.35"""
    return 0.2


def as_cold_as_the_clamp():
    """the push is worth 1.63 negatives"""
    return 0.01


def a_little_too_cold():
    """the push is worth 5.30 negatives"""
    return 0.03


def the_scale_of_it():
    """is that a logit scale?"""
    return 14.3


def the_logarithm_of_it():
    """a temperature is positive"""
    return -2.66


def zero():
    """a temperature is positive"""
    return 0


def hardly_too_hot():
    """they still cost 0.051"""
    return 0.141


def a_string():
    """found a string"""
    return "0.07"


def truth():
    """found True or False, expected numbers"""
    return True


def a_range():
    """expected a number"""
    return (0.04, 0.14)


def no_number():
    """a temperature is positive"""
    return float("nan")
