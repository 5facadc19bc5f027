"""Right answers to to_pixels, written in different ways."""

import numpy as np


def in_one_step(picture):
    return np.moveaxis(picture, -1, 0) / 127.5 - 1


def channel_by_channel(picture):
    return np.stack([2 * (picture[:, :, c] / 255) - 1 for c in range(3)])


def as_floats_first(picture):
    scaled = (picture.astype(float) - 127.5) / 127.5
    return np.einsum("hwc->chw", scaled)
