"""Typical wrong answers to decide. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def axes_exchanged(images, texts):
    """the two are exchanged"""
    cosines = _unit(images) @ _unit(texts).T
    return cosines.argmax(axis=0), cosines.argmax(axis=1)


def lowest_cosine(images, texts):
    """lowest cosines"""
    cosines = _unit(images) @ _unit(texts).T
    return cosines.argmin(axis=1), cosines.argmin(axis=0)


def dot_products(images, texts):
    """Are the texts normalized?"""
    dots = images @ texts.T
    return dots.argmax(axis=1), dots.argmax(axis=0)


def texts_normalized_only(images, texts):
    """Are the images normalized too?"""
    dots = images @ _unit(texts).T
    return dots.argmax(axis=1), dots.argmax(axis=0)


def one_direction(images, texts):
    """return two arrays"""
    return (_unit(images) @ _unit(texts).T).argmax(axis=1)


def cosines_instead_of_rows(images, texts):
    """the highest cosine wins, image to text"""
    cosines = _unit(images) @ _unit(texts).T
    return cosines.max(axis=1), cosines.max(axis=0)
