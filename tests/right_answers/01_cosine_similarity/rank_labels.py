"""Right answers to rank_labels, written in different ways."""

import math

import numpy as np


def normalize_then_multiply(image, texts):
    image = image / np.linalg.norm(image)
    texts = texts / np.linalg.norm(texts, axis=1, keepdims=True)
    cosines = texts @ image
    order = np.argsort(-cosines)
    return order, cosines[order]


def divide_the_dot_products(image, texts):
    cosines = (texts * image).sum(axis=1) / np.sqrt((texts**2).sum(axis=1) * (image**2).sum())
    order = cosines.argsort()[::-1]
    return order, cosines[order]


def python_sorts_pairs(image, texts):
    scored = []
    for i, text in enumerate(texts):
        scored.append((text.dot(image) / math.hypot(*text) / math.hypot(*image), i))
    scored.sort(reverse=True)
    return np.array([i for _, i in scored]), np.array([s for s, _ in scored])
