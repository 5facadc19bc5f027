"""Serving checks: the index's order, items encoded again, new traffic, words in pictures."""

import numpy as np
import pytest

from course_utils import audit
from course_utils.clip import load_clip, pair_embeddings
from course_utils.datasets import load_pairs
from course_utils.mistakes import features_under
from course_utils.similarity import cosine_similarity, l2_normalize, top_k
from tests.patients import another_model, healthy

DRAWS = range(10)


def tower(seed):
    drawn = np.random.default_rng(seed).permutation(6094)
    x = load_pairs("emoji").image_features
    return x[drawn[:200]], x[drawn[200:1200]]


@pytest.mark.parametrize("seed", DRAWS)
def test_an_index_that_ranks_by_cosine(seed):
    queries, gallery = tower(seed)
    found = top_k(cosine_similarity(queries, gallery), 10)[1]
    assert audit.search_order(queries, gallery, found).ok
    missed = np.where(np.random.default_rng(seed).random(found.shape) < 0.3, -1, found)
    finding = audit.search_order(queries, gallery, missed)
    assert finding.ok
    assert finding.evidence["shares"]["the cosine"] == 1
    images, texts = healthy(seed)
    nearest = np.argsort(((texts[:, None] - images[None, :50]) ** 2).sum(axis=2), axis=1)[:, :5]
    assert audit.search_order(texts, images[:50], nearest).ok  # one order on unit rows


@pytest.mark.parametrize("seed", DRAWS)
def test_an_index_that_ranks_otherwise(seed):
    queries, gallery = tower(seed)
    squares = np.square(gallery).sum(axis=1)
    orders = {
        "inner product": queries @ gallery.T,
        "L2 distance": 2 * queries @ gallery.T - squares,
        "farthest first": -cosine_similarity(queries, gallery),
    }
    for name, scores in orders.items():
        finding = audit.search_order(queries, gallery, top_k(scores, 10)[1])
        assert not finding.ok
        assert f"those of the {name} (100%)" in finding.message
    finding = audit.search_order(queries, gallery, np.arange(2000).reshape(200, 10) % 1000)
    assert not finding.ok
    assert "of its results are the nearest by cosine" in finding.message


def test_what_an_index_cannot_have_found():
    for found in ([[3]], [[-1]]):
        with pytest.raises(ValueError, match="found must be rows of gallery, 0 to 2"):
            audit.search_order(np.eye(3)[:1], np.eye(3), found)
    with pytest.raises(ValueError, match="queries and found must pair up"):
        audit.search_order(np.eye(3), np.eye(3), [[1]])


@pytest.mark.parametrize("seed", DRAWS)
def test_items_encoded_again(seed):
    images, _ = healthy(seed)
    again = images.astype(np.float16) + np.random.default_rng(seed).normal(0, 1e-3, images.shape)
    assert audit.same_encoding(images, again).ok
    finding = audit.same_encoding(images, another_model(images, seed))
    assert not finding.ok
    assert len(finding.evidence["rows"]) == 600
    one = images.copy()
    one[7] = one[8]
    assert audit.same_encoding(images, one).evidence["rows"].tolist() == [7]


@pytest.mark.parametrize("mistake", ["BGR", "upside down"])
def test_pixels_prepared_another_way(mistake):
    rows, features = features_under(mistake)
    stored = load_pairs("photos").image_features[rows]
    for seed in DRAWS:
        kept = np.random.default_rng(seed).choice(len(rows), 50, replace=False)
        assert audit.same_encoding(stored[kept], stored[kept]).ok
        assert not audit.same_encoding(stored[kept], features[kept]).ok


def test_new_traffic_from_the_same_place_and_from_another():
    photos, emoji = pair_embeddings("photos")[1], pair_embeddings("emoji")[1]
    for seed in DRAWS:
        rng = np.random.default_rng(seed)
        drawn, other = rng.permutation(photos), emoji[rng.choice(len(emoji), 200, replace=False)]
        assert audit.population_drift(drawn[:300], drawn[300:500], seed).ok
        finding = audit.population_drift(drawn[:300], other, seed)
        assert not finding.ok
        assert finding.evidence["p_value"] == 0.001


def test_the_permutation_test_is_true_to_its_level():
    rng = np.random.default_rng(0)
    draws = [(rng.normal(size=(30, 4)), rng.normal(size=(20, 4))) for _ in range(200)]
    p = np.array([audit.population_drift(*draw).evidence["p_value"] for draw in draws])
    assert 0.02 < np.mean(p < 0.1) < 0.18
    assert abs(p.mean() - 0.5) < 0.08
    means = [l2_normalize(side).mean(axis=0) for side in draws[0]]
    distance = audit.population_drift(*draws[0]).evidence["distance"]
    assert distance == pytest.approx(np.linalg.norm(means[0] - means[1]), rel=1e-5)


def test_equal_rows_do_not_drift():
    assert audit.population_drift(np.ones((5, 3)), np.ones((4, 3))).evidence["p_value"] == 1


@pytest.mark.parametrize("seed", DRAWS)
def test_a_model_that_reads_is_told_from_one_that_does_not(seed):
    images = healthy(seed, 60)[0]
    rng = np.random.default_rng(seed)
    words = load_clip().encode_texts(["fruit", "bird", "mammal", "vehicle", "insect", "tool"])
    own, other = rng.integers(0, 6, (2, 60))
    other = np.where(own == other, (own + 1) % 6, other)
    label = 0.3 * l2_normalize(rng.normal(size=(1, 384)))  # a white label, whatever is on it
    smudge = 0.02 * rng.normal(size=(2, 60, 384)) / np.sqrt(384)
    blind = [images + label + part for part in smudge]
    assert audit.written_words(*blind, words[own]).ok
    reading = [part + 0.1 * words[on] for part, on in zip(blind, (own, other), strict=True)]
    finding = audit.written_words(*reading, words[own])
    assert not finding.ok
    assert finding.evidence["gain"] > 0.02
    assert audit.written_words(*reading, words[(own + 3) % 6]).evidence["z"] < 3


def test_words_must_pair_up():
    with pytest.raises(ValueError, match="written and words must pair up"):
        audit.written_words(np.eye(3), np.eye(3), np.eye(3)[:2])
    assert audit.written_words(np.eye(3), np.eye(3), np.eye(3)).ok
