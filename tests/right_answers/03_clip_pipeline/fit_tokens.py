"""Right answers to fit_tokens, written in different ways."""

import numpy as np


def step_by_step(ids, length):
    kept = list(ids)
    while len(kept) > length:
        del kept[-2]
    mask = [1 for _ in kept]
    while len(kept) < length:
        kept.append(0)
        mask.append(0)
    return kept, mask


def as_arrays(ids, length):
    out, mask = np.zeros(length, dtype=int), np.zeros(length, dtype=int)
    n = min(len(ids), length)
    out[:n], mask[:n] = ids[:n], 1
    out[n - 1] = ids[-1]
    return out.tolist(), mask.tolist()


def words_apart(ids, length):
    words = ids[1:-1][: length - 2]
    kept = [ids[0], *words, ids[-1]]
    return kept + [0] * (length - len(kept)), [int(i < len(kept)) for i in range(length)]
