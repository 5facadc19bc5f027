"""Right answers to hand_scores, written in different ways."""

import math


def three_places():
    return [0.999, 0.8, 0.96]


def five_places():
    return [0.99875, 0.80000, 0.96000]


def four_places_rounded_down():
    return [0.9987, 0.8, 0.96]


def worked_out():
    return [1 / math.hypot(0.64, 0.77), 0.8, 0.6 * 0.8 + 0.8 * 0.6]


def a_tuple():
    return (0.999, 0.800, 0.960)
