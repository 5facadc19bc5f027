"""Right answers to truncated_search, written in different ways."""

import numpy as np


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
