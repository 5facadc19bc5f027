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
    """found a number, expected an array: a list of three numbers"""
    return 0.999


def a_slip_in_the_sum():
    """Multiply place by place, then add"""
    return [0.999, 0.800, 0.980]


def angles_in_radians():
    """these are angles"""
    return [0.050, 0.644, 0.284]


def distances_from_end_to_end():
    """A cosine multiplies and adds"""
    return [0.050, 0.632, 0.283]


def hundredths():
    """A cosine is 1 at most"""
    return [99.9, 80.0, 96.0]


def ranked_from_worst_to_best():
    """Keep the order of the labels in the question"""
    return [0.800, 0.960, 0.999]


def two_places():
    """Is every one of the four vectors 1 long?"""
    return [1.00, 0.80, 0.96]


def third_place_wrong():
    """Work with four places, then round"""
    return [0.998, 0.800, 0.960]


def strings():
    """found a list, expected numbers"""
    return ["0.999", "0.800", "0.960"]


def a_column():
    """found shape (3, 1), expected a list of three numbers"""
    return [[0.999], [0.800], [0.960]]


def multiplied_by_a_length():
    """the first is multiplied by a length"""
    return [1.001, 0.8, 0.96]


def one_length_for_all():
    """one length divided all three"""
    return [0.999, 0.799, 0.959]
