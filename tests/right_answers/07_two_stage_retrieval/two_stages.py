"""Right answers to two_stages, differently written."""

import heapq

import numpy as np
import torch

from course_utils.similarity import top_k


def copied(candidates, score, K):
    ranked = candidates.copy()
    for query, ids in enumerate(candidates[:, :K]):
        ranked[query, :K] = ids[np.argsort(-score(query, ids), kind="stable")]
    return ranked


def sorted_pairs(candidates, score, K):
    ranked = []
    for query, row in enumerate(candidates.tolist()):
        read, rest = row[:K], row[K:]
        scores = score(query, np.array(read))
        pairs = sorted(zip(scores, read, strict=True), key=lambda pair: pair[0], reverse=True)
        ranked.append([i for _, i in pairs] + rest)
    return ranked


def a_dictionary_of_scores(candidates, score, K):
    def order(query, row):
        found = dict(zip(row[:K], score(query, row[:K]), strict=True))
        return sorted(found, key=lambda i: -found[i]) + list(row[K:])

    return np.array([order(query, row) for query, row in enumerate(candidates)])


def lexsorted(candidates, score, K):
    ranked = []
    for query, row in enumerate(candidates):
        scores = np.asarray(score(query, row[:K]))
        ranked.append(np.r_[row[np.lexsort((np.arange(len(scores)), -scores))], row[K:]])
    return np.stack(ranked)


def low_score_for_the_rest(candidates, score, K):
    scores = np.full(candidates.shape, -np.inf)
    for query in range(len(candidates)):
        scores[query, :K] = score(query, candidates[query, :K])
    return np.take_along_axis(candidates, np.argsort(-scores, axis=1, kind="stable"), axis=1)


def heap(candidates, score, K):
    ranked = []
    for query, row in enumerate(candidates):
        scores = list(score(query, row[:K]))
        best = heapq.nlargest(len(scores), range(len(scores)), key=scores.__getitem__)
        ranked.append([*row[best], *row[K:]])
    return ranked


def torch_sort(candidates, score, K):
    ranked = torch.from_numpy(candidates.copy())
    for query, row in enumerate(candidates):
        scores = torch.as_tensor(score(query, row[:K]))
        order = torch.sort(scores, descending=True, stable=True).indices
        ranked[query, :K] = ranked[query, :K][order]
    return ranked


def courses_top_k(candidates, score, K):
    scores = np.stack([score(query, row[:K]) for query, row in enumerate(candidates)])
    places = top_k(scores, scores.shape[1])[1]
    return np.c_[np.take_along_axis(candidates, places, axis=1), candidates[:, K:]]


def inserted_one_by_one(candidates, score, K):
    ranked = candidates.copy()
    for query, row in enumerate(ranked):
        scores = list(score(query, row[:K].copy()))
        for end in range(1, len(scores)):
            place = end
            while place and scores[place] > scores[place - 1]:
                row[[place - 1, place]] = row[[place, place - 1]]
                scores[place - 1], scores[place] = scores[place], scores[place - 1]
                place -= 1
    return ranked
