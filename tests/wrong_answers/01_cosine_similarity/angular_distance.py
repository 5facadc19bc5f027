"""Typical wrong answers to angular_distance. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def no_normalization(a, b):
    """Are the rows normalized?"""
    return np.arccos(np.clip(a @ b.T, -1, 1)) / np.pi


def degrees(a, b):
    """these are degrees"""
    return np.degrees(np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1)))


def radians(a, b):
    """these are radians"""
    return np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1))


def one_minus_cosine(a, b):
    """this is 1 - cos"""
    return 1 - _unit(a) @ _unit(b).T


def half_of_one_minus_cosine(a, b):
    """follows the cosine, not the angle"""
    return (1 - _unit(a) @ _unit(b).T) / 2


def no_clipping_gives_nan(a, b):
    """A cosine of 1.0000001 has no angle"""
    return np.arccos(_unit(a) @ _unit(b).T) / np.pi


def pairs_only_on_the_diagonal(a, b):
    """one value for every pair"""
    n = min(len(a), len(b))
    cosine = np.sum(_unit(a[:n]) * _unit(b[:n]), axis=1)
    return np.arccos(np.clip(cosine, -1, 1)) / np.pi


def cosines_in_float32(a, b):
    """Is something computed in float32?"""
    a, b = np.float32(a), np.float32(b)
    return np.arccos(np.clip(_unit(a) @ _unit(b).T, -1, 1)).astype(float) / np.pi


def mutates_its_input(a, b):
    """your function changed a"""
    a /= np.linalg.norm(a, axis=1, keepdims=True)
    b /= np.linalg.norm(b, axis=1, keepdims=True)
    return np.arccos(np.clip(a @ b.T, -1, 1)) / np.pi
