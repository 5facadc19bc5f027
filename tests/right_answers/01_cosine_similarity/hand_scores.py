"""Right answers to hand_scores, written in different ways."""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import torch
from scipy.spatial.distance import cosine


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


def an_array():
    return np.array([0.99875, 0.8, 0.96])


def an_array_in_float32():
    return np.float32([0.9988, 0.8, 0.96])


def rounded_numpy_numbers():
    image = np.array([0.6, 0.8])
    texts = np.array([[0.64, 0.77], [0, 1], [0.8, 0.6]])
    return list(np.round(texts @ image / np.linalg.norm(texts, axis=1), 3))


def a_tensor():
    image, texts = torch.tensor([[0.6, 0.8]]), torch.tensor([[0.64, 0.77], [0, 1], [0.8, 0.6]])
    return torch.nn.functional.cosine_similarity(image, texts)


def fractions():
    return [Fraction(999, 1000), Fraction(4, 5), Fraction(24, 25)]


def decimals():
    return [Decimal("0.999"), Decimal("0.8"), Decimal("0.96")]


def from_scipy():
    return [1 - cosine([0.6, 0.8], text) for text in ([0.64, 0.77], [0, 1], [0.8, 0.6])]
