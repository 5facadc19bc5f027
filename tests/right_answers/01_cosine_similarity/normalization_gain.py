"""Right answers to normalization_gain, written in different ways."""

from fractions import Fraction

import numpy as np
import torch
from scipy.spatial.distance import cdist
from sklearn.metrics import accuracy_score
from sklearn.metrics.pairwise import cosine_similarity


def two_recalls(queries, gallery):
    def recall(scores):
        return 100 * (scores.argmax(axis=1) == np.arange(len(scores))).mean()

    def unit(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    return recall(unit(queries) @ unit(gallery).T) - recall(queries @ gallery.T)


def only_the_gallery_matters(queries, gallery):
    dots = queries @ gallery.T
    partner = np.arange(len(queries))
    with_cosine = (dots / np.linalg.norm(gallery, axis=1)).argmax(axis=1) == partner
    with_dot = dots.argmax(axis=1) == partner
    return 100 * (with_cosine.sum() - with_dot.sum()) / len(queries)


def one_query_at_a_time(queries, gallery):
    gained = 0
    for i, query in enumerate(queries):
        dots = [query @ item for item in gallery]
        cosines = [query @ item / np.sqrt(item @ item) for item in gallery]
        gained += int(np.argmax(cosines) == i) - int(np.argmax(dots) == i)
    return float(gained / len(queries) * 100)


def in_float32(queries, gallery):
    queries, gallery = np.float32(queries), np.float32(gallery)
    unit = gallery / np.linalg.norm(gallery, axis=1, keepdims=True)
    right = np.arange(len(queries))
    found = [np.float32((queries @ g.T).argmax(1) == right).mean() for g in (unit, gallery)]
    return 100 * (found[0] - found[1])


def torch_answers(queries, gallery):
    queries, gallery = torch.from_numpy(queries), torch.from_numpy(gallery)

    def recall(scores):
        return 100 * (scores.argmax(1) == torch.arange(len(scores))).double().mean()

    unit = torch.nn.functional.normalize
    return recall(unit(queries) @ unit(gallery).T) - recall(queries @ gallery.T)


def nobody_is_better(queries, gallery):
    def percent(scores):
        own = np.einsum("ii->i", scores)
        return 100 * ((scores > own[:, None]).sum(axis=1) == 0).mean()

    dots = np.inner(queries, gallery)
    lengths = np.outer(np.linalg.norm(queries, axis=1), np.linalg.norm(gallery, axis=1))
    return percent(dots / lengths) - percent(dots)


def scipy_and_sorting(queries, gallery):
    by_cosine = np.argsort(cdist(queries, gallery, "cosine"), axis=1)[:, 0]
    by_dot = np.argsort(-(queries @ gallery.T), axis=1)[:, 0]
    own = np.arange(len(queries))
    return np.float64(np.mean(by_cosine == own) - np.mean(by_dot == own)) * 100


def sklearn_accuracy(queries, gallery):
    own = range(len(queries))
    tables = cosine_similarity(queries, gallery), queries @ gallery.T
    cosine, dot = (accuracy_score(own, table.argmax(axis=1)) for table in tables)
    return 100 * cosine - 100 * dot


def an_array_without_dimensions(queries, gallery):
    return np.array(two_recalls(queries, gallery))


def fractions(queries, gallery):
    def hits(gallery):
        return sum(int((gallery @ q).argmax()) == i for i, q in enumerate(queries))

    unit = (gallery.T / np.linalg.norm(gallery, axis=1)).T
    return Fraction(100 * (hits(unit) - hits(gallery)), len(queries))
