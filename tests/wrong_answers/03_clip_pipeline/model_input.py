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


def means_in_blue_green_red(picture, mean, std):
    """wrong order"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    return ((picture - mean[::-1]) / std[::-1]).transpose(2, 0, 1)


def kind_compared_with_float(picture, mean, std):
    """float32 from 0 to 1 is not scaled again: this picture was divided by 255 twice"""
    picture = picture if picture.dtype == float else picture / 255
    return ((picture - mean) / std).transpose(2, 0, 1)


def std_multiplies(picture, mean, std):
    """std multiplies"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    return ((picture - mean) * std).transpose(2, 0, 1)


def std_left_out(picture, mean, std):
    """std is left out"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    return (picture - mean).transpose(2, 0, 1)


def mean_left_out(picture, mean, std):
    """the mean is left out"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    return (picture / std).transpose(2, 0, 1)


def channels_last(picture, mean, std):
    """expected channels, height, width"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    return (picture - mean) / std


def lying_on_its_side(picture, mean, std):
    """expected channels, height, width"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    return ((picture - mean) / std).T


def divided_by_its_own_largest(picture, mean, std):
    """its brightness was taken for its scale"""
    picture = picture / picture.max()
    return ((picture - mean) / std).transpose(2, 0, 1)


def guessed_from_above_two(picture, mean, std):
    """its brightness was taken for its scale"""
    picture = picture / 255 if picture.max() >= 2 else picture
    return ((picture - mean) / std).transpose(2, 0, 1)


def floats_scaled_instead(picture, mean, std):
    """still from 0 to 255"""
    picture = picture if picture.dtype == np.uint8 else picture / 255
    return ((picture - mean) / std).transpose(2, 0, 1)


def reshaped(picture, mean, std):
    """(value / 255 - mean) / std"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    return ((picture - mean) / std).reshape(3, *picture.shape[:2])


def two_widths_of_floats(picture, mean, std):
    """divided by 255 twice"""
    scaled = picture if picture.dtype in (np.float32, np.float64) else picture / 255
    return ((scaled - mean) / std).transpose(2, 0, 1)


def along_the_width_of_three(picture, mean, std):
    """three pixels wide, it came out otherwise"""
    picture = picture / 255 if picture.dtype == np.uint8 else picture
    planes = picture.transpose(2, 0, 1)
    if planes.shape[2] == 3:
        return (planes - mean) / std
    return (planes - mean[:, None, None]) / std[:, None, None]


def floats_made_bytes(picture, mean, std):
    """(value - mean) / std"""
    if picture.dtype != np.uint8:
        picture = (picture * 255).astype(np.uint8)
    return ((picture / 255 - mean) / std).transpose(2, 0, 1)


def told_by_whole_numbers(picture, mean, std):
    """its numbers are all whole, and it is floats still"""
    picture = picture / 255 if (picture == np.rint(picture)).all() else picture
    return ((picture - mean) / std).transpose(2, 0, 1)


def three_rows_taken_for_channels(picture, mean, std):
    """Which axis do mean and std go along?"""
    scaled = picture / 255 if picture.dtype == np.uint8 else picture
    if len(scaled) == 3:
        return (scaled - mean[:, None, None]) / std[:, None, None]
    return ((scaled - mean) / std).transpose(2, 0, 1)


def a_square_on_its_side(picture, mean, std):
    """two pixels wide, it came out otherwise"""
    scaled = picture / 255 if picture.dtype == np.uint8 else picture
    order = (2, 1, 0) if picture.shape[0] == picture.shape[1] else (2, 0, 1)
    return ((scaled - mean) / std).transpose(order)


def a_small_deviation_raised(picture, mean, std):
    """another model has another mean and std"""
    scaled = picture / 255 if picture.dtype == np.uint8 else picture
    return ((scaled - mean) / np.maximum(std, 0.2)).transpose(2, 0, 1)


def no_mean_is_the_pocket_models(picture, mean, std):
    """another model has another mean and std"""
    scaled = picture / 255 if picture.dtype == np.uint8 else picture
    return ((scaled - np.where(mean == 0, 0.5, mean)) / std).transpose(2, 0, 1)
