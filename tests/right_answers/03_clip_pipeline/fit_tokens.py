"""Right answers to fit_tokens, written in different ways."""

from itertools import chain, islice, repeat

import numpy as np
import torch


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


def two_arrays(ids, length):
    kept = np.array(ids if len(ids) <= length else ids[: length - 1] + ids[-1:])
    return np.pad(kept, (0, length - len(kept))), np.arange(length) < len(kept)


def two_tensors(ids, length):
    kept = torch.tensor(ids[: length - 1] + ids[-1:] if len(ids) > length else ids)
    padded = torch.nn.functional.pad(kept, (0, length - len(kept)))
    return padded, (torch.arange(length) < len(kept)).long()


def two_tuples(ids, length):
    *words, end = ids
    kept = (*words[: length - 1], end)
    return tuple(islice(chain(kept, repeat(0)), length)), tuple(
        1 if i < len(kept) else 0 for i in range(length)
    )


def a_list_of_both(ids, length):
    end = ids[-1]
    kept = [*ids[:-1][: length - 1], end]
    fill = [0] * max(0, length - len(kept))
    return [kept + fill, [1 for _ in kept] + fill]


def filled_first_then_cut(ids, length):
    out = (ids + [0] * length)[:length]
    if len(ids) > length:
        out[-1] = ids[-1]
    return out, [int(place < len(ids)) for place in range(length)]


def filled_into_zeros(ids, length):
    out, mask = np.zeros((2, length))
    n = min(len(ids), length)
    out[:n] = ids[:n]
    out[n - 1], mask[:n] = ids[-1], 1
    return out, mask


def one_array_of_two_rows(ids, length):
    return np.array(step_by_step(ids, length), dtype=np.int32)


def by_recursion(ids, length):
    if len(ids) > length:
        return by_recursion(ids[:-2] + ids[-1:], length)
    if len(ids) < length:
        shorter, mask = by_recursion(ids, length - 1)
        return [*shorter, 0], [*mask, 0]
    return ids, [1] * length
