"""Right answers to model_input, written in different ways."""

import numpy as np
import torch


def channels_first_then_normalized(picture, mean, std):
    scale = 255 if picture.dtype == np.uint8 else 1
    pixels = np.moveaxis(picture / scale, -1, 0)
    return (pixels - mean[:, None, None]) / std[:, None, None]


def any_whole_numbers(picture, mean, std):
    if np.issubdtype(picture.dtype, np.integer):
        picture = picture.astype(float) / 255.0
    return np.transpose((picture - mean) / std, (2, 0, 1))


def channel_by_channel(picture, mean, std):
    x = picture if picture.dtype.kind == "f" else picture / 255
    return np.stack([(x[..., c] - mean[c]) / std[c] for c in range(3)])


def in_float32(picture, mean, std):
    if picture.dtype == np.uint8:
        picture = picture.astype(np.float32) / 255
    x = (np.float32(picture) - np.float32(mean)) / np.float32(std)
    return x.transpose(2, 0, 1)


def a_tensor(picture, mean, std):
    x = torch.from_numpy(picture)
    x = x if x.is_floating_point() else x / 255
    x = (x - torch.from_numpy(mean)) / torch.from_numpy(std)
    return x.permute(2, 0, 1)


def a_list_of_lists(picture, mean, std):
    scale = 1 if isinstance(picture.flat[0], np.floating) else 255
    rows = picture.tolist()
    return [[[(p[c] / scale - mean[c]) / std[c] for p in row] for row in rows] for c in range(3)]


def by_the_size_of_an_item(picture, mean, std):
    whole = picture.itemsize == 1
    return np.einsum("hwc->chw", (picture / (255 if whole else 1) - mean) / std)


def by_the_largest_of_its_kind(picture, mean, std):
    if np.issubdtype(picture.dtype, np.unsignedinteger):
        picture = picture / np.iinfo(picture.dtype).max
    return np.rollaxis((picture - mean) / std, 2)


def one_factor_and_one_offset(picture, mean, std):
    factor = np.where(picture.dtype.kind == "u", 1 / 255, 1.0) / std
    return np.moveaxis(picture * factor - mean / std, 2, 0)


def with_a_helper(picture, mean, std):
    def scaled(x):
        match x.dtype.name:
            case "uint8":
                return x / 255
            case _:
                return x

    return np.stack(list(np.moveaxis((scaled(picture) - mean) / std, 2, 0)))
