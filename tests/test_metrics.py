"""Metrics against trec_eval, scikit-learn, eccv-caption, SciPy and slow, obvious references."""

import itertools
import math
import tracemalloc
import warnings

import numpy as np
import pytest
import pytrec_eval
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import ndcg_score

from course_utils import metrics

relaxed = settings(max_examples=60, deadline=None)
BY_LIST = [
    metrics.recall_at_k,
    metrics.hit_rate_at_k,
    metrics.precision_at_k,
    metrics.mean_reciprocal_rank,
    metrics.mean_average_precision,
]

# --- by hand -----------------------------------------------------------------------------------


def test_five_items_by_hand():
    ranked, relevant = [["b", "a", "e", "c", "d"]], [{"a", "c", "z"}]
    assert metrics.recall_at_k(ranked, relevant, 2) == 1 / 3
    assert metrics.hit_rate_at_k(ranked, relevant, 1) == 0
    assert metrics.hit_rate_at_k(ranked, relevant, 2) == 1
    assert metrics.precision_at_k(ranked, relevant, 4) == 2 / 4
    assert metrics.mean_reciprocal_rank(ranked, relevant) == 1 / 2
    assert metrics.mean_reciprocal_rank(ranked, relevant, k=1) == 0
    assert metrics.mean_average_precision(ranked, relevant) == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert metrics.mean_average_precision(ranked, relevant, k=2) == pytest.approx((1 / 2) / 3)


def test_ndcg_by_hand_in_both_gains():
    ranked, relevance = [[1, 2, 3]], [{1: 1, 2: 3, 9: 2}]
    log2_3 = math.log2(3)
    exponential = (1 + 7 / log2_3) / (7 + 3 / log2_3 + 1 / 2)
    linear = (1 + 3 / log2_3) / (3 + 2 / log2_3 + 1 / 2)
    assert metrics.ndcg_at_k(ranked, relevance, 3) == pytest.approx(exponential)
    assert metrics.ndcg_at_k(ranked, relevance, 3, gain="linear") == pytest.approx(linear)


def test_recall_is_not_hit_rate():
    assert metrics.recall_at_k([[0, 9, 8]], [range(5)], 3) == 0.2
    assert metrics.hit_rate_at_k([[0, 9, 8]], [range(5)], 3) == 1


def test_average_precision_is_divided_by_all_relevant_items():
    assert metrics.mean_average_precision([list(range(5))], [range(20)], k=5) == 0.25


def test_the_ideal_list_holds_what_was_not_found():
    assert metrics.ndcg_at_k([[5]], [{5: 1, 6: 3, 7: 3}], 3) < 0.12
    assert metrics.ndcg_at_k([[6, 7, 5]], [{5: 1, 6: 3, 7: 3}], 3) == 1


@pytest.mark.parametrize("metric", BY_LIST)
def test_a_query_with_nothing_relevant_counts_zero(metric):
    assert metric([[1, 2], [1, 2]], [{1, 2}, set()], 2) == metric([[1, 2]], [{1, 2}], 2) / 2
    assert metrics.ndcg_at_k([[1], [1]], [{1: 1}, {1: 0}], 1) == 0.5
    assert metrics.ndcg_at_k([[1], [1]], [{1: 1}, {}], 1) == 0.5


@pytest.mark.parametrize("metric", BY_LIST)
def test_a_repeated_id_keeps_its_places_but_counts_once(metric):
    assert metric([[7, 7, 7, 8]], [{7, 8}], 4) == metric([[7, 0, 1, 8]], [{7, 8}], 4)
    assert metric([[7, 8]], [[7, 7, 8]], 2) == metric([[7, 8]], [{7, 8}], 2)


def test_a_repeated_id_earns_its_gain_once():
    assert metrics.ndcg_at_k([[7, 7]], [{7: 2}], 2) == 1
    assert metrics.ndcg_at_k([[0, 7, 7]], [{7: 2}], 3) == pytest.approx(1 / math.log2(3))


@pytest.mark.parametrize("metric", BY_LIST)
def test_ids_may_be_strings_ints_or_arrays(metric):
    ranked, relevant = [[3, 1, 2], [2, 3, 1]], [[1], [1, 3]]
    expected = metric(ranked, relevant, 2, per_query=True)
    as_strings = [[str(i) for i in row] for row in ranked], [{str(i) for i in r} for r in relevant]
    assert metric(*as_strings, 2, per_query=True).tolist() == expected.tolist()
    as_arrays = np.array(ranked, dtype=np.int32), [np.array(r) for r in relevant]
    assert metric(*as_arrays, 2, per_query=True).tolist() == expected.tolist()


@pytest.mark.parametrize("metric", BY_LIST)
def test_per_query_values_average_to_the_metric(metric):
    ranked, relevant = [[1, 2, 3], [3, 2, 1], [2, 1, 3]], [{1}, {1, 2}, {9}]
    values = metric(ranked, relevant, 2, per_query=True)
    assert values.shape == (3,)
    assert values.dtype == np.float64
    assert metric(ranked, relevant, 2) == values.mean()


# --- libraries as oracles ----------------------------------------------------------------------

KS = (1, 3, 5, 10)


def random_cases(n=1000, seed=0):
    """Ranked lists of 1 to 15 of 25 documents, with grades 0 to 3 for some, often for none."""
    rng = np.random.default_rng(seed)
    for _ in range(n):
        documents = [f"d{i:02}" for i in rng.permutation(25)]
        ranking = documents[: rng.integers(1, 16)]
        judged = rng.choice(documents, rng.integers(0, 12), replace=False)
        yield ranking, {str(d): int(rng.integers(0, 4)) for d in judged}


def test_equal_to_trec_eval_on_1000_random_cases():
    cases = list(random_cases())
    ranked = [ranking for ranking, _ in cases]
    relevance = [grades for _, grades in cases]
    relevant = [{d for d, grade in grades.items() if grade > 0} for grades in relevance]
    assert sum(not r for r in relevant) > 50
    run = {
        str(q): {d: -float(rank) for rank, d in enumerate(ranking)}
        for q, ranking in enumerate(ranked)
    }

    def trec_eval(qrel, run, measure, key):
        rows = pytrec_eval.RelevanceEvaluator(qrel, {measure}).evaluate(run)
        return [rows.get(str(q), {key: 0.0})[key] for q in range(len(cases))]

    linear = {str(q): grades for q, grades in enumerate(relevance)}
    exponential = {q: {d: 2**g - 1 for d, g in grades.items()} for q, grades in linear.items()}

    def agree(values, qrel, measure, key, run=run):
        np.testing.assert_allclose(values, trec_eval(qrel, run, measure, key), atol=1e-12)

    each = {"per_query": True}
    agree(
        metrics.mean_reciprocal_rank(ranked, relevant, **each), linear, "recip_rank", "recip_rank"
    )
    agree(metrics.mean_average_precision(ranked, relevant, **each), linear, "map", "map")
    for k in KS:
        top = {q: {d: s for d, s in docs.items() if -s < k} for q, docs in run.items()}
        for metric, name in [
            (metrics.recall_at_k, "recall"),
            (metrics.hit_rate_at_k, "success"),
            (metrics.precision_at_k, "P"),
            (metrics.mean_average_precision, "map_cut"),
        ]:
            agree(metric(ranked, relevant, k, **each), linear, f"{name}.{k}", f"{name}_{k}")
        first = metrics.mean_reciprocal_rank(ranked, relevant, k, **each)
        agree(first, linear, "recip_rank", "recip_rank", top)
        for gain, qrel in [("linear", linear), ("exponential", exponential)]:
            values = metrics.ndcg_at_k(ranked, relevance, k, gain=gain, **each)
            agree(values, qrel, f"ndcg_cut.{k}", f"ndcg_cut_{k}")


def test_ndcg_equals_scikit_learns_on_1000_random_cases():
    rng = np.random.default_rng(1)
    for _ in range(100):  # its means over ten cases: one call takes it a millisecond
        n, k = int(rng.integers(2, 12)), int(rng.integers(1, 14))
        grades = rng.integers(0, 5, (10, n))
        scores = rng.permuted(np.tile(np.arange(n), (10, 1)), axis=1)
        ranked, relevance = np.argsort(-scores), [dict(enumerate(row)) for row in grades]
        for gain, y_true in [("linear", grades), ("exponential", 2**grades - 1)]:
            expected = ndcg_score(y_true, scores, k=k)
            assert metrics.ndcg_at_k(ranked, relevance, k, gain) == pytest.approx(expected)


def test_coco_protocol_equals_eccv_captions_on_the_real_5000_ids():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it prefers ujson
        eccv_caption = pytest.importorskip("eccv_caption")
        oracle = eccv_caption.Metrics()
    captions = oracle.coco_ids
    images = np.array(sorted(oracle.coco_gts["i2t"]))
    image_of_text = np.searchsorted(images, [oracle.coco_gts["t2i"][c][0] for c in captions])
    rng = np.random.default_rng(2)
    x = rng.standard_normal((5000, 24), dtype=np.float32)
    similarity = x @ (x[image_of_text] + 1.2 * rng.standard_normal((25000, 24), dtype="f4")).T

    def best_ten(scores, ids):
        best = []
        for start in range(0, len(scores), 500):
            block = np.ascontiguousarray(scores[start : start + 500])
            for row, enough in zip(block, np.quantile(block[:, ::20], 0.98, axis=1), strict=True):
                high = np.flatnonzero(row > enough)
                best.append(ids[high[np.argsort(-row[high])[:10]]].tolist())
        assert {len(row) for row in best} == {10}
        return best

    i2t = dict(zip(images.tolist(), best_ten(similarity, captions), strict=True))
    t2i = dict(zip(captions.tolist(), best_ten(similarity.T, images), strict=True))
    expected = oracle.compute_all_metrics(i2t, t2i, target_metrics=["coco_5k_recalls"])
    report = metrics.cross_modal_report(similarity, image_of_text)
    for k in (1, 5, 10):
        assert report.image_to_text.recall[k] == pytest.approx(expected[f"coco_5k_r{k}"]["i2t"])
        assert report.text_to_image.recall[k] == pytest.approx(expected[f"coco_5k_r{k}"]["t2i"])
    assert 0.2 < report.text_to_image.recall[1] < 0.9


# --- slow, obvious references ------------------------------------------------------------------

ids = st.integers(-1, 6)
rankings = st.lists(ids, max_size=8)
collections = st.sets(ids, max_size=6)


def slow_average_precision(ranking, relevant, k):
    total = 0
    for i in range(1, min(k, len(ranking)) + 1):
        if ranking[i - 1] in relevant and ranking[i - 1] not in ranking[: i - 1]:
            total += len(set(ranking[:i]) & relevant) / i
    return total / len(relevant) if relevant else 0


def slow_reciprocal_rank(ranking, relevant, k):
    return next((1 / i for i, item in enumerate(ranking[:k], 1) if item in relevant), 0)


@relaxed
@given(st.lists(st.tuples(rankings, collections), min_size=1, max_size=4), st.integers(1, 12))
def test_equal_to_slow_references(queries, k):
    ranked, relevant = [r for r, _ in queries], [r for _, r in queries]
    found = [len(set(ranking[:k]) & right) for ranking, right in queries]
    slow = {
        metrics.recall_at_k: [f / len(r) if r else 0 for f, r in zip(found, relevant, strict=True)],
        metrics.hit_rate_at_k: [f > 0 for f in found],
        metrics.precision_at_k: [f / k for f in found],
        metrics.mean_reciprocal_rank: [slow_reciprocal_rank(*query, k) for query in queries],
        metrics.mean_average_precision: [slow_average_precision(*query, k) for query in queries],
    }
    for metric, expected in slow.items():
        values = metric(ranked, relevant, k, per_query=True)
        np.testing.assert_allclose(values, expected, err_msg=metric.__name__)
        assert ((values >= 0) & (values <= 1)).all()
    for metric in (metrics.mean_reciprocal_rank, metrics.mean_average_precision):
        assert metric(ranked, relevant) == metric(ranked, relevant, 8)


@relaxed
@given(rankings, st.dictionaries(ids, st.integers(0, 4), max_size=5), st.integers(1, 9))
def test_ndcg_equals_a_search_over_all_orders(ranking, grades, k):
    for gain, value in [("linear", lambda g: g), ("exponential", lambda g: 2**g - 1)]:

        def dcg(items, value=value):
            firsts = [item if item not in items[:i] else None for i, item in enumerate(items)]
            return sum(
                value(grades.get(item, 0)) / math.log2(i + 1)
                for i, item in enumerate(firsts[:k], 1)
            )

        best = max(dcg(list(order)) for order in itertools.permutations(grades))
        expected = dcg(ranking) / best if best else 0
        assert metrics.ndcg_at_k([ranking], [grades], k, gain) == pytest.approx(expected)


@st.composite
def scored_pairs(draw):
    n_images, n_texts = draw(st.integers(1, 5)), draw(st.integers(1, 8))
    dtype = draw(st.sampled_from([np.float16, np.float32, np.float64, np.int64]))
    few = st.sampled_from([-2, 0, 1, 1, 3] if dtype == np.int64 else [-6e4, -1e-7, 0, 0.5, 0.5, 1])
    rows = st.lists(few, min_size=n_texts, max_size=n_texts)
    similarity = np.array(draw(st.lists(rows, min_size=n_images, max_size=n_images)), dtype=dtype)
    owners = st.lists(st.integers(0, n_images - 1), min_size=n_texts, max_size=n_texts)
    return similarity, np.array(draw(owners))


def slow_rank(scores, right):
    """Position of the first right answer, where wrong ones go first among equals."""
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], i in right))
    return next((rank for rank, i in enumerate(order, 1) if i in right), math.inf)


@relaxed
@given(scored_pairs())
def test_report_equals_sorting_each_query(pair):
    similarity, image_of_text = pair
    report = metrics.cross_modal_report(similarity, image_of_text, ks=(1, 2))
    text_ranks = [slow_rank(similarity[:, t], {i}) for t, i in enumerate(image_of_text)]
    image_ranks = [
        slow_rank(row, set(np.flatnonzero(image_of_text == i))) for i, row in enumerate(similarity)
    ]
    assert report.text_to_image.ranks.tolist() == text_ranks
    assert report.image_to_text.ranks.tolist() == image_ranks
    assert report.image_to_text.recall[2] == np.mean([rank <= 2 for rank in image_ranks])
    assert report.text_to_image.median_rank == np.median(text_ranks)


# --- the report --------------------------------------------------------------------------------


def test_blocks_do_not_change_the_report(monkeypatch):
    rng = np.random.default_rng(3)
    similarity = rng.integers(0, 9, (17, 23)).astype(np.float32)
    owners = rng.integers(0, 17, 23)
    whole = metrics.cross_modal_report(similarity, owners)
    monkeypatch.setattr("course_utils.metrics.cross_modal.BLOCK", 50)
    blocks = metrics.cross_modal_report(similarity, owners)
    assert blocks.text_to_image.ranks.tolist() == whole.text_to_image.ranks.tolist()
    assert blocks.image_to_text.ranks.tolist() == whole.image_to_text.ranks.tolist()


def test_a_model_that_scores_everything_alike_gets_nothing():
    report = metrics.cross_modal_report(np.ones((4, 8)), np.arange(8) // 2)
    assert report.text_to_image.recall == {1: 0, 5: 1, 10: 1}
    assert report.image_to_text.median_rank == 7  # six wrong texts before the first own one


def test_extreme_scores_rank_like_any_others():
    huge = np.array([[3.4e38, -3.4e38], [1e-45, 0]], dtype=np.float32)
    report = metrics.cross_modal_report(huge, [0, 1])
    assert report.text_to_image.ranks.tolist() == [1, 1]
    assert report.image_to_text.ranks.tolist() == [1, 2]


def test_one_image_with_one_text():
    assert metrics.cross_modal_report([[0.5]], [0]).text_to_image.recall[1] == 1


def test_report_prints_as_a_table_that_lines_up():
    report = metrics.cross_modal_report(np.eye(1200), np.arange(1200))
    head, *rows = str(report).split("\n")
    assert [row.split()[3] for row in rows] == ["1,200", "1,200"]
    assert len({len(line) for line in (head, *rows)}) == 1
    assert repr(report) == str(report)


def test_the_report_takes_little_memory():
    similarity = np.random.default_rng(4).standard_normal((2000, 10_000), dtype=np.float32)
    tracemalloc.start()
    metrics.cross_modal_report(similarity, np.arange(10_000) // 5)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10e6 < similarity.nbytes / 2


@pytest.mark.parametrize(
    ("similarity", "owners", "words"),
    [
        ([[0.1, np.nan]], [0, 0], "similarity must be finite"),
        ([0.1, 0.2], [0, 0], "similarity must be 2-D"),
        (np.zeros((2, 4)), [0, 1], "image_of_text must hold a whole number for each of the 4"),
        (np.zeros((2, 2)), [0.0, 1.0], "image_of_text must hold a whole number"),
        (np.zeros((2, 2)), [0, 2], "rows of similarity, 0 to 1"),
        (np.zeros((2, 2)), [-1, 1], "rows of similarity, 0 to 1"),
        (np.zeros((0, 2)), [0, 0], "at least one row"),
    ],
)
def test_report_says_what_is_wrong(similarity, owners, words):
    with pytest.raises(ValueError, match=words):
        metrics.cross_modal_report(similarity, owners)
    with pytest.raises(ValueError, match="ks must be"):
        metrics.cross_modal_report(np.eye(2), [0, 1], ks=(1, 0))


# --- bad input ---------------------------------------------------------------------------------


@pytest.mark.parametrize("metric", BY_LIST)
@pytest.mark.parametrize(
    ("ranked", "relevant", "k", "words"),
    [
        ([], [], 1, "at least one query"),
        ([[1]], [{1}, {2}], 1, "have 1 and 2"),
        ([[1]], [{1}], 0, "k must be a whole number"),
        ([[1]], [{1}], 1.5, "k must be a whole number"),
        ([[1]], [3], 1, r"relevant\[0\] must be a collection of ids, but is a int"),
        ([["a"]], ["a"], 1, r"relevant\[0\] must be a collection"),
        ([[1]], [{1: 2}], 1, "dict of grades"),
        ([{1, 2}], [{1}], 1, r"ranked\[0\] must be a list of ids, best first"),
        (["ab"], [{"a"}], 1, r"ranked\[0\] must be a list"),
        (np.array([1, 2]), [{1}, {2}], 1, r"ranked\[0\] must be a list"),
    ],
)
def test_metrics_say_what_is_wrong(metric, ranked, relevant, k, words):
    with pytest.raises(ValueError, match=words):
        metric(ranked, relevant, k)


@pytest.mark.parametrize(
    ("relevance", "options", "words"),
    [
        ([{1, 2}], {}, r"relevance\[0\] must map ids to grades"),
        ([{1: -1}], {}, "grades from 0 to 1000"),
        ([{1: math.nan}], {}, "grades from 0 to 1000"),
        ([{1: 5000}], {}, "grades from 0 to 1000"),
        ([{1: "high"}], {}, "that of 1 is 'high'"),
        ([{1: 1}], {"gain": "square"}, "gain must be"),
    ],
)
def test_ndcg_says_what_is_wrong(relevance, options, words):
    with pytest.raises(ValueError, match=words):
        metrics.ndcg_at_k([[1]], relevance, 1, **options)


# --- the bootstrap -----------------------------------------------------------------------------


def test_interval_agrees_with_scipys():
    values = np.random.default_rng(5).beta(0.4, 0.6, 120)
    expected = stats.bootstrap(
        (values,), np.mean, method="percentile", n_resamples=10_000, rng=6
    ).confidence_interval
    np.testing.assert_allclose(metrics.bootstrap_interval(values), expected, atol=0.004)


def test_interval_holds_the_true_mean_about_95_times_in_100():
    rng = np.random.default_rng(7)
    inside = 0
    for trial in range(200):
        low, high = metrics.bootstrap_interval(rng.random(80) < 0.4, seed=trial)
        inside += low <= 0.4 <= high
    assert 178 <= inside <= 199


def test_p_value_equals_the_count_over_all_resamples():
    a, b = np.array([0.9, 0.4, 0.8, 0.6, 0.7]), np.array([0.5, 0.5, 0.2, 0.7, 0.1])
    means = np.array([np.mean(draw) for draw in itertools.product(a - b, repeat=5)])
    difference = (a - b).mean()
    exact = 2 * min((means < 1e-12).mean(), (means > -1e-12).mean())  # many are 0 but for rounding
    result = metrics.paired_bootstrap(a, b)
    assert result.difference == pytest.approx(difference)
    assert result.p_value == pytest.approx(exact, abs=0.01)
    np.testing.assert_allclose(result.interval, np.quantile(means, [0.025, 0.975]), atol=0.03)


def test_equal_models_are_seldom_told_apart_and_unequal_ones_always():
    rng = np.random.default_rng(8)
    alarms = 0
    for trial in range(200):
        hard = rng.random(100)
        a, b = (rng.random(100) > hard for _ in range(2))
        alarms += metrics.paired_bootstrap(a, b, seed=trial).p_value < 0.05
    assert 2 <= alarms <= 22
    a = rng.random(300) < 0.6
    result = metrics.paired_bootstrap(a, a & (rng.random(300) < 0.8))
    assert result.p_value < 0.001
    assert result.interval.low > 0


def test_pairing_finds_what_two_separate_intervals_hide():
    hard = np.random.default_rng(9).random(200)
    a, b = hard < 0.55, hard < 0.5
    assert metrics.bootstrap_interval(a).low < metrics.bootstrap_interval(b).high
    assert metrics.paired_bootstrap(a, b).p_value < 0.01


def test_swapping_the_models_swaps_the_sign_only():
    rng = np.random.default_rng(10)
    a, b = rng.random(50), rng.random(50)
    one, other = metrics.paired_bootstrap(a, b), metrics.paired_bootstrap(b, a)
    assert one.difference == -other.difference
    assert one.p_value == other.p_value
    np.testing.assert_allclose(one.interval, np.negative(other.interval)[::-1])


def test_seeds_repeat_and_differ(monkeypatch):
    values = np.random.default_rng(11).random(40)
    first = metrics.bootstrap_interval(values, seed=1)
    assert first == metrics.bootstrap_interval(values, seed=1)
    assert first != metrics.bootstrap_interval(values, seed=2)
    monkeypatch.setattr("course_utils.metrics.bootstrap.BLOCK", 1000)
    assert first == metrics.bootstrap_interval(values, seed=1)


def test_one_value_and_equal_models():
    assert metrics.bootstrap_interval([0.25]) == (0.25, 0.25)
    assert metrics.paired_bootstrap([1, 0, 1], [1, 0, 1]) == (0, (0, 0), 1)


def test_results_print_short():
    assert str(metrics.bootstrap_interval([0.5, 0.5])) == "[0.500, 0.500]"
    text = str(metrics.paired_bootstrap([1, 1], [0, 0]))
    assert text == "difference +1.000 [1.000, 1.000], p = 0.0002"


@pytest.mark.parametrize("values", [[], [0.1, math.nan], [[0.1, 0.2]], 0.5, [math.inf]])
def test_bootstrap_says_what_is_wrong(values):
    with pytest.raises(ValueError, match="values must be"):
        metrics.bootstrap_interval(values)
    with pytest.raises(ValueError, match="a must be"):
        metrics.paired_bootstrap(values, values)
    with pytest.raises(ValueError, match="have 2 and 3"):
        metrics.paired_bootstrap([1, 2], [1, 2, 3])
