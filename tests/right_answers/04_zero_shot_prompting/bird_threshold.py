"""Right answers to bird_threshold: above 0.13 and up to 0.19."""

import numpy as np


def lowest_that_keeps_the_promise():
    return 0.15


def between_two_scores():
    return 0.145


def with_some_room():
    return 0.17


def a_numpy_number():
    return np.float64(0.16)
