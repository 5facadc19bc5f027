"""What the metrics do in one go equals what they do, and say, item by item."""

import tracemalloc

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import metrics
from course_utils.metrics import pairs
from tests.test_metrics import slow_rank

METRICS = {
    "recall": metrics.recall_at_k,
    "hit rate": metrics.hit_rate_at_k,
    "precision": metrics.precision_at_k,
    "reciprocal rank": metrics.mean_reciprocal_rank,
    "average precision": metrics.mean_average_precision,
}
KINDS = {
    "lists": list,
    "tuples": tuple,
    "sets": set,
    "frozensets": frozenset,
    "strings": lambda row: [str(i) for i in row],
    "arrays": np.array,
    "keys": lambda row: dict.fromkeys(row).keys(),
}
rows_of_ids = st.lists(st.lists(st.integers(0, 9), min_size=6, max_size=6), min_size=1, max_size=5)


def outcome(metric, *arguments):
    """The values of each query, or what the ValueError says."""
    try:
        return metric(*arguments, per_query=True).tolist()
    except ValueError as error:
        return str(error)


def both_ways(metric, *arguments):
    """As it is, and with every id looked at by itself."""
    quick = outcome(metric, *arguments)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "_plain", lambda lists, kinds: False)
        return quick, outcome(metric, *arguments)


def judged_slowly(ranking, right, k):
    """Truths by rank, a repeated id once; and the number of right ids, 1 where there is none."""
    left, hits = set(right), []
    for item in ranking[:k]:
        hits.append(item in left)
        left.discard(item)
    return np.array(hits, dtype=float), len(set(right)) or 1


SLOWLY = {
    "recall": lambda hits, total, k: hits.sum() / total,
    "hit rate": lambda hits, total, k: hits.any(),
    "precision": lambda hits, total, k: hits.sum() / k,
    "reciprocal rank": lambda hits, total, k: 1 / (1 + hits.argmax()) if hits.any() else 0,
    "average precision": lambda hits, total, k: (
        (hits.cumsum() / np.arange(1, len(hits) + 1) * hits).sum() / total
    ),
}


@settings(max_examples=100, deadline=None)
@given(rows_of_ids, st.data(), st.integers(1, 8))
def test_metrics_equal_arrays_of_hits(ranked, data, k):
    right = [data.draw(st.lists(st.integers(0, 9), max_size=6)) for _ in ranked]
    for name, metric in METRICS.items():
        expected = [
            SLOWLY[name](*judged_slowly(*query, k), k) for query in zip(ranked, right, strict=True)
        ]
        for given_ranked in (ranked, np.array(ranked), torch.tensor(ranked, dtype=torch.int32)):
            found = metric(given_ranked, right, k, per_query=True)
            np.testing.assert_allclose(found, expected, rtol=1e-14, err_msg=name)


@pytest.mark.parametrize("ranked_kind", ["lists", "tuples", "strings", "arrays", "array", "sets"])
@pytest.mark.parametrize("right_kind", [*KINDS, "array"])
def test_every_kind_of_ids_equals_looking_at_each(ranked_kind, right_kind):
    rng = np.random.default_rng(0)

    def made(kind):
        ids = rng.integers(9, size=(7, 5))
        return ids if kind == "array" else [KINDS[kind](row.tolist()) for row in ids]

    ranked, right = made(ranked_kind), made(right_kind)
    for metric in METRICS.values():
        quick, slow = both_ways(metric, ranked, right, 3)
        assert quick == slow
    mixed = (ranked_kind == "strings") != (right_kind == "strings")
    assert isinstance(quick, str) == (mixed or ranked_kind == "sets")  # a ranking has an order


BAD = [3.0, np.nan, None, True, np.True_, "3", b"3", [3], torch.tensor(2.5)]


@pytest.mark.parametrize("item", BAD, ids=lambda item: type(item).__name__)
@pytest.mark.parametrize("place", [0, 5])
def test_a_wrong_id_is_refused_in_the_same_words_wherever_it_stands(item, place):
    ranked, right = [[1, 2, 3, 4, 5, 6] for _ in range(3)], [[1, 2, 3, 4, 5, 6] for _ in range(3)]
    for lists in (ranked, right):
        lists[1][place], kept = item, lists[1][place]
        for metric in METRICS.values():  # also after the first k
            quick, slow = both_ways(metric, ranked, right, 1)
            assert quick == slow
            assert isinstance(quick, str)
        lists[1][place] = kept


@settings(max_examples=60, deadline=None)
@given(rows_of_ids, st.data(), st.integers(1, 8), st.sampled_from(["linear", "exponential"]))
def test_ndcg_equals_grades_in_arrays(ranked, data, k, gain):
    grade = st.one_of(
        st.integers(0, 4), st.floats(0, 4), st.sampled_from(list(np.float32([0.1, 3])))
    )
    grades = [data.draw(st.dictionaries(st.integers(0, 9), grade, max_size=6)) for _ in ranked]

    def dcg(values):
        values = np.array(values, dtype=np.float64)
        gains = np.exp2(values) - 1 if gain == "exponential" else values
        return (gains / np.log2(np.arange(len(gains)) + 2)).sum()

    expected = []
    for ranking, of in zip(ranked, grades, strict=True):
        left = dict(of)
        ideal = dcg(sorted(of.values(), reverse=True)[:k])
        found = dcg([left.pop(item, 0) for item in ranking[:k]])
        expected.append(found / ideal if ideal else 0)
    for given_ranked in (ranked, np.array(ranked)):
        found = metrics.ndcg_at_k(given_ranked, grades, k, gain, per_query=True)
        np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_an_array_of_ids_never_becomes_a_list_of_all():
    ranked = np.arange(400_000).reshape(400, 1000)
    tracemalloc.start()
    metrics.mean_average_precision(ranked, [[0]] * 400)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1e6 < ranked.nbytes / 2


@pytest.mark.parametrize(("n_images", "n_texts"), [(700, 3), (520, 520)])
def test_counts_in_eight_bits_hold_more_rows_than_255(n_images, n_texts):
    similarity = np.random.default_rng(1).integers(0, 2, (n_images, n_texts)).astype(np.float32)
    owners = np.arange(n_texts) % n_images
    report = metrics.cross_modal_report(similarity, owners)
    texts = [slow_rank(similarity[:, text], {owners[text]}) for text in range(n_texts)]
    images = [slow_rank(similarity[i], set(np.flatnonzero(owners == i))) for i in range(n_images)]
    assert report.text_to_image.ranks.tolist() == texts
    assert report.image_to_text.ranks.tolist() == images
    assert max(rank for rank in texts + images if rank < np.inf) > 255
