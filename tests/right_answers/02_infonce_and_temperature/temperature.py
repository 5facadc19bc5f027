"""Right answers to temperature, written in different ways."""

import math


def where_clip_starts():
    return 0.07


def from_the_first_demand():
    return round(1 / math.log(63 / math.expm1(0.05)), 3) - 0.02


def a_tenth():
    return 0.1


def on_the_cold_side():
    return 0.05
