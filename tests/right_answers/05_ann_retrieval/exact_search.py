"""Right answers to exact_search, written in different ways."""

import heapq
import math

import numpy as np
import torch
from scipy.spatial.distance import cdist
from sklearn.neighbors import NearestNeighbors

from course_utils.threads import load_faiss

faiss = load_faiss()


def sorted_whole(queries, gallery, k):
    queries = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    gallery = gallery / np.linalg.norm(gallery, axis=1, keepdims=True)
    cosines = queries @ gallery.T
    rows = np.argsort(-cosines, axis=1)[:, :k]
    return np.take_along_axis(cosines, rows, axis=1), rows


def partitioned_first(queries, gallery, k):
    lengths = np.linalg.norm(queries, axis=1)[:, None] * np.linalg.norm(gallery, axis=1)
    cosines = queries @ gallery.T / lengths
    k = min(k, len(gallery))
    some = np.argpartition(cosines, -k, axis=1)[:, -k:]
    order = np.argsort(-np.take_along_axis(cosines, some, axis=1), axis=1)
    rows = np.take_along_axis(some, order, axis=1)
    return np.take_along_axis(cosines, rows, axis=1), rows


def a_query_at_a_time(queries, gallery, k):
    found = []
    for query in queries:
        cosines = gallery @ query / (np.linalg.norm(gallery, axis=1) * np.linalg.norm(query))
        rows = cosines.argsort()[::-1][:k]
        found.append((cosines[rows], rows))
    return np.array([c for c, _ in found]), np.array([r for _, r in found])


def with_faiss(queries, gallery, k):
    vectors, asked = gallery.copy(), queries.copy()
    faiss.normalize_L2(vectors)
    faiss.normalize_L2(asked)
    index = faiss.IndexFlatIP(gallery.shape[1])
    index.add(vectors)
    return index.search(asked, min(k, len(gallery)))


def with_torch(queries, gallery, k):
    normalize = torch.nn.functional.normalize
    cosines = normalize(torch.from_numpy(queries)) @ normalize(torch.from_numpy(gallery)).T
    return torch.topk(cosines, min(k, len(gallery)), dim=1)


def with_scipy(queries, gallery, k):
    distances = cdist(queries, gallery, "cosine")
    rows = distances.argsort(axis=1)[:, :k]
    return [1 - np.take_along_axis(distances, rows, axis=1), rows]


def with_sklearn(queries, gallery, k):
    neighbours = NearestNeighbors(n_neighbors=min(k, len(gallery)), metric="cosine").fit(gallery)
    distances, rows = neighbours.kneighbors(queries)
    return 1 - distances, rows


def with_einsum(queries, gallery, k):
    lengths = np.sqrt(np.einsum("ij,ij->i", gallery, gallery))
    asked = queries / np.sqrt(np.einsum("ij,ij->i", queries, queries))[:, None]
    cosines = np.einsum("qd,nd->qn", asked, gallery / lengths[:, None])
    rows = np.flip(np.argsort(cosines, axis=1), axis=1)[:, :k]
    return np.take_along_axis(cosines, rows, axis=1), rows


def lists_from_a_heap(queries, gallery, k):
    scores, rows = [], []
    unit = [vector / math.sqrt(vector @ vector) for vector in gallery.astype(float)]
    for query in queries.astype(float):
        cosines = [float(query @ v) / math.sqrt(query @ query) for v in unit]
        best = heapq.nlargest(k, range(len(unit)), key=cosines.__getitem__)
        scores.append([cosines[row] for row in best])
        rows.append(best)
    return scores, rows
