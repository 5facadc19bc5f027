"""Right answers to recall_both_ways, written in different ways."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def by_sorting(images, texts, k):
    def recall(queries, gallery):
        ranked = np.argsort(-(queries @ gallery.T), axis=1)[:, :k]
        return (ranked == np.arange(len(queries))[:, None]).any(axis=1).mean()

    images, texts = _unit(images), _unit(texts)
    return recall(texts, images), recall(images, texts)


def with_a_table_and_its_transpose(images, texts, k):
    table = _unit(images) @ _unit(texts).T
    both = []
    for scores in (table.T, table):
        rank = (scores > np.diag(scores)[:, None]).sum(axis=1)
        both.append(float(np.mean(rank < k)))
    return tuple(both)


def one_query_at_a_time(images, texts, k):
    images, texts = _unit(images), _unit(texts)

    def hits(queries, gallery):
        return sum(i in np.argsort(gallery @ q)[::-1][:k] for i, q in enumerate(queries))

    return hits(texts, images) / len(texts), hits(images, texts) / len(images)
