"""Right answers to truncated_search, written in different ways."""

import math

import faiss
import numpy as np
import torch
from scipy.spatial.distance import cdist
from sklearn.neighbors import NearestNeighbors


def normalized_after_the_cut(queries, gallery, dim):
    queries, gallery = queries[:, :dim], gallery[:, :dim]
    queries = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    gallery = gallery / np.linalg.norm(gallery, axis=1, keepdims=True)
    return (queries @ gallery.T).argmax(axis=1)


def only_the_gallery_needs_it(queries, gallery, dim):
    cut = gallery[:, :dim]
    return ((queries[:, :dim] @ cut.T) / np.linalg.norm(cut, axis=1)).argmax(axis=1)


def nearest_on_the_sphere(queries, gallery, dim):
    queries = queries[:, :dim] / np.linalg.norm(queries[:, :dim], axis=1, keepdims=True)
    gallery = gallery[:, :dim] / np.linalg.norm(gallery[:, :dim], axis=1, keepdims=True)
    return np.linalg.norm(queries[:, None] - gallery[None], axis=2).argmin(axis=1)


def normalized_twice(queries, gallery, dim):
    def unit(x):
        return x / np.linalg.norm(x, axis=1, keepdims=True)

    return np.argmax(unit(unit(queries)[:, :dim]) @ unit(unit(gallery)[:, :dim]).T, axis=1)


def in_float32(queries, gallery, dim):
    queries, gallery = np.float32(queries)[:, :dim], np.float32(gallery)[:, :dim]
    gallery /= np.linalg.norm(gallery, axis=1, keepdims=True)
    return (queries @ gallery.T).argmax(axis=1).astype(np.int32)


def a_list(queries, gallery, dim):
    best = []
    for query in queries.tolist():
        cosines = []
        for item in gallery.tolist():
            dot = sum(q * g for q, g in zip(query[:dim], item[:dim], strict=True))
            cosines.append(dot / math.hypot(*item[:dim]))
        best.append(cosines.index(max(cosines)))
    return best


def filled_into_zeros(queries, gallery, dim):
    best = np.zeros(len(queries))
    cut = gallery[:, :dim] / np.linalg.norm(gallery[:, :dim], axis=1, keepdims=True)
    for i, query in enumerate(queries):
        best[i] = np.argmax(cut @ query[:dim])
    return best


def torch_answers(queries, gallery, dim):
    unit = torch.nn.functional.normalize
    cosines = unit(torch.tensor(queries)[:, :dim]) @ unit(torch.tensor(gallery)[:, :dim]).T
    return cosines.max(dim=1).indices


def scipys_distances(queries, gallery, dim):
    return cdist(queries[:, :dim], gallery[:, :dim], "cosine").argmin(axis=1)


def sklearns_neighbours(queries, gallery, dim):
    search = NearestNeighbors(n_neighbors=1, metric="cosine").fit(gallery[:, :dim])
    return search.kneighbors(queries[:, :dim], return_distance=False).ravel()


def einsum_of_slices(queries, gallery, dim):
    keep = slice(None, dim)
    dots = np.einsum("qd,gd->qg", queries[:, keep], gallery[:, keep])
    return tuple(np.argsort(-dots / np.hypot.reduce(gallery[:, keep], axis=1), axis=1)[:, 0])


def an_index(queries, gallery, dim):
    index = faiss.IndexFlatIP(dim)
    for rows in (vectors := [np.float32(x[:, :dim]) for x in (gallery, queries)]):
        faiss.normalize_L2(rows)
    index.add(vectors[0])
    return index.search(vectors[1], 1)[1][:, 0]
