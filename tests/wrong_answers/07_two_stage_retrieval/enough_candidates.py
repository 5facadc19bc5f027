"""Typical wrong answers to enough_candidates. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils.metrics import bootstrap_interval


def _low(ranks, family, K, errors=1.96):
    means = np.array([np.mean(ranks[family == label] <= K) for label in np.unique(family)])
    return means.mean() - errors * means.std(ddof=1) / np.sqrt(len(means))


def _first(ranks, enough):
    return next((K for K in range(1, int(ranks.max()) + 1) if enough(K)), int(ranks.max()))


def _chosen(ranks, family, part, wanted, errors=1.96):
    return _first(ranks, lambda K: _low(ranks[part], family[part], K, errors) >= wanted)


def no_interval(ranks, family, choosing, wanted):
    """the recall itself was compared"""
    K = _first(ranks, lambda K: np.mean(ranks[choosing] <= K) >= wanted)
    return K, np.mean(ranks[~choosing] <= K)


def more_than_wanted(ranks, family, choosing, wanted):
    """and at least a half is wanted"""
    K = _chosen(ranks, family, choosing, wanted + 1e-9)
    return K, np.mean(ranks[~choosing] <= K)


def upper_end(ranks, family, choosing, wanted):
    """the upper end was compared"""
    K = _chosen(ranks, family, choosing, wanted, -1.96)
    return K, np.mean(ranks[~choosing] <= K)


def queries_as_if_independent(ranks, family, choosing, wanted):
    """How many were drawn?"""
    K = _chosen(ranks, np.arange(len(ranks)), choosing, wanted)
    return K, np.mean(ranks[~choosing] <= K)


def bootstrap_of_queries(ranks, family, choosing, wanted):
    """queries of a family fail together"""
    hits = ranks[choosing] <= np.arange(1, ranks.max() + 1)[:, None]
    K = _first(ranks, lambda K: bootstrap_interval(1.0 * hits[K - 1]).low >= wanted)
    return K, np.mean(ranks[~choosing] <= K)


def one_sided(ranks, family, choosing, wanted):
    """this is a 90 % interval"""
    K = _chosen(ranks, family, choosing, wanted, 1.645)
    return K, np.mean(ranks[~choosing] <= K)


def too_wide(ranks, family, choosing, wanted):
    """this is a 99 % interval"""
    K = _chosen(ranks, family, choosing, wanted, 2.576)
    return K, np.mean(ranks[~choosing] <= K)


def chosen_on_all(ranks, family, choosing, wanted):
    """K was chosen with the queries that it is reported on"""
    K = _chosen(ranks, family, choosing | True, wanted)
    return K, np.mean(ranks[~choosing] <= K)


def parts_exchanged(ranks, family, choosing, wanted):
    """the two parts were exchanged"""
    K = _chosen(ranks, family, ~choosing, wanted)
    return K, np.mean(ranks[choosing] <= K)


def reported_on_the_choosing_part(ranks, family, choosing, wanted):
    """this is the recall of the queries on which K was chosen"""
    K = _chosen(ranks, family, choosing, wanted)
    return K, np.mean(ranks[choosing] <= K)


def reported_on_all(ranks, family, choosing, wanted):
    """all queries were reported"""
    K = _chosen(ranks, family, choosing, wanted)
    return K, np.mean(ranks <= K)


def the_end_that_was_chosen_by(ranks, family, choosing, wanted):
    """that chose K is no new measurement"""
    K = _chosen(ranks, family, choosing, wanted)
    return K, _low(ranks[choosing], family[choosing], K)


def lower_end_reported(ranks, family, choosing, wanted):
    """the lower end was reported, not the recall"""
    K = _chosen(ranks, family, choosing, wanted)
    return K, _low(ranks[~choosing], family[~choosing], K)


def places_from_zero(ranks, family, choosing, wanted):
    """Is place K among the first K?"""
    K = _chosen(ranks + 1, family, choosing, wanted)
    return K, np.mean(ranks[~choosing] < K)


def an_index_for_k(ranks, family, choosing, wanted):
    """Is it a place in a list from K = 1?"""
    K = _chosen(ranks, family, choosing, wanted)
    return K - 1, np.mean(ranks[~choosing] <= K)


def spread_for_error(ranks, family, choosing, wanted):
    """is more than it takes"""
    labels = np.unique(family[choosing])
    K = _chosen(ranks, family, choosing, wanted, 1.96 * np.sqrt(len(labels)))
    return K, np.mean(ranks[~choosing] <= K)


def as_many_as_there_are(ranks, family, choosing, wanted):
    """is more than it takes"""
    return int(ranks.max()), 1.0


def recall_first(ranks, family, choosing, wanted):
    """expected whole numbers"""
    K = _chosen(ranks, family, choosing, wanted)
    return np.mean(ranks[~choosing] <= K), K


def k_alone(ranks, family, choosing, wanted):
    """give two things"""
    return _chosen(ranks, family, choosing, wanted)


def downwards_while_it_is_enough(ranks, family, choosing, wanted):
    """Which comes first?"""
    K = int(ranks.max())
    while K > 1 and _low(ranks[choosing], family[choosing], K - 1) >= wanted:
        K -= 1
    return K, np.mean(ranks[~choosing] <= K)


def from_two_on(ranks, family, choosing, wanted):
    """and at least a half is wanted"""
    K = _first(ranks, lambda K: K > 1 and _low(ranks[choosing], family[choosing], K) >= wanted)
    return K, np.mean(ranks[~choosing] <= K)


def by_halving(ranks, family, choosing, wanted):
    """Which comes first?"""
    low, high = 1, int(ranks.max())
    while low < high:
        K = (low + high) // 2
        enough = _low(ranks[choosing], family[choosing], K) >= wanted
        low, high = (low, K) if enough else (K + 1, high)
    return low, np.mean(ranks[~choosing] <= low)


def the_deepest_place_is_not_tried(ranks, family, choosing, wanted):
    """some stand at place 180"""
    part = ranks[choosing], family[choosing]
    K = next((K for K in range(1, int(ranks.max())) if _low(*part, K) >= wanted), 1)
    return K, np.mean(ranks[~choosing] <= K)


def no_deeper_than_there_are_queries(ranks, family, choosing, wanted):
    """some stand at place 180"""
    part = ranks[choosing], family[choosing]
    deepest = len(ranks)
    K = next((K for K in range(1, deepest) if _low(*part, K) >= wanted), deepest)
    return K, np.mean(ranks[~choosing] <= K)


def nearly_what_is_wanted(ranks, family, choosing, wanted):
    """a half is less than .504"""
    K = _chosen(ranks, family, choosing, wanted - 0.01)
    return K, np.mean(ranks[~choosing] <= K)


def a_hundred_at_most(ranks, family, choosing, wanted):
    """some stand at place 180"""
    K = min(_chosen(ranks, family, choosing, wanted), 100)
    return K, np.mean(ranks[~choosing] <= K)
