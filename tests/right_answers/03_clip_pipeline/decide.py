"""Right answers to decide, written in different ways."""

import math

import faiss
import numpy as np
import torch
from scipy.spatial.distance import cdist
from sklearn.metrics.pairwise import cosine_similarity


def lengths_divided_out(images, texts):
    table = images @ texts.T
    table = table / np.linalg.norm(images, axis=1)[:, None] / np.linalg.norm(texts, axis=1)
    return np.argmax(table, axis=1), np.argmax(table, axis=0)


def only_the_gallery_normalized(images, texts):
    def unit(x):
        return x / np.sqrt((x**2).sum(axis=1, keepdims=True))

    return (images @ unit(texts).T).argmax(axis=1), (texts @ unit(images).T).argmax(axis=1)


def the_nearest_on_the_sphere(images, texts):
    a = images / np.linalg.norm(images, axis=1, keepdims=True)
    b = texts / np.linalg.norm(texts, axis=1, keepdims=True)
    distances = ((a[:, None] - b[None]) ** 2).sum(axis=2)
    return distances.argmin(axis=1), distances.argmin(axis=0)


def in_float32(images, texts):
    return tuple(x.astype(np.uint8) for x in lengths_divided_out(*map(np.float32, (images, texts))))


def tensors(images, texts):
    images, texts = torch.from_numpy(images), torch.from_numpy(texts)
    table = torch.nn.functional.cosine_similarity(images[:, None], texts[None], dim=2)
    return table.argmax(dim=1), table.max(dim=0).indices


def two_lists(images, texts):
    def cosine(x, y):
        return sum(a * b for a, b in zip(x, y, strict=True)) / math.hypot(*x) / math.hypot(*y)

    def best(queries, gallery):
        return [max(range(len(gallery)), key=lambda j: cosine(q, gallery[j])) for q in queries]

    return [best(images, texts), best(texts, images)]


def scipys_distances(images, texts):
    far = cdist(images, texts, metric="cosine")
    return np.argmin(far, axis=1), np.argsort(far, axis=0)[0]


def sklearns_table(images, texts):
    table = cosine_similarity(images, texts)
    return np.argmax(table, 1).tolist(), np.argmax(table.T, 1).tolist()


def filled_into_zeros(images, texts):
    chosen, asked = np.zeros(len(images)), np.zeros(len(texts))
    for i, image in enumerate(images):
        chosen[i] = np.argmax([image @ t / np.sqrt(t @ t) for t in texts])
    for j, text in enumerate(texts):
        asked[j] = np.argmax([text @ x / np.sqrt(x @ x) for x in images])
    return chosen, asked


def two_indices(images, texts):
    def search(queries, gallery):
        unit = [np.ascontiguousarray(x, dtype=np.float32) for x in (queries, gallery)]
        for x in unit:
            faiss.normalize_L2(x)
        index = faiss.IndexFlatIP(gallery.shape[1])
        index.add(unit[1])
        return index.search(unit[0], 1)[1].ravel()

    return search(images, texts), search(texts, images)


def einsum_in_a_dict(images, texts):
    a, b = (x / np.hypot.reduce(x, axis=1)[:, None] for x in (images, texts))
    cosines = np.einsum("id,jd->ij", a, b)
    found = {axis: cosines.argmax(axis=axis) for axis in (1, 0)}
    return tuple(found.values())
