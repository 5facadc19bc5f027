"""Right answers to recall_both_ways, written in different ways."""

from fractions import Fraction

import numpy as np
import torch
from scipy.spatial.distance import cdist
from scipy.stats import rankdata
from sklearn.metrics import top_k_accuracy_score


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


def in_float32(images, texts, k):
    found = with_a_table_and_its_transpose(np.float32(images), np.float32(texts), k)
    return tuple(map(np.float32, found))


def tensors(images, texts, k):
    unit = torch.nn.functional.normalize
    table = unit(torch.from_numpy(images)) @ unit(torch.from_numpy(texts)).T
    own = torch.arange(len(table))

    def recall(scores):
        return (scores.topk(k, dim=1).indices == own[:, None]).any(dim=1).float().mean()

    return recall(table.T), recall(table)


def one_array(images, texts, k):
    far = cdist(images, texts, "cosine")
    ranks = np.array([np.diag(rankdata(far, axis=0)), np.diag(rankdata(far, axis=1))])
    return (ranks <= k).mean(axis=1)


def partitions(images, texts, k):
    table = _unit(images) @ _unit(texts).T
    shares = []
    for scores in (table.T, table):
        worst_kept = np.partition(scores, -k, axis=1)[:, -k]
        shares.append((np.diag(scores) >= worst_kept).mean())
    return shares


def sklearns_accuracy(images, texts, k):
    table, own = _unit(images) @ _unit(texts).T, np.arange(len(images))
    return tuple(
        1.0 if k == len(own) else top_k_accuracy_score(own, scores, k=k, labels=own)
        for scores in (table.T, table)
    )


def fractions(images, texts, k):
    table, n = (_unit(images) @ _unit(texts).T).tolist(), len(images)

    def found(better):
        return Fraction(sum(sum(better(i, j) for j in range(n)) < k for i in range(n)), n)

    return (
        found(lambda i, j: table[j][i] > table[i][i]),
        found(lambda i, j: table[i][j] > table[i][i]),
    )


def arrays_without_dimensions(images, texts, k):
    return tuple(np.array(share) for share in by_sorting(images, texts, k))


def einsum_and_flip(images, texts, k):
    lengths = np.outer(np.linalg.norm(images, axis=1), np.linalg.norm(texts, axis=1))
    cosines = np.einsum("id,jd->ij", images, texts) / lengths
    own = np.einsum("ii->i", cosines)
    ways = [np.count_nonzero(cosines > own, axis=0), np.count_nonzero(own < cosines.T, axis=0)]
    text_to_image, image_to_text = (np.less(way, k).sum() / len(own) for way in ways)
    return text_to_image, image_to_text
