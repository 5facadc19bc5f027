"""Typical wrong answers to name_or_unknown. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def no_normalization(images, prototypes, labels, threshold):
    """Are the prototypes normalized?"""
    scores = images @ prototypes.T
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def pictures_not_normalized(images, prototypes, labels, threshold):
    """Are the pictures normalized?"""
    scores = images @ _unit(prototypes).T
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def prototypes_not_normalized(images, prototypes, labels, threshold):
    """Are the prototypes normalized?"""
    scores = _unit(images) @ prototypes.T
    return [labels[r.argmax()] if r.max() >= threshold else "unknown" for r in scores]


def farthest_label(images, prototypes, labels, threshold):
    """the farthest label wins"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[r.argmin()] if r.max() >= threshold else "unknown" for r in scores]


def row_numbers(images, prototypes, labels, threshold):
    """give names, not numbers"""
    scores = _unit(images) @ _unit(prototypes).T
    return [int(r.argmax()) if r.max() >= threshold else -1 for r in scores]


def one_fate_for_all(images, prototypes, labels, threshold):
    """all pictures share one fate"""
    scores = _unit(images) @ _unit(prototypes).T
    if scores.max() < threshold:
        return ["unknown"] * len(images)
    return [labels[i] for i in scores.argmax(axis=1)]


def only_above_the_threshold(images, prototypes, labels, threshold):
    """under, or at it?"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[r.argmax()] if r.max() > threshold else "unknown" for r in scores]


only_above_the_threshold.only_visible = "random cosines are never equal to the threshold"


def never_unknown(images, prototypes, labels, threshold):
    """a cosine of 0.58 passed a threshold of 0.9"""
    scores = _unit(images) @ _unit(prototypes).T
    return [labels[i] for i in scores.argmax(axis=1)]
