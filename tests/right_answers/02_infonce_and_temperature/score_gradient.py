"""Right answers to score_gradient, written in different ways."""

import numpy as np
import torch
import torch.nn.functional as F
from scipy.special import softmax


def softmax_minus_identity(cosines, temperature):
    n = len(cosines)
    return (softmax(cosines / temperature, axis=1) - np.eye(n)) / (n * temperature)


def automatic_differentiation(cosines, temperature):
    x = torch.tensor(cosines, requires_grad=True)
    F.cross_entropy(x / temperature, torch.arange(len(x))).backward()
    return x.grad.numpy()


def row_by_row(cosines, temperature):
    slopes = np.empty_like(cosines)
    for i, row in enumerate(cosines):
        weights = np.exp(row / temperature)
        slopes[i] = weights / weights.sum()
        slopes[i, i] -= 1
    return slopes / temperature / len(cosines)
