"""Right answers to few_shot_rows, differently written."""

import numpy as np


def in_a_loop(texts, images, targets, weight):
    rows = texts.copy()
    for label in np.unique(targets):
        mean = images[targets == label].mean(axis=0)
        rows[label] = (1 - weight) * texts[label] + weight * mean / np.linalg.norm(mean)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def one_product(texts, images, targets, weight):
    sums = (targets == np.arange(len(texts))[:, None]).astype(float) @ images
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    means = np.where(lengths > 0, sums / np.maximum(lengths, 1e-300), texts)
    rows = (1 - weight) * texts + weight * means
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def summed(texts, images, targets, weight):
    sums = np.zeros_like(texts)
    np.add.at(sums, targets, images)
    rows = []
    for text, total in zip(texts, sums, strict=True):
        if total.any():
            text = (1 - weight) * text + weight * total / np.sqrt(total @ total)
        rows.append(text / np.sqrt(text @ text))
    return rows


def with_torch(texts, images, targets, weight):
    import torch
    from torch.nn.functional import normalize

    rows = torch.from_numpy(texts).clone()
    for label in range(len(rows)):
        own = torch.from_numpy(images[targets == label])
        if len(own):
            rows[label] = torch.lerp(rows[label], normalize(own.mean(0), dim=0), weight)
    return normalize(rows, dim=1)
