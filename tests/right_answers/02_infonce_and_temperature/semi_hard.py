"""Right answers to semi_hard, written in different ways."""

import numpy as np


def masked_argmax(cosines):
    masked = np.where(cosines < np.diag(cosines)[:, None], cosines, -9.0)
    return np.where(masked.max(axis=1) > -9, masked.argmax(axis=1), -1)


def row_by_row(cosines):
    chosen = []
    for i, row in enumerate(cosines):
        farther = [(cosine, -j) for j, cosine in enumerate(row) if cosine < row[i]]
        chosen.append(-max(farther)[1] if farther else -1)
    return np.array(chosen)


def by_sorting(cosines):
    order = np.argsort(-cosines, axis=1, kind="stable")
    place = (order == np.arange(len(cosines))[:, None]).argmax(axis=1)
    last = place == len(cosines) - 1
    after = order[np.arange(len(cosines)), np.minimum(place + 1, len(cosines) - 1)]
    return np.where(last, -1, after)
