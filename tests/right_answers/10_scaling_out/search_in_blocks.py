"""Right answers to search_in_blocks, differently written."""

import heapq
from bisect import insort
from functools import reduce
from itertools import islice

import numpy as np
import torch
from scipy.stats import rankdata


def joined_and_sorted(read, n, queries, k, block):
    scores, rows = np.empty((len(queries), 0)), np.empty((len(queries), 0), dtype=int)
    for at in range(0, n, block):
        found = queries @ read(at, at + block).T
        here = np.broadcast_to(np.arange(at, at + found.shape[1]), found.shape)
        scores, rows = np.hstack([scores, found]), np.hstack([rows, here])
        order = np.argsort(-scores, axis=1, kind="stable")[:, :k]
        scores, rows = (np.take_along_axis(x, order, 1) for x in (scores, rows))
    return scores, rows


def filled_up_before(read, n, queries, k, block):
    scores, rows = np.full((len(queries), k), -np.inf), np.full((len(queries), k), -1)
    for at in range(0, n, block):
        part = read(at, min(at + block, n))
        for q, query in enumerate(queries):
            s = np.concatenate([scores[q], part @ query])
            r = np.concatenate([rows[q], np.arange(at, at + len(part))])
            order = np.lexsort((r, -s))[:k]
            scores[q], rows[q] = s[order], r[order]
    return scores, rows


def heaps(read, n, queries, k, block):
    best = [[] for _ in queries]
    for at in range(0, n, block):
        for i, row in enumerate(read(at, at + block), start=at):
            for heap, query in zip(best, queries, strict=True):
                entry = float(row @ query), -i
                if len(heap) < k:
                    heapq.heappush(heap, entry)
                else:
                    heapq.heappushpop(heap, entry)
    best = [sorted(heap, reverse=True) for heap in best]
    return [[s for s, _ in heap] for heap in best], [[-i for _, i in heap] for heap in best]


def nlargest_of_pairs(read, n, queries, k, block):
    def merged(best, at):
        part = read(at, at + block).tolist()
        found = []
        for kept, query in zip(best, queries.tolist(), strict=True):
            new = (
                (sum(x * y for x, y in zip(row, query, strict=True)), -(at + i))
                for i, row in enumerate(part)
            )
            found.append(heapq.nlargest(k, [*kept, *new]))
        return found

    best = reduce(merged, range(0, n, block), [[] for _ in queries])
    pairs = np.array(best)
    return pairs[..., 0], -pairs[..., 1]


def torch_sort(read, n, queries, k, block):
    asked = torch.from_numpy(queries)
    scores, rows = (
        torch.empty(len(queries), 0, dtype=torch.float64),
        torch.empty(len(queries), 0),
    )  # float32 counts to 2**24
    for at in range(0, n, block):
        found = asked @ torch.tensor(np.array(read(at, at + block))).T
        here = torch.arange(at, at + found.shape[1]).expand(len(queries), -1)
        scores, order = torch.sort(
            torch.cat([scores, found], 1), dim=1, descending=True, stable=True
        )
        rows = torch.cat([rows, here], 1).gather(1, order)[:, :k]
        scores = scores[:, :k]
    return scores, rows.long()


def einsum_and_float32(read, n, queries, k, block):
    best = None
    for start in range(0, n, block):
        part = np.asarray(read(start, start + block), dtype=np.float32)
        found = np.einsum("qd,nd->qn", queries.astype(np.float32), part)
        rows = np.tile(np.arange(start, start + len(part)), (len(queries), 1))
        if best:
            found, rows = np.c_[best[0], found], np.c_[best[1], rows]
        order = np.lexsort((rows, -found), axis=1)[:, :k]
        best = np.take_along_axis(found, order, 1), np.take_along_axis(rows, order, 1)
    return best


def insorted(read, n, queries, k, block):
    lists = [[] for _ in queries]
    at = 0
    while at < n:
        part = read(at, at + block)
        table = part @ queries.T
        for i in range(len(part)):
            for q, found in enumerate(lists):
                insort(found, (-table[i, q], at + i))
                del found[k:]
        at += len(part)
    return np.array([[-s for s, _ in x] for x in lists]), np.array(
        [[i for _, i in x] for x in lists]
    )


def a_generator_of_blocks(read, n, queries, k, block):
    def blocks():
        for at in range(0, n, block):
            yield at, read(at, at + block)

    def narrowed():
        scores, rows = [np.array([])] * len(queries), [np.array([], dtype=int)] * len(queries)
        for at, part in blocks():
            for q, query in enumerate(queries):
                s, r = np.r_[scores[q], part @ query], np.r_[rows[q], at : at + len(part)]
                keep = rankdata(-s, method="ordinal") <= k
                scores[q], rows[q] = s[keep], r[keep]
        for s, r in zip(scores, rows, strict=True):
            order = np.argsort(-s, kind="stable")
            yield s[order], r[order]

    found = list(narrowed())
    return np.array([s for s, _ in found]), np.array([r for _, r in found])


def selected_with_ties(read, n, queries, k, block):
    scores = np.full((len(queries), k), -np.inf)
    rows = np.full((len(queries), k), n)
    for at in range(0, n, block):
        products = queries @ read(at, at + block).T
        for q, found in enumerate(products):
            least = np.partition(found, -k)[-k] if len(found) > k else -np.inf
            good = np.flatnonzero(found >= max(least, scores[q, -1]))
            s, r = np.r_[scores[q], found[good]], np.r_[rows[q], good + at]
            order = np.lexsort((r, -s))[:k]
            scores[q], rows[q] = s[order], r[order]
    return scores, rows


def merged_streams(read, n, queries, k, block):
    best = [[] for _ in range(len(queries))]
    for at in range(0, n, block):
        products = (read(at, at + block) @ queries.T).T.tolist()
        for q, found in enumerate(products):
            new = sorted((-score, at + i) for i, score in enumerate(found))
            best[q] = list(islice(heapq.merge(best[q], new), k))
    return [[-s for s, _ in row] for row in best], [[i for _, i in row] for row in best]
