"""Right answers to merge_shards, differently written."""

import heapq
from itertools import chain, groupby, islice, repeat

import numpy as np
import torch


def dictionaries(scores, ids, k):
    found_scores, found_ids = np.full((len(scores[0]), k), -np.inf), np.full((len(ids[0]), k), -1)
    for query in range(len(scores[0])):
        hits = {}
        for some, theirs in zip(scores, ids, strict=True):
            hits.update(zip(theirs[query].tolist(), some[query].tolist(), strict=True))
        hits.pop(-1, None)
        best = sorted(hits, key=lambda i: (-hits[i], i))[:k]
        found_ids[query, : len(best)] = best
        found_scores[query, : len(best)] = [hits[i] for i in best]
    return found_scores, found_ids


def lexsorted(scores, ids, k):
    scores, ids = np.hstack(scores), np.hstack(ids)
    found = np.full((len(scores), k), -np.inf), np.full((len(scores), k), -1)
    for query, (some, theirs) in enumerate(zip(scores, ids, strict=True)):
        theirs, first = np.unique(theirs, return_index=True)
        some = some[first]
        order = np.lexsort((theirs, -some))
        order = order[theirs[order] >= 0][:k]
        found[0][query, : len(order)], found[1][query, : len(order)] = some[order], theirs[order]
    return found


def whole_table_at_once(scores, ids, k):
    scores, ids = np.hstack(scores), np.hstack(ids)
    scores = np.where(ids < 0, -np.inf, scores)
    scores = np.pad(scores, ((0, 0), (0, k)), constant_values=-np.inf)
    ids = np.pad(ids, ((0, 0), (0, k)), constant_values=-1)
    order = np.lexsort((ids, -scores), axis=1)
    scores, ids = (np.take_along_axis(x, order, 1) for x in (scores, ids))
    again = np.zeros(ids.shape, dtype=bool)
    again[:, 1:] = (ids[:, 1:] == ids[:, :-1]) & (ids[:, 1:] >= 0)
    order = np.argsort(again | (ids < 0), axis=1, kind="stable")[:, :k]
    last = np.take_along_axis(again, order, 1)
    scores, ids = (np.take_along_axis(x, order, 1) for x in (scores, ids))
    return np.where(last, -np.inf, scores), np.where(last, -1, ids)


def nlargest_of_a_set(scores, ids, k):
    def best(query):
        hits = {
            (float(score), -int(i))
            for some, theirs in zip(scores, ids, strict=True)
            for score, i in zip(some[query], theirs[query], strict=True)
            if i != -1
        }
        hits = heapq.nlargest(k, hits) + [(-np.inf, 1)] * k
        return hits[:k]

    pairs = np.array([best(query) for query in range(len(scores[0]))])
    return pairs[..., 0], -pairs[..., 1].astype(int)


def merged_streams(scores, ids, k):
    def stream(some, theirs):
        hits = zip((-some).tolist(), theirs.tolist(), strict=True)
        return sorted(hit for hit in hits if hit[1] >= 0)

    found = []
    for query in range(len(scores[0])):
        streams = [stream(s[query], i[query]) for s, i in zip(scores, ids, strict=True)]
        once = (hit for hit, _ in groupby(heapq.merge(*streams)))
        found.append(list(islice(chain(once, [(np.inf, -1)] * k), k)))
    return [[-s for s, _ in row] for row in found], [[i for _, i in row] for row in found]


def torch_sort(scores, ids, k):
    scores = torch.cat(
        [*map(torch.from_numpy, scores), torch.full((len(scores[0]), k), -np.inf)], 1
    )
    nothing = torch.full((len(scores), k), -1)
    ids = torch.cat([*map(torch.from_numpy, ids), nothing], 1)
    order = torch.argsort(ids, dim=1, stable=True)
    scores, ids = scores.gather(1, order), ids.gather(1, order)
    again = torch.zeros_like(ids, dtype=torch.bool)
    again[:, 1:] = ids[:, 1:] == ids[:, :-1]
    again |= ids < 0
    scores, ids = scores.masked_fill(again, -np.inf), ids.masked_fill(again, -1)
    order = torch.argsort(-scores, dim=1, stable=True)[:, :k]
    return scores.gather(1, order), ids.gather(1, order)


def one_shard_after_the_other(scores, ids, k):
    best = [[(-np.inf, -1)] * k for _ in scores[0]]
    for some, theirs in zip(scores, ids, strict=True):
        for query, kept in enumerate(best):
            for score, i in zip(some[query], theirs[query], strict=True):
                if i >= 0 and (score, i) not in kept:
                    kept.append((score, i))
            kept.sort(key=lambda hit: (-hit[0], hit[1] if hit[1] >= 0 else np.inf))
            del kept[k:]
    return [[s for s, _ in kept] for kept in best], [[i for _, i in kept] for kept in best]


def best_taken_k_times(scores, ids, k):
    scores, ids = np.hstack(scores).astype(np.float32), np.hstack(ids)
    scores[ids < 0] = -np.inf
    found_scores, found_ids = [], []
    for _ in range(k):
        top = scores.max(axis=1)
        tied = np.where((scores == top[:, None]) & np.isfinite(scores), ids, 10**9)
        best = tied.min(axis=1)
        found_scores.append(top)
        found_ids.append(np.where(np.isfinite(top), best, -1))
        scores[ids == best[:, None]] = -np.inf
    return np.stack(found_scores, 1), np.stack(found_ids, 1)


def a_generator_of_rows(scores, ids, k):
    def rows():
        for some, theirs in zip(np.concatenate(scores, 1), np.concatenate(ids, 1), strict=True):
            hits = {i: s for s, i in zip(some, theirs, strict=True) if i > -1}
            ranked = sorted(sorted(hits), key=hits.get, reverse=True)[:k]
            lacking = k - len(ranked)
            yield [hits[i] for i in ranked] + [-np.inf] * lacking, ranked + [-1] * lacking

    return tuple(map(np.array, zip(*rows(), strict=True)))


def pairs_in_a_set(scores, ids, k):
    def one(q):
        pairs = {
            (-float(v), int(i))
            for s, d in zip(scores, ids, strict=True)
            for v, i in zip(s[q], d[q], strict=True)
            if i > -1
        }
        return list(islice(chain(sorted(pairs), repeat((float("inf"), -1))), k))

    table = np.array([one(q) for q in range(len(ids[0]))])
    return -table[..., 0], table[..., 1].astype(np.int64)
