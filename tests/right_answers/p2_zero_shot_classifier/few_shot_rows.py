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


def _unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def stacked(texts, images, targets, weight):
    rows = []
    for label in range(len(texts)):
        own = images[targets == label]
        row = (1 - weight) * texts[label] + weight * _unit(own.sum(0)) if len(own) else texts[label]
        rows.append(_unit(row))
    return np.stack(rows)


def where_there_are_pictures(texts, images, targets, weight):
    rows = np.array(texts, dtype=np.float64)
    seen = np.isin(np.arange(len(texts)), targets)
    means = np.stack([images[targets == label].mean(axis=0) for label in np.flatnonzero(seen)])
    rows[seen] += weight * (_unit(means) - texts[seen])
    return _unit(rows)


def weights_by_class(texts, images, targets, weight):
    member = np.eye(len(texts))[targets]
    share = weight * member.any(axis=0)[:, None]
    sums = member.T @ images
    return _unit(
        (1 - share) * texts + share * sums / np.maximum(1e-12, np.sqrt((sums**2).sum(1)))[:, None]
    )


def as_lists(texts, images, targets, weight):
    return stacked(texts, images, targets, weight).tolist()
