"""Right answers to hand_losses, written in different ways."""

import math


def three_places():
    return [0.348, 0.333]


def five_places():
    return [0.34845, 0.33282]


def a_tuple():
    return (0.3485, 0.3328)


def worked_out():
    rows = [math.log(1 + math.exp(-1.6)), math.log(1 + math.exp(-0.4))]
    columns = [math.log(1 + math.exp(-1.2)), math.log(1 + math.exp(-0.8))]
    return [sum(rows) / 2, sum(rows + columns) / 4]
