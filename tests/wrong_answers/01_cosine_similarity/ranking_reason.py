"""Wrong answers to ranking_reason. A docstring: words of the line that rejects it."""


def the_same_direction():
    """the length of the label"""
    return "a"


def only_its_length_made_it_win():
    """is 0.999 below 0.960?"""
    return "c"


def small_angles_cost_much():
    """compare cos 0° with cos 2.9°"""
    return "d"


def a_sentence():
    """expected one of"""
    return "because the angle is small"


def a_capital_letter():
    """expected one of"""
    return "B"


def two_letters():
    """expected one of"""
    return ["a", "b"]


def its_number():
    """expected one of"""
    return 2
