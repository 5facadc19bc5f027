"""Right answers to score_gradient, written in different ways."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from scipy.special import logsumexp, softmax


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


def in_float32(cosines, temperature):
    x = np.float32(cosines) / np.float32(temperature)
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.diag_indices(len(p))] -= 1
    return p / np.float32(temperature * len(p))


def a_tensor(cosines, temperature):
    x = torch.from_numpy(cosines)
    p = F.softmax(x / temperature, dim=1)
    return (p - torch.eye(len(x))) / (temperature * len(x))


def a_list_of_lists(cosines, temperature):
    n, slopes = len(cosines), []
    for i, row in enumerate(cosines.tolist()):
        weights = [math.exp(c / temperature) for c in row]
        total = sum(weights)
        slopes.append([(w / total - (i == j)) / temperature / n for j, w in enumerate(weights)])
    return slopes


def small_steps(cosines, temperature):
    def loss(table):
        return np.mean(logsumexp(table / temperature, axis=1) - np.diag(table) / temperature)

    slopes = np.zeros(cosines.shape)
    for place in np.ndindex(cosines.shape):
        step = np.zeros(cosines.shape)
        step[place] = 1e-5
        slopes[place] = (loss(cosines + step) - loss(cosines - step)) / 2e-5
    return slopes


def torchs_gradient_of_a_function(cosines, temperature):
    def loss(x):
        return -(x / temperature).log_softmax(1).diagonal().mean()

    return torch.func.grad(loss)(torch.tensor(cosines))


def a_jacobian_of_the_softmax(cosines, temperature):
    n = len(cosines)
    p = softmax(cosines / temperature, axis=1)
    own = np.einsum("ii->i", p)
    jacobian = np.einsum("ij,jk->ijk", p, np.eye(n)) - np.einsum("ij,ik->ijk", p, p)
    by_score = -np.einsum("iik->ik", jacobian) / own[:, None]
    return by_score / (temperature * n)


def rows_from_a_generator(cosines, temperature):
    n = len(cosines)
    rows = (softmax(row / temperature) - unit for row, unit in zip(cosines, np.eye(n), strict=True))
    return np.stack(list(rows)) / (temperature * n)
