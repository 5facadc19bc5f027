"""Right answers to stage_losses, differently written."""

from collections import Counter
from fractions import Fraction

import numpy as np
import torch

from course_utils.metrics import hit_rate_at_k


def two_shares(candidates, ranked, right, K):
    first = [row[0] in ids for row, ids in zip(ranked, right, strict=True)]
    among = [not set(ids).isdisjoint(row[:K]) for row, ids in zip(candidates, right, strict=True)]
    answered, bound = np.mean(first), np.mean(among)
    return [answered, bound - answered, 1 - bound]


def counted(candidates, ranked, right, K):
    counts = [0, 0, 0]
    for before, after, ids in zip(candidates, ranked, right, strict=True):
        if after[0] in ids:
            counts[0] += 1
        elif any(i in ids for i in before[:K]):
            counts[1] += 1
        else:
            counts[2] += 1
    return tuple(count / len(right) for count in counts)


def named(candidates, ranked, right, K):
    def kind(before, after, ids):
        if after[0] in ids:
            return "answered"
        return "misread" if set(ids) & set(before[:K].tolist()) else "missed"

    kinds = Counter(map(kind, candidates, ranked, right))
    return [Fraction(kinds[name], len(right)) for name in ("answered", "misread", "missed")]


def matrices(candidates, ranked, right, K):
    hit = np.stack([np.isin(row, ids) for row, ids in zip(candidates, right, strict=True)])
    first = np.stack([np.isin(row[0], ids) for row, ids in zip(ranked, right, strict=True)])
    among = hit[:, :K].any(axis=1)
    return np.stack([first, among & ~first, ~among]).mean(axis=1)


def the_read_are_the_same(candidates, ranked, right, K):
    places = []
    for row, ids in zip(ranked, right, strict=True):
        found = np.flatnonzero(np.isin(row[:K], ids))
        places.append(found[0] if len(found) else K)
    places = np.array(places)
    return np.array(
        [(places == 0).mean(), ((places > 0) & (places < K)).mean(), (places == K).mean()]
    )


def rank_of_the_first_right(candidates, ranked, right, K):
    shares = np.zeros(3)
    for before, after, ids in zip(candidates.tolist(), ranked.tolist(), right, strict=True):
        ranks = [before.index(i) for i in ids if i in before]
        missed = not ranks or min(ranks) >= K
        shares[2 if missed else 0 if after[0] in ids else 1] += 1 / len(right)
    return shares


def padded_table(candidates, ranked, right, K):
    longest = max(map(len, right))
    table = np.array([ids + [-1] * (longest - len(ids)) for ids in right])
    among = (candidates[:, :K, None] == table[:, None]).any(axis=(1, 2))
    first = (ranked[:, :1] == table).any(axis=1)
    return [first.mean(), (among & ~first).mean(), (~among).mean()]


def tensors(candidates, ranked, right, K):
    read, first = torch.as_tensor(candidates)[:, :K], torch.as_tensor(ranked)[:, 0]
    rows = [torch.isin(r, torch.tensor(ids)).any() for r, ids in zip(read, right, strict=True)]
    top = [torch.isin(f, torch.tensor(ids)) for f, ids in zip(first, right, strict=True)]
    among, top = torch.stack(rows), torch.stack(top)
    return torch.stack([top, among & ~top, ~among]).double().mean(dim=1)


def bincount(candidates, ranked, right, K):
    kinds = []
    for query, ids in enumerate(right):
        read = candidates[query, :K]
        kinds.append(0 if ranked[query, 0] in ids else 1 if np.intersect1d(read, ids).size else 2)
    return np.bincount(kinds, minlength=3) / len(kinds)


def the_courses_hit_rate(candidates, ranked, right, K):
    bound = hit_rate_at_k(candidates, right, K)
    answered = hit_rate_at_k(ranked, right, 1)
    return answered, bound - answered, 1 - bound
