"""Typical wrong answers to model_input. A docstring: words of the line that rejects it."""

import numpy as np


def both_bugs_left(picture, mean, std):
    """mean and std are swapped"""
    return ((picture / 255 - std) / mean).transpose(2, 0, 1)


def still_divided_twice(picture, mean, std):
    """divided by 255 twice"""
    return ((picture / 255 - mean) / std).transpose(2, 0, 1)


def never_divided(picture, mean, std):
    """still from 0 to 255"""
    return ((picture - mean) / std).transpose(2, 0, 1)


def mean_and_std_still_swapped(picture, mean, std):
    """mean and std are swapped"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    return ((picture - std) / mean).transpose(2, 0, 1)


def scale_guessed_from_brightness(picture, mean, std):
    """taken for its scale"""
    picture = picture / 255 if picture.max() > 1 else picture
    return ((picture - mean) / std).transpose(2, 0, 1)


scale_guessed_from_brightness.only_visible = "nearly black pictures are rare"


def means_in_blue_green_red(picture, mean, std):
    """wrong order"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    return ((picture - mean[::-1]) / std[::-1]).transpose(2, 0, 1)
