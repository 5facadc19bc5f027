"""Typical wrong answers to hand_scores. A docstring: words of the line that rejects it."""


def dot_products_taken_for_cosines():
    """Is every one of the four vectors 1 long?"""
    return [1.000, 0.800, 0.960]


def divided_by_the_squared_length():
    """Where is the root?"""
    return [0.9975, 0.800, 0.960]


def ranked():
    """Keep the order of the labels in the question"""
    return [0.999, 0.960, 0.800]


def angles_in_degrees():
    """these are angles"""
    return [2.87, 36.87, 16.26]


def distances():
    """these are 1 - cos"""
    return [0.001, 0.200, 0.040]


def only_the_first_products():
    """What is added to them?"""
    return [0.384, 0.000, 0.480]


def one_number():
    """expected an array: a list of three numbers"""
    return 0.999


def a_slip_in_the_sum():
    """Multiply place by place, then add"""
    return [0.999, 0.800, 0.980]
