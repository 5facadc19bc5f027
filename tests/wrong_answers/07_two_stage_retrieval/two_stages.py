"""Typical wrong answers to two_stages. A docstring: words of the line that rejects it."""

import numpy as np


def _ordered(scores):
    return np.argsort(-np.asarray(scores), kind="stable")


def _read(candidates, score, K, order=_ordered):
    ranked = candidates.copy()
    for query, ids in enumerate(candidates[:, :K]):
        ranked[query, :K] = ids[order(score(query, ids))]
    return ranked


def reads_everything(candidates, score, K):
    """32 pairs were read for 4 queries"""
    ranked = candidates.copy()
    for query, ids in enumerate(candidates):
        scores = score(query, ids)[:K]
        ranked[query, :K] = ids[:K][_ordered(scores)]
    return ranked


def reads_and_orders_everything(candidates, score, K):
    """what was not read stays behind"""
    return _read(candidates, score, candidates.shape[1])


def one_pair_at_a_time(candidates, score, K):
    """it was called 20 times"""
    return _read(candidates, lambda q, ids: [score(q, [i])[0] for i in ids], K)


def a_call_for_each_comparison(candidates, score, K):
    """pairs were read for 4 queries. With K = 5 it is 20"""
    ranked = candidates.copy()
    for query, row in enumerate(ranked):
        for end in range(1, len(row[:K])):
            while end and np.subtract(*score(query, row[[end, end - 1]])) > 0:
                row[[end - 1, end]] = row[[end, end - 1]]
                end -= 1
    return ranked


def called_twice(candidates, score, K):
    """40 pairs were read for 4 queries"""
    _read(candidates, score, K)
    return _read(candidates, score, K)


def always_query_0(candidates, score, K):
    """as if it were query 0"""
    return _read(candidates, lambda query, ids: score(0, ids), K)


def the_rest_is_dropped(candidates, score, K):
    """all candidates of each query"""
    return _read(candidates, score, K)[:, :K]


def worst_first(candidates, score, K):
    """the lowest score comes first"""
    return _read(candidates, score, K, lambda s: np.argsort(s, kind="stable"))


def turned_round(candidates, score, K):
    """candidates of one score left the order"""
    return _read(candidates, score, K, lambda s: np.argsort(s, kind="stable")[::-1])


def not_stable(candidates, score, K):
    """candidates of one score left the order"""
    return _read(candidates, score, K, lambda s: np.argsort(-s))


def equal_scores_by_id(candidates, score, K):
    """candidates of one score left the order"""
    return np.c_[_read(np.sort(candidates[:, :K]), score, K), candidates[:, K:]]


def places_in_the_list(candidates, score, K):
    """what was not read stays behind"""
    places = np.tile(np.arange(candidates.shape[1]), (len(candidates), 1))
    for query, ids in enumerate(candidates[:, :K]):
        places[query, :K] = _ordered(score(query, ids))
    return places


def places_of_those_that_were_read(candidates, score, K):
    """Are these ids, or places in the list?"""
    ranked = candidates.copy()
    for query, ids in enumerate(candidates[:, :K]):
        ranked[query, :K] = _ordered(score(query, ids))
    return ranked


def the_last_are_read(candidates, score, K):
    """what was not read stays behind"""
    return np.c_[_read(candidates[:, -K:], score, K), candidates[:, :-K]]


def the_smallest_ids_are_read(candidates, score, K):
    """what was not read stays behind"""
    return _read(np.sort(candidates), score, K)


def one_less_is_read(candidates, score, K):
    """only 16 pairs were read"""
    return _read(candidates, score, K - 1)


def nothing_is_read(candidates, score, K):
    """nothing was read"""
    return candidates.copy()


def only_the_best_is_moved(candidates, score, K):
    """a lower score stands before a higher one"""
    ranked = candidates.copy()
    for query, ids in enumerate(candidates[:, :K]):
        best = int(np.argmax(score(query, ids)))
        ranked[query, :K] = np.r_[ids[best], np.delete(ids, best)]
    return ranked


def in_place(candidates, score, K):
    """your function changed candidates"""
    for query, ids in enumerate(candidates[:, :K].copy()):
        candidates[query, :K] = ids[_ordered(score(query, ids))]
    return candidates


def as_many_as_K_are_expected(candidates, score, K):
    """fewer candidates than K are all read"""
    ranked = np.zeros((len(candidates), max(K, candidates.shape[1])), dtype=int)
    ranked[:, : candidates.shape[1]] = _read(candidates, score, K)
    return ranked


def the_rest_is_turned(candidates, score, K):
    """what was not read stays behind"""
    return np.c_[_read(candidates, score, K)[:, :K], candidates[:, K:][:, ::-1]]


def scores_to_two_places(candidates, score, K):
    """scores that differ by little are not equal"""
    found = candidates.copy()
    for query, ids in enumerate(candidates[:, :K]):
        found[query, :K] = ids[np.argsort(-np.round(score(query, ids), 2), kind="stable")]
    return found


def one_candidate_is_not_read(candidates, score, K):
    """with K = 1, too"""
    found = candidates.copy()
    for query, ids in enumerate(candidates[:, :K] if K > 1 else []):
        found[query, :K] = ids[np.argsort(-score(query, ids), kind="stable")]
    return found


def kept_for_the_same_candidates(candidates, score, K):
    """4 queries, and it was called 3 times"""
    kept, found = {}, candidates.copy()
    for query, ids in enumerate(candidates[:, :K]):
        if ids.tobytes() not in kept:
            kept[ids.tobytes()] = ids[_ordered(score(query, ids))]
        found[query, :K] = kept[ids.tobytes()]
    return found


def scores_in_two_bytes(candidates, score, K):
    """scores that differ by little are not equal"""
    return _read(candidates, lambda q, ids: np.float16(score(q, ids)), K)


def minus_1000_for_what_is_not_read(candidates, score, K):
    """what was not read stays behind"""
    scores = np.full(candidates.shape, -1000.0)
    for query, ids in enumerate(candidates[:, :K]):
        scores[query, :K] = score(query, ids)
    return np.take_along_axis(candidates, np.argsort(-scores, axis=1, kind="stable"), axis=1)


def scores_in_single_precision(candidates, score, K):
    """scores that differ by little are not equal"""
    return _read(candidates, lambda q, ids: np.float32(score(q, ids)), K)


def scores_to_six_places(candidates, score, K):
    """scores that differ by little are not equal"""
    return _read(candidates, lambda q, ids: np.round(score(q, ids), 6), K)


def ids_in_two_bytes(candidates, score, K):
    """an id is there twice, or was lost"""
    return _read(candidates, score, K).astype(np.int16)


def ids_in_single_precision(candidates, score, K):
    """an id is there twice, or was lost"""
    return _read(candidates, score, K).astype(np.float32)
