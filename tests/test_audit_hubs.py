"""Hubs and repeated rows: planted ones are found in every draw, healthy draws are let through."""

import numpy as np
import pytest

from course_utils import audit
from course_utils.audit import neighbours, rows
from course_utils.datasets import load_pairs
from course_utils.similarity import cosine_similarity, l2_normalize, top_k
from tests.patients import healthy

DRAWS = range(10)


def tower(seed):
    """Two draws of 600 pictures as the image tower gives them: all rows share a direction."""
    drawn = np.random.default_rng(seed).permutation(6094)
    x = l2_normalize(load_pairs("emoji").image_features)
    return x[drawn[:600]], x[drawn[600:1200]]


@pytest.mark.parametrize("seed", DRAWS)
def test_galleries_without_a_hub(seed):
    images, texts = healthy(seed)
    assert audit.hubs(texts, images).ok
    assert audit.hubs(images, texts).ok
    assert audit.hubs(*tower(seed)).ok


@pytest.mark.parametrize("n", [1, 2, 4, 10, 30])
@pytest.mark.parametrize("seed", DRAWS)
def test_among_a_few_rows_each_one_stands_out(n, seed):
    images, texts = healthy(seed, n)
    assert audit.hubs(texts, images).ok
    assert audit.hubs(texts[:3], healthy(seed + 10)[0]).ok


@pytest.mark.parametrize("seed", DRAWS)
def test_a_mean_row_where_all_rows_share_a_direction(seed):
    queries, gallery = tower(seed)
    mean = gallery.mean(axis=0)
    gallery[17] = l2_normalize(mean[None])[0]
    finding = audit.hubs(queries, gallery)
    assert not finding.ok
    assert finding.evidence["rows"].tolist() == [17]
    assert finding.evidence["share"] > 0.4
    assert "row 17 of gallery is among the first 6" in finding.message
    assert audit.hubs(queries - mean, np.delete(gallery, 17, axis=0) - mean).ok  # as it advises


def test_shares_are_those_of_the_whole_matrix():
    images, texts = healthy(3)
    best = top_k(cosine_similarity(texts, images), 6)[1]
    count = np.bincount(best.ravel(), minlength=len(images))
    evidence = audit.hubs(texts, images).evidence
    assert evidence["share"] == count.max() / len(texts)
    assert evidence["never"] == pytest.approx(np.mean(count == 0))
    assert evidence["fair_share"] == 6 / len(images)


@pytest.mark.parametrize("block", [1, 7, 100, 601])
def test_blocks_find_what_the_whole_matrix_shows(block, monkeypatch):
    monkeypatch.setattr(rows, "BLOCK", block)
    images, texts = healthy(4, 200)
    told = []
    found = neighbours.nearest(texts, rows.Rows("images", images), 5, told=told.append)
    values, columns = top_k(texts @ images.T, 5)
    assert found[1].tolist() == columns.tolist()
    np.testing.assert_allclose(found[0], values, atol=1e-6)
    assert sum(told) == 200
    itself = np.arange(200)
    others = neighbours.nearest(images, rows.Rows("images", images), 3, but_not=itself)[1]
    cosines = images @ images.T
    np.fill_diagonal(cosines, -1)
    assert others.tolist() == top_k(cosines, 3)[1].tolist()


@pytest.mark.parametrize("seed", DRAWS)
def test_rows_that_are_there_once(seed):
    images, _ = healthy(seed)
    finding = audit.repeated_rows(images)
    assert finding.ok
    assert finding.evidence["ceiling"] == 1
    assert finding.evidence["groups"] == []


@pytest.mark.parametrize("seed", DRAWS)
def test_captions_that_fit_several_pictures(seed):
    _, texts = healthy(seed)
    _, first = np.unique(texts, axis=0, return_index=True)
    texts = texts[np.sort(first)]
    assert audit.repeated_rows(texts).ok
    texts[100:140] = texts[:40]
    texts[140:145] = texts[0]
    finding = audit.repeated_rows(texts)
    assert not finding.ok
    n = len(texts)
    assert f"85 of {n} rows are there more than once, as often as 7 times" in finding.message
    assert sorted(finding.evidence["groups"][0]) == [0, 100, 140, 141, 142, 143, 144]
    assert finding.evidence["ceiling"] == pytest.approx((n - 45) / n)


def test_groups_of_one_size_stand_in_the_order_of_the_file():
    order = np.random.default_rng(0).permutation(np.r_[np.repeat(np.arange(60), 2), 0])
    groups = audit.repeated_rows(np.eye(60)[order]).evidence["groups"]
    assert len(groups[0]) == 3
    firsts = [group[0] for group in groups[1:]]
    assert firsts == sorted(firsts)


def test_the_ceiling_is_that_of_a_perfect_model():
    texts = np.eye(6)[[0, 0, 0, 1, 1, 2, 3, 4, 5]]
    tied = texts @ texts.T == 1
    assert audit.repeated_rows(texts).evidence["ceiling"] == pytest.approx(np.mean(1 / tied.sum(1)))


def test_a_negative_zero_is_a_zero():
    assert audit.repeated_rows([[0.0, 1.0], [-0.0, 1.0]]).evidence["repeated"] == 1
