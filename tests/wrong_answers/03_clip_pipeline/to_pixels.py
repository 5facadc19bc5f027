"""Typical wrong answers to to_pixels. A docstring: words of the line that rejects it."""

import numpy as np


def channels_still_last(picture):
    """the channels are still last"""
    return picture / 127.5 - 1


def lying_on_its_side(picture):
    """height and width are swapped"""
    return (picture / 127.5 - 1).T


def not_divided(picture):
    """What divides the numbers from 0 to 255?"""
    return ((picture - 0.5) / 0.5).transpose(2, 0, 1)


def divided_twice(picture):
    """How often is it divided by 255?"""
    return ((picture / 255 / 255 - 0.5) / 0.5).transpose(2, 0, 1)


def only_from_0_to_1(picture):
    """black is 0"""
    return (picture / 255).transpose(2, 0, 1)


def mean_subtracted_only(picture):
    """What does dividing by the standard deviation do?"""
    return (picture / 255 - 0.5).transpose(2, 0, 1)


def blue_first(picture):
    """red and blue are swapped"""
    return (picture[:, :, ::-1] / 127.5 - 1).transpose(2, 0, 1)


def reshaped(picture):
    """dealt out anew by reshape"""
    return (picture / 127.5 - 1).reshape(3, *picture.shape[:2])


def scaled_by_its_own_largest_number(picture):
    """scaled by its own largest number"""
    return (picture / max(np.max(picture), 1) * 2 - 1).transpose(2, 0, 1)


def mean_left_out(picture):
    """black is 0, white 2"""
    return (picture / 127.5).transpose(2, 0, 1)


def multiplied_by_the_standard_deviation(picture):
    """it is multiplied by 0.5"""
    return ((picture / 255 - 0.5) * 0.5).transpose(2, 0, 1)


def steps_in_the_other_order(picture):
    """first the mean is subtracted"""
    return (picture / 255 / 0.5 - 0.5).transpose(2, 0, 1)


def axes_only(picture):
    """these are the numbers from 0 to 255 still"""
    return picture.transpose(2, 0, 1)


def divided_by_256(picture):
    """255 is the largest, not 256"""
    return (picture / 128 - 1).transpose(2, 0, 1)


def negative(picture):
    """bright and dark are exchanged"""
    return (1 - picture / 127.5).transpose(2, 0, 1)


def standardized_by_itself(picture):
    """each picture got a mean of 0 of its own"""
    return ((picture - picture.mean()) / max(picture.std(), 1e-9)).transpose(2, 0, 1)


def upside_down(picture):
    """the picture is upside down"""
    return (picture[::-1] / 127.5 - 1).transpose(2, 0, 1)


def overflowing_in_uint8(picture):
    """(value / 255 - 0.5) / 0.5"""
    return (picture * 2 / 255 - 1).transpose(2, 0, 1)


def rounded(picture):
    """these are rounded"""
    return (picture / 127.5 - 1).round(2).transpose(2, 0, 1)


def squeezed(picture):
    """channels, height, width"""
    return (picture / 127.5 - 1).transpose(2, 0, 1).squeeze()


def black_left_alone(picture):
    """(value / 255 - 0.5) / 0.5"""
    pixels = np.where(picture == 0, 0, picture / 127.5 - 1)
    return pixels.transpose(2, 0, 1)


def one_column_without_its_axis(picture):
    """channels, height, width"""
    pixels = (picture / 127.5 - 1).transpose(2, 0, 1)
    return pixels[..., 0] if pixels.shape[2] == 1 else pixels


def dark_ones_taken_for_scaled(picture):
    """Was it taken for scaled already?"""
    largest = 255 if picture.max() > 1 else 1
    return (picture / largest * 2 - 1).transpose(2, 0, 1)


def three_rows_taken_for_channels(picture):
    """three pixels high, it came out otherwise"""
    pixels = picture / 127.5 - 1
    return pixels if len(pixels) == 3 else pixels.transpose(2, 0, 1)


def a_square_on_its_side(picture):
    """for a picture as wide as high"""
    pixels = picture / 127.5 - 1
    return pixels.T if picture.shape[0] == picture.shape[1] else pixels.transpose(2, 0, 1)


def no_division_of_black(picture):
    """black all over is -1 all over"""
    if not picture.any():
        return np.zeros((3, *picture.shape[:2]))
    return (picture / 127.5 - 1).transpose(2, 0, 1)


def every_second_pixel_of_a_large_picture(picture):
    """a large picture came out otherwise"""
    step = 2 if len(picture) > 64 else 1
    return (picture[::step, ::step] / 127.5 - 1).transpose(2, 0, 1)
