"""Right answers to hand_metrics, written in different ways."""


def three_places():
    return [0.4, 0.667, 1, 0.5, 0.353]


def fractions():
    return [2 / 5, 2 / 3, 1, 1 / 2, (1 / 2 + 2 / 3 + 3 / 5) / 5]


def a_tuple_of_two_places():
    return (0.40, 0.67, 1.0, 0.50, 0.35)


def whole_numbers_as_floats():
    return [0.4, 0.6667, 1.0, 0.5, 0.35333]
