"""Each check on a planted mistake, which it finds, and on a healthy case, where it stays quiet."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import audit
from course_utils.similarity import cosine_similarity, l2_normalize

relaxed = settings(max_examples=50, deadline=None)


def unit(n, dim=32, seed=0):
    return l2_normalize(np.random.default_rng(seed).standard_normal((n, dim)))


# --- embeddings --------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_healthy_embeddings(dtype):
    finding = audit.check_vectors(unit(200).astype(dtype), "images")
    assert finding.ok
    assert str(finding) == "ok     images: 200 finite rows of length one"
    assert len(finding.evidence["bad_rows"]) == 0
    assert abs(finding.evidence["mean_cosine"]) < 0.02


def test_skipped_normalization_is_found():
    x = unit(50)
    x[[3, 7]] *= [[5], [0.5]]
    finding = audit.check_vectors(x)
    assert not finding.ok
    assert str(finding) == (
        "found  embeddings: 2 of 50 rows do not have length one (lengths 0.500 to 5.000)"
    )
    assert finding.evidence["bad_rows"].tolist() == [3, 7]


def test_zero_rows_nan_and_infinity_are_found():
    x = unit(20)
    x[2], x[5, 1], x[9, 0] = 0, np.nan, np.inf
    finding = audit.check_vectors(x)
    assert not finding.ok
    assert "2 of 20 rows hold NaN or infinite values" in finding.message
    assert "1 of 20 rows are zero" in finding.message
    assert "length one" not in finding.message
    assert finding.evidence["bad_rows"].tolist() == [2, 5, 9]
    assert not audit.check_vectors(np.full((2, 3), np.nan)).ok


@pytest.mark.filterwarnings("error")
def test_rows_beyond_float32_are_findings_too():
    x = unit(20).astype(np.float64)
    x[3] *= 1e300
    finding = audit.check_vectors(x)
    assert str(finding) == "found  embeddings: 1 of 20 rows hold NaN or infinite values"
    assert finding.evidence["bad_rows"].tolist() == [3]
    assert audit.check_embeddings(x, x).findings["images"].message.startswith("images: 1 of 20")
    x[3] = unit(1) * 1e-30
    assert audit.check_vectors(x.astype(np.float32)).message == (
        "embeddings: 1 of 20 rows do not have length one (lengths 0.000 to 1.000)"
    )
    x[3] = unit(1) * 1e30
    assert audit.check_vectors(x.astype(np.float32)).evidence["bad_rows"].tolist() == [3]


def test_a_collapsed_space_is_found():
    alike = l2_normalize(unit(1) + 0.02 * unit(100, seed=1))
    finding = audit.check_vectors(alike)
    assert not finding.ok
    assert "nearly all alike" in finding.message
    off_diagonal = cosine_similarity(alike, alike)[~np.eye(100, dtype=bool)]
    assert finding.evidence["mean_cosine"] == pytest.approx(off_diagonal.mean(), abs=1e-5)


def test_one_embedding():
    assert audit.check_vectors([[0.6, 0.8]]).ok
    with pytest.raises(ValueError, match="images must be 2-D, one vector a row"):
        audit.check_vectors([0.6, 0.8], "images")
    with pytest.raises(ValueError, match="at least one row"):
        audit.check_vectors(np.zeros((0, 4)))


# --- batches -----------------------------------------------------------------------------------


def pairs(n=64, noise=1.5, seed=0):
    rng = np.random.default_rng(seed)
    keys = rng.standard_normal((n, 32))
    return keys + noise * rng.standard_normal((n, 32)), keys


def test_healthy_batch():
    finding = audit.batch_composition(*pairs())
    assert finding.ok
    assert str(finding).startswith("ok     batch: 63 negatives a query, gradient share 0.")
    assert 0.3 < finding.evidence["positive_cosine"] < 0.8
    assert 0.3 < finding.evidence["hardest_cosine"] < 0.6


def test_too_few_negatives_are_found():
    finding = audit.batch_composition(*pairs(n=8))
    assert not finding.ok
    assert "only 7 negatives a query" in finding.message


def test_false_negatives_are_found_by_label_and_by_equal_keys():
    queries, keys = pairs()
    labels = [f"caption {i}" for i in range(64)]
    assert audit.batch_composition(queries, keys, labels).ok
    labels[10:14] = ["a dog"] * 4
    finding = audit.batch_composition(queries, keys, labels)
    assert not finding.ok
    assert "4 of 64 pairs share their label" in finding.message
    assert finding.evidence["false_negatives"].tolist() == [10, 11, 12, 13]
    keys[10:14] = keys[10]
    assert audit.batch_composition(queries, keys).evidence["false_negatives"].size == 4


def test_easy_negatives_are_found():
    queries, keys = pairs(noise=0.05)
    finding = audit.batch_composition(queries, keys)
    assert not finding.ok
    assert "too easy" in finding.message
    assert audit.batch_composition(queries, keys, temperature=1.0).ok


def test_gradient_share_is_that_of_the_softmax_without_false_negatives():
    queries, keys = pairs(n=6)
    labels = [0, 1, 2, 3, 4, 4]
    logits = cosine_similarity(queries, keys).astype(float) / 0.1
    logits[4, 5] = logits[5, 4] = -np.inf
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    share = audit.batch_composition(queries, keys, labels, 0.1).evidence["gradient_share"]
    assert share == pytest.approx(1 - p.diagonal().mean(), abs=1e-6)


def test_batches_at_the_edge():
    one = audit.batch_composition([[1.0, 0.0]], [[1.0, 0.0]])
    assert not one.ok
    assert one.evidence["hardest_cosine"] is None
    hot = audit.batch_composition(*pairs(), temperature=1e-6)
    assert 0 <= hot.evidence["gradient_share"] <= 1
    with pytest.raises(ValueError, match="temperature must be a positive number"):
        audit.batch_composition(*pairs(), temperature=0)
    with pytest.raises(ValueError, match="labels must be one for each pair, but are 2"):
        audit.batch_composition(*pairs(), labels=["a", "b"])
    with pytest.raises(ValueError, match="pair up row by row"):
        audit.batch_composition(np.eye(3), np.eye(3)[:2])


def crowds(kind, seed=0, m=60, size=8):
    """40 crowds of ten pairs each, and batches of one of each crowd, of any, or of one crowd."""
    rng = np.random.default_rng(seed)
    crowd = np.repeat(np.arange(40), 10)
    keys = l2_normalize(unit(40, seed=seed)[crowd] + 0.5 * unit(400, seed=seed + 1))
    draw = {
        "far apart": lambda: rng.choice(40, size, replace=False) * 10 + rng.integers(10, size=size),
        "by lot": lambda: rng.choice(400, size, replace=False),
        "alike": lambda: rng.integers(40) * 10 + rng.choice(10, size, replace=False),
    }[kind]
    queries = l2_normalize(keys + 0.5 * unit(400, seed=seed + 2))
    return queries, keys, np.stack([draw() for _ in range(m)])


@pytest.mark.parametrize("seed", range(5))
def test_company_that_was_kept_apart_is_found(seed):
    finding = audit.batch_company(*crowds("far apart", seed), seed=seed)
    assert not finding.ok
    assert finding.message.endswith("kept apart")
    assert finding.advice
    for kind in ("by lot", "alike"):
        assert audit.batch_company(*crowds(kind, seed), seed=seed).ok
    assert audit.batch_company(*crowds("alike", seed)).evidence["in_errors"] > 3


def test_company_is_that_of_a_loop_without_keys_of_the_same_label():
    queries, keys, batches = crowds("by lot", m=5)
    labels = np.arange(400) // 2  # two pairs each
    nearest = [
        max(float(queries[a] @ keys[b]) for b in batch if labels[b] != labels[a])
        for batch in batches
        for a in batch
    ]
    evidence = audit.batch_company(queries, keys, batches, labels).evidence
    assert evidence["hardest_cosine"] == pytest.approx(np.mean(nearest), abs=1e-6)
    assert len(evidence["difference"]) == 5
    mean = evidence["hardest_cosine"] - evidence["by_lot"]
    assert evidence["difference"].mean() == pytest.approx(mean, abs=1e-6)


def test_company_says_what_is_wrong_with_batches():
    pair = np.eye(4), np.eye(4)
    for batches, message in (
        ([[0, 1]], "batches must be two or more"),
        ([[0], [1]], "of two rows or more"),
        ([[0, 4], [1, 2]], "rows from 0 to 3"),
        ([[0, 1, 2, 3, 0]] * 2, "at most the 4 rows"),
        ([[0.5, 1]], "batches must be whole numbers"),
    ):
        with pytest.raises(ValueError, match=message):
            audit.batch_company(*pair, batches)


# --- near-duplicates ---------------------------------------------------------------------------


def test_no_near_duplicates():
    finding = audit.near_duplicates(unit(300), unit(300, seed=1))
    assert finding.ok
    assert str(finding) == "ok     0 of 300 rows have a near-duplicate (cosine 0.95 or more)"
    assert audit.near_duplicates(unit(300)).ok


def test_planted_leakage_is_found_and_removed():
    train, test = unit(400), unit(100, seed=1)
    test[[5, 50, 99]] = l2_normalize(train[[7, 8, 399]] + 0.02 * unit(3, seed=2)) * 3
    finding = audit.near_duplicates(test, train)
    assert not finding.ok
    assert finding.evidence["rows"].tolist() == [5, 50, 99]
    assert finding.evidence["matches"].tolist() == [7, 8, 399]
    assert (finding.evidence["cosines"] > 0.99).all()
    assert audit.near_duplicates(np.delete(test, finding.evidence["rows"], axis=0), train).ok


def test_within_one_set_the_first_of_each_group_stays():
    x = unit(10)
    x[[4, 8]] = x[1]
    x[9] = x[0]
    finding = audit.near_duplicates(x, threshold=1.0)
    assert finding.evidence["rows"].tolist() == [4, 8, 9]
    assert finding.evidence["matches"].tolist() == [1, 1, 0]


@relaxed
@given(st.integers(0, 12), st.integers(1, 12), st.integers(1, 5), st.booleans(), st.integers(0, 99))
def test_tiles_find_what_the_whole_matrix_shows(n, m, tile, within, seed):
    rng = np.random.default_rng(seed)
    items, reference = (rng.integers(-1, 2, (rows, 3)) for rows in (n, m))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("course_utils.audit.embeddings.TILE", tile)
        found = audit.near_duplicates(items, None if within else reference, 0.8).evidence
    cosine = cosine_similarity(items, items if within else reference)
    if within:
        cosine[np.triu_indices(n)] = -1
    rows = [i for i in range(n) if cosine[i].max() >= 0.8]
    assert found["rows"].tolist() == rows
    for row, match, value in zip(rows, found["matches"], found["cosines"], strict=True):
        assert cosine[row, match] == pytest.approx(cosine[row].max())
        assert value == pytest.approx(cosine[row].max())


def test_near_duplicates_never_hold_the_whole_matrix():
    x = unit(6000, dim=16)
    tracemalloc.start()
    audit.near_duplicates(x)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6000 * 6000 * 4 / 3


def test_near_duplicates_say_what_is_wrong():
    with pytest.raises(ValueError, match="threshold must be above 0"):
        audit.near_duplicates(np.eye(3), threshold=1.5)
    with pytest.raises(ValueError, match="must have one dimension"):
        audit.near_duplicates(np.eye(3), np.eye(4))
    with pytest.raises(ValueError, match="reference must be finite"):
        audit.near_duplicates(np.eye(3), np.full((1, 3), np.nan))


# --- wording -----------------------------------------------------------------------------------


def test_stable_wording():
    prompts, gallery = unit(40), unit(200, seed=1)
    finding = audit.prompt_stability([prompts, 2 * prompts, prompts + 1e-4], gallery)
    assert finding.ok
    assert finding.evidence["same_first"][0] == 1
    assert finding.evidence["overlap"][0] == 1


def test_brittle_wording_is_found():
    prompts, gallery = unit(40), unit(200, seed=1)
    rephrased = prompts + 2 * unit(40, seed=2)
    finding = audit.prompt_stability([prompts, prompts, rephrased], gallery)
    assert not finding.ok
    assert str(finding).startswith("found  wordings[2] keeps the first result for ")
    same, overlap = finding.evidence["same_first"][1], finding.evidence["overlap"][1]
    order = [np.argsort(-(p @ gallery.T), axis=1) for p in (prompts, rephrased)]
    assert same == np.mean(order[0][:, 0] == order[1][:, 0])
    shared = [len(set(a[:10]) & set(b[:10])) / 10 for a, b in zip(*order, strict=True)]
    assert overlap == pytest.approx(np.mean(shared))
    assert audit.prompt_stability([prompts, rephrased], gallery, at_least=same).ok


def test_prompt_stability_at_the_edge():
    small = audit.prompt_stability([np.eye(2), np.eye(2)], np.eye(2), k=10)
    assert small.ok
    assert small.message.endswith("of the first 2")
    with pytest.raises(ValueError, match="wordings must be at least two, but are 1"):
        audit.prompt_stability([np.eye(2)], np.eye(2))
    with pytest.raises(ValueError, match=r"wordings\[0\] and wordings\[1\] must pair up"):
        audit.prompt_stability([np.eye(2), np.eye(3)[:, :2]], np.eye(2))


# --- thresholds --------------------------------------------------------------------------------


def test_a_threshold_on_the_same_domain():
    rng = np.random.default_rng(0)
    alarms = 0
    for _ in range(300):
        validation, new = rng.normal(0.2, 0.1, 400), rng.normal(0.2, 0.1, 600)
        alarms += not audit.threshold_drift(np.quantile(validation, 0.95), validation, new).ok
    assert alarms <= 4


def test_a_threshold_on_another_domain_is_found():
    rng = np.random.default_rng(1)
    validation, new = rng.normal(0.2, 0.1, 1000), rng.normal(0.3, 0.1, 1000)
    threshold = np.quantile(validation, 0.99)
    finding = audit.threshold_drift(threshold, validation, new)
    assert not finding.ok
    assert finding.evidence["validation_share"] == 0.01
    assert finding.evidence["new_share"] == np.mean(new >= threshold) > 0.05
    assert "would restore the share" in finding.message
    mended = audit.threshold_drift(finding.evidence["new_threshold"], new, new)
    assert mended.evidence["new_share"] == 0.01
    assert not audit.threshold_drift(threshold, new, validation).ok


def test_thresholds_at_the_edge():
    assert audit.threshold_drift(2.0, [0.1], [0.3]).ok
    assert audit.threshold_drift(0.0, [0.1, 0.2], [0.3]).evidence["new_share"] == 1
    with pytest.raises(ValueError, match="new must be 1-D with at least one number"):
        audit.threshold_drift(0.5, [0.1], [])
    with pytest.raises(ValueError, match="validation must be finite"):
        audit.threshold_drift(0.5, [np.nan], [0.1])
    with pytest.raises(ValueError, match="threshold must be a finite number"):
        audit.threshold_drift(np.nan, [0.1], [0.1])
