"""Metrics of ranked lists, each as close to its formula as Python allows.

`ranked` holds a list of ids for each query, best first; `relevant` a collection of the ids that are
right for each query. Ids are whole numbers or strings, all of one kind, from any list, array or
tensor. They are compared by equality, and none is special: drop an index's padding of -1 first.
Equal scores are no matter here, since a list has an order. An id that a list repeats keeps its
places there, but counts as found only once, so no list scores above 1. A query with nothing
relevant counts 0, also in the mean.

Each ranking metric gives the mean over queries (a float), or with `per_query=True` one float64
value a query: what a bootstrap needs. A ValueError says when there are no queries, the arguments
do not pair up, k < 1, or ids are neither whole numbers nor strings, or some of each.
"""

from collections.abc import Collection, Container, Hashable, Iterator, Mapping, Sequence
from itertools import compress, count
from math import exp2, inf, log2
from numbers import Real

import numpy as np

from course_utils._checks import positive_int
from course_utils.metrics.pairs import pair_up

Ranked = Sequence[Sequence[Hashable]] | np.ndarray
Relevant = Sequence[Collection[Hashable]]


def recall_at_k(
    ranked: Ranked, relevant: Relevant, k: int, per_query: bool = False
) -> float | np.ndarray:
    """How much of what is relevant stands in the first k: |relevant and in the top k| / |relevant|.

    Papers on image-text retrieval often write R@K for what `hit_rate_at_k` computes. The two agree
    only where a query has one relevant item.

    >>> recall_at_k([[3, 1, 7, 2, 9]], [{1, 2, 5, 6}], k=3)
    0.25
    """
    k = positive_int("k", k)
    return _mean(
        [len(list(places)) / total for places, total in _found(ranked, relevant, k)], per_query
    )


def hit_rate_at_k(
    ranked: Ranked, relevant: Relevant, k: int, per_query: bool = False
) -> float | np.ndarray:
    """Share of queries with at least one relevant item in the first k (trec_eval's success).

    >>> hit_rate_at_k([[3, 1, 7, 2, 9]], [{1, 2, 5, 6}], k=3)
    1.0
    """
    k = positive_int("k", k)
    return _mean([any(places) for places, _ in _found(ranked, relevant, k)], per_query)


def precision_at_k(
    ranked: Ranked, relevant: Relevant, k: int, per_query: bool = False
) -> float | np.ndarray:
    """How much of the first k is relevant: |relevant and in the top k| / k.

    Divided by k also where the list is shorter, as in trec_eval.

    >>> precision_at_k([[3, 1, 7, 2, 9]], [{1, 2, 5, 6}], k=5)
    0.4
    """
    k = positive_int("k", k)
    return _mean([len(list(places)) / k for places, _ in _found(ranked, relevant, k)], per_query)


def mean_reciprocal_rank(
    ranked: Ranked, relevant: Relevant, k: int | None = None, per_query: bool = False
) -> float | np.ndarray:
    """Mean of 1 / (rank of the first relevant item), 0 where there is none in the first k.

    With k it is MRR@k; without, the whole list counts (Voorhees 1999, the TREC-8 QA track).

    >>> mean_reciprocal_rank([[3, 1, 7, 2, 9]], [{1, 2, 5, 6}])
    0.5
    """
    k = None if k is None else positive_int("k", k)
    found = _found(ranked, relevant, k)
    return _mean([1 / next(places, inf) for places, _ in found], per_query)


def mean_average_precision(
    ranked: Ranked, relevant: Relevant, k: int | None = None, per_query: bool = False
) -> float | np.ndarray:
    """Mean of AP = sum of P@i over the ranks i of relevant items / |relevant|.

    Divided by all relevant items, as in trec_eval (map and map_cut): with k = 5 and 20 relevant
    items, five right ones in a row score 0.25. Others divide by min(k, |relevant|) and call that
    AP@k too, so say which you report.

    >>> mean_average_precision([[3, 1, 7, 2, 9]], [{1, 2, 5, 6}])
    0.25
    """
    k = None if k is None else positive_int("k", k)
    scores = []
    for places, total in _found(ranked, relevant, k):
        precisions = (hits / place for hits, place in enumerate(places, 1))
        scores.append(sum(precisions) / total)
    return _mean(scores, per_query)


def ndcg_at_k(
    ranked: Ranked,
    relevance: Sequence[Mapping[Hashable, float]],
    k: int,
    gain: str = "exponential",
    per_query: bool = False,
) -> float | np.ndarray:
    """Normalized discounted cumulative gain: DCG of the first k / DCG of the best possible first k.

    DCG = sum over ranks i of gain(grade at i) / log2(i + 1), with gain 2^grade - 1 ("exponential",
    Burges et al. 2005) or the grade itself ("linear", Järvelin and Kekäläinen 2002, trec_eval).
    `relevance` maps ids to grades >= 0 for each query; an id that is not there has grade 0. The
    best possible list is made of all those grades, whether or not `ranked` found them.

    >>> round(ndcg_at_k([["b", "a", "x"]], [{"a": 3, "b": 1, "c": 2}], k=3), 4)
    0.5767
    >>> round(ndcg_at_k([["b", "a", "x"]], [{"a": 3, "b": 1, "c": 2}], k=3, gain="linear"), 4)
    0.6075
    """
    k = positive_int("k", k)
    if not isinstance(gain, str) or gain not in ("exponential", "linear"):
        raise ValueError(f'gain must be "exponential" or "linear", but is {gain!r}')

    scores = []
    pairs = pair_up(ranked, relevance, "relevance", k, graded=True)
    for query, (ranking, grades) in enumerate(pairs):
        gains = _gains(grades, query, gain)
        best = sorted(gains.values(), reverse=True)[:k]
        ideal = sum(value / log2(place + 1) for place, value in enumerate(best, 1))
        dcg = sum(gains[ranking[i - 1]] / log2(i + 1) for i in _places(ranking, gains))
        scores.append(dcg / ideal if ideal else 0)
    return _mean(scores, per_query)


def _found(
    ranked: Ranked, relevant: Relevant, k: int | None
) -> Iterator[tuple[Iterator[int], int]]:
    """For each query: the ranks where it finds relevant items, and how many of them there are.

    That number is at least 1, since then "nothing relevant counts 0" needs no case of its own.
    """
    for ranking, right in pair_up(ranked, relevant, "relevant", k):
        yield _places(ranking, right), len(right) or 1


def _places(ranking: Sequence[Hashable], right: Container) -> Iterator[int]:
    """The ranks, from 1 on, at which a right id stands for the first time."""
    seen = set()  # so that a repeated id counts once
    for i in compress(count(), map(right.__contains__, ranking)):
        if ranking[i] not in seen:
            seen.add(ranking[i])
            yield i + 1


def _mean(scores: list, per_query: bool) -> float | np.ndarray:
    scores = np.array(scores, dtype=np.float64)
    return scores if per_query else float(scores.mean())


def _gains(grades: Mapping[Hashable, Real], query: int, gain: str) -> dict[Hashable, float]:
    for item, grade in grades.items():
        is_number = type(grade) in (int, float) or isinstance(grade, Real)  # the second is slow
        if not (is_number and 0 <= grade <= 1000):  # 2^1000 still fits a float
            raise ValueError(
                f"relevance[{query}] must hold grades from 0 to 1000, but that of {item!r} is "
                f"{grade!r}"
            )
    if gain == "linear":
        return {item: float(grade) for item, grade in grades.items()}
    return {item: exp2(grade) - 1 for item, grade in grades.items()}
