"""Right answers to rank_labels, written in different ways."""

import math
from collections import namedtuple

import numpy as np
import torch
from scipy.spatial.distance import cosine
from sklearn.metrics.pairwise import cosine_similarity


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


def in_float32(image, texts):
    image, texts = np.float32(image), np.float32(texts)
    cosines = texts @ image / np.linalg.norm(texts, axis=1) / np.linalg.norm(image)
    order = np.argsort(cosines)[::-1]
    return order.astype(np.int32), cosines[order]


def two_lists(image, texts):
    cosines = [1 - cosine(image, text) for text in texts]
    order = sorted(range(len(texts)), key=cosines.__getitem__, reverse=True)
    return order, [cosines[i] for i in order]


def a_list_of_both(image, texts):
    return list(normalize_then_multiply(image, texts))


def one_array_of_two_rows(image, texts):
    return np.stack(divide_the_dot_products(image, texts))


def torch_sorts(image, texts):
    image, texts = torch.from_numpy(image), torch.from_numpy(texts)
    best = torch.nn.functional.cosine_similarity(image[None], texts).sort(descending=True)
    return best.indices, best.values


def sklearn_cosines(image, texts):
    cosines = cosine_similarity(image[None], texts)[0]
    order = np.flip(np.argsort(cosines, kind="stable"))
    return order, np.take(cosines, order)


def einsum_and_lexsort(image, texts):
    cosines = np.einsum("d,nd->n", image, texts)
    cosines /= np.sqrt(np.einsum("nd,nd->n", texts, texts) * np.einsum("d,d->", image, image))
    order = np.lexsort((-cosines,))
    return tuple(order), tuple(cosines[order])


def best_taken_out_one_by_one(image, texts):
    left = {
        i: float(t @ image) / np.hypot.reduce(t) / np.hypot.reduce(image)
        for i, t in enumerate(texts)
    }
    order, cosines = [], []
    while left:
        best = max(left, key=left.get)
        order.append(best)
        cosines.append(left.pop(best))
    return np.array(order, dtype=np.uint8), np.array(cosines)


def named(image, texts):
    Ranking = namedtuple("Ranking", "order cosines")
    return Ranking(*python_sorts_pairs(image, texts))
