"""Right answers to cosine_hits, written in different ways."""

import numpy as np
import torch
from scipy.spatial.distance import cdist

from course_utils.threads import load_faiss

faiss = load_faiss()


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def inner_product_of_unit_vectors(queries, gallery, k):
    index = faiss.IndexHNSWFlat(gallery.shape[1], 16, faiss.METRIC_INNER_PRODUCT)
    index.add(_unit(gallery))
    return index.search(_unit(queries), k)


def distances_of_unit_vectors_turned_into_cosines(queries, gallery, k):
    index = faiss.IndexHNSWFlat(gallery.shape[1], 16)
    index.add(_unit(gallery))
    distances, rows = index.search(_unit(queries), k)
    return 1 - distances / 2, rows


def a_flat_index(queries, gallery, k):
    vectors, asked = gallery.astype(np.float32), queries.astype(np.float32)
    faiss.normalize_L2(vectors)
    faiss.normalize_L2(asked)
    index = faiss.IndexFlatIP(gallery.shape[1])
    index.add(vectors)
    return index.search(asked, k)


def without_faiss(queries, gallery, k):
    cosines = _unit(queries) @ _unit(gallery).T
    rows = np.argsort(-cosines, axis=1)[:, :k]
    return np.take_along_axis(cosines, rows, axis=1), rows


def an_inverted_file_of_one_cell(queries, gallery, k):
    coarse = faiss.IndexFlatIP(gallery.shape[1])
    index = faiss.IndexIVFFlat(coarse, gallery.shape[1], 1, faiss.METRIC_INNER_PRODUCT)
    index.cp.min_points_per_centroid = 1
    index.train(_unit(gallery))
    index.add(_unit(gallery))
    return index.search(_unit(queries), k)


def in_float64_and_lists(queries, gallery, k):
    cosines = 1 - cdist(queries.astype(float), gallery.astype(float), "cosine")
    rows = cosines.argsort(axis=1)[:, : -k - 1 : -1]
    return np.take_along_axis(cosines, rows, axis=1).tolist(), rows.tolist()


def with_torch(queries, gallery, k):
    unit = torch.nn.functional.normalize
    return torch.topk(unit(torch.from_numpy(queries)) @ unit(torch.from_numpy(gallery)).T, k)


def divided_afterwards(queries, gallery, k):
    """Whole gallery by inner product; the lengths are divided out before sorting."""
    index = faiss.IndexFlatIP(gallery.shape[1])
    index.add(gallery)
    products, rows = index.search(queries, len(gallery))
    cosines = products / np.linalg.norm(gallery, axis=1)[rows]
    cosines /= np.linalg.norm(queries, axis=1, keepdims=True)
    order = np.argsort(-cosines, axis=1)[:, :k]
    return [np.take_along_axis(x, order, axis=1) for x in (cosines, rows)]
