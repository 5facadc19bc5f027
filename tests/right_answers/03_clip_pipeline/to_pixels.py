"""Right answers to to_pixels, written in different ways."""

import numpy as np
import torch


def in_one_step(picture):
    return np.moveaxis(picture, -1, 0) / 127.5 - 1


def channel_by_channel(picture):
    return np.stack([2 * (picture[:, :, c] / 255) - 1 for c in range(3)])


def as_floats_first(picture):
    scaled = (picture.astype(float) - 127.5) / 127.5
    return np.einsum("hwc->chw", scaled)


def in_float32(picture):
    x = picture.astype(np.float32) / np.float32(255)
    return ((x - np.float32(0.5)) / np.float32(0.5)).transpose(2, 0, 1)


def a_list_of_lists(picture):
    height, width, _ = picture.shape
    return [
        [[(int(picture[y, x, c]) / 255 - 0.5) / 0.5 for x in range(width)] for y in range(height)]
        for c in range(3)
    ]


def a_tensor(picture):
    return (torch.from_numpy(picture).permute(2, 0, 1).float() / 255 - 0.5) / 0.5


def axes_swapped_twice(picture):
    return (picture / 255.0).swapaxes(0, 2).swapaxes(1, 2) * 2 - 1


def rolled(picture):
    return np.subtract(np.divide(np.rollaxis(picture, 2), 127.5), 1)


def by_a_table_of_all_256(picture):
    table = np.linspace(-1, 1, 256)
    return table[picture].transpose(2, 0, 1)


def interpolated(picture):
    return np.interp(np.moveaxis(picture, 2, 0), [0, 255], [-1, 1])


def split_and_stacked(picture):
    channels = (np.squeeze(part, 2) for part in np.split(picture, 3, axis=2))
    return tuple(channel / 255 * 2 - 1 for channel in channels)


def pixel_by_pixel(picture):
    out = np.zeros((3, *picture.shape[:2]))
    for (y, x, c), value in np.ndenumerate(picture):
        out[c, y, x] = (value / 255 - 0.5) / 0.5
    return out
