"""Typical wrong answers to rank_labels. A docstring: words of the line that rejects it."""

import numpy as np


def _cosines(image, texts):
    return texts @ image / np.linalg.norm(texts, axis=1) / np.linalg.norm(image)


def no_normalization(image, texts):
    """Are the texts normalized?"""
    scores = texts @ image
    order = np.argsort(-scores)
    return order, scores[order]


def image_normalized_only(image, texts):
    """the long vector won, though its angle is larger"""
    scores = texts @ (image / np.linalg.norm(image))
    order = np.argsort(-scores)
    return order, scores[order]


def texts_normalized_only(image, texts):
    """Are image and texts both normalized?"""
    scores = texts @ image / np.linalg.norm(texts, axis=1)
    order = np.argsort(-scores)
    return order, scores[order]


def worst_first(image, texts):
    """Which way does it sort?"""
    cosines = _cosines(image, texts)
    order = np.argsort(cosines)
    return order, cosines[order]


def ranks_instead_of_an_order(image, texts):
    """Which texts come first, second"""
    cosines = _cosines(image, texts)
    return np.argsort(np.argsort(-cosines)), np.sort(cosines)[::-1]


def cosines_left_unsorted(image, texts):
    """the cosines are still in the order of the texts"""
    cosines = _cosines(image, texts)
    return np.argsort(-cosines), cosines


def only_the_best(image, texts):
    """one row number for each text"""
    cosines = _cosines(image, texts)
    return cosines.argmax(), cosines.max()


def only_the_order(image, texts):
    """return two arrays"""
    return np.argsort(-_cosines(image, texts))
