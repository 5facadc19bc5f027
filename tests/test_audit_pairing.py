"""The pairs' check finds each planted fault in every draw, and stays quiet on what is healthy."""

import numpy as np
import pytest

from course_utils import audit
from course_utils.clip import pair_embeddings
from tests.patients import another_model, healthy

DRAWS = range(10)


@pytest.mark.parametrize("seed", DRAWS)
def test_pairs_that_belong_together(seed):
    finding = audit.row_pairs(*healthy(seed))
    assert finding.ok, finding
    assert finding.message.startswith("pairs: an image's own text is closer than 9")
    assert finding.advice == ""
    assert finding.evidence["place"] < 0.1
    assert finding.evidence["offset"] is None


def test_the_order_of_a_file_is_no_fault():
    images, texts = healthy(0)
    order = np.argsort(images[:, 0])  # alike things beside each other
    assert audit.row_pairs(images[order], texts[order]).ok


@pytest.mark.parametrize("seed", DRAWS)
@pytest.mark.parametrize("offset", [1, -2])
def test_a_skipped_row_moves_all_that_follow(seed, offset):
    images, texts = healthy(seed)
    texts[200:] = np.roll(texts[200:], offset, axis=0)
    finding = audit.row_pairs(images, texts)
    assert not finding.ok
    assert finding.evidence["offset"] == offset
    side = "1 rows later" if offset == 1 else "2 rows earlier"
    assert finding.message.endswith(side)
    first = int(finding.message.split("row ")[1].split()[0])
    assert 120 <= first <= 240
    assert "skipped" in finding.advice


def test_a_skipped_row_where_alike_things_stand_together():
    images, texts = pair_embeddings("photos")  # in the order of their labels
    assert audit.row_pairs(images, texts).ok
    texts = np.concatenate([texts[:200], texts[201:], texts[200:201]])
    finding = audit.row_pairs(images, texts)
    assert finding.evidence["offset"] == -1
    assert 160 <= int(finding.message.split("row ")[1].split()[0]) <= 320


@pytest.mark.parametrize("seed", DRAWS)
def test_a_gallery_that_is_half_of_another_model(seed):
    images, texts = healthy(seed)
    images[300:] = another_model(images[300:])
    finding = audit.row_pairs(images, texts)
    assert not finding.ok
    assert finding.evidence["offset"] is None
    first = int(finding.message.split("rows ")[1].split()[0])
    assert 260 <= first <= 320
    assert "to 599" in finding.message
    assert 0.35 < finding.evidence["at_chance"] < 0.65


@pytest.mark.parametrize("seed", DRAWS)
def test_rows_of_another_model_here_and_there(seed):
    images, texts = healthy(seed)
    new = np.random.default_rng(seed).random(len(images)) < 0.4
    images[new] = another_model(images[new])
    finding = audit.row_pairs(images, texts)
    assert not finding.ok
    assert "scattered" in finding.message or "stretches are at chance" in finding.message
    assert finding.evidence["at_chance"] == pytest.approx(new.mean(), abs=0.15)


@pytest.mark.parametrize("seed", DRAWS)
def test_two_models_or_a_shuffled_side(seed):
    images, texts = healthy(seed)
    for other in (another_model(texts), np.random.default_rng(seed).permutation(texts)):
        finding = audit.row_pairs(images, other)
        assert not finding.ok
        assert (
            finding.message
            == "pairs: images and texts are no closer to their own than to any other"
        )


def test_a_sample_says_the_same_as_all_rows():
    images, texts = healthy(0, 1600)
    every = audit.row_pairs(images, texts, sample=5000).evidence["place"]
    some = audit.row_pairs(images, texts, sample=400).evidence["place"]
    assert some == pytest.approx(every, abs=0.03)
    texts = np.roll(texts, 1, axis=0)
    assert audit.row_pairs(images, texts, sample=400).evidence["offset"] == 1


def test_an_equal_text_is_not_closer():
    images, _ = healthy(1)
    assert audit.row_pairs(images, np.tile(images[:1], (600, 1))).evidence["place"] == 0


def test_what_is_no_pair_of_matrices():
    images, texts = healthy(0)
    with pytest.raises(ValueError, match="images and texts must have one dimension"):
        audit.row_pairs(images, texts[:, :5])
    with pytest.raises(ValueError, match="images and texts must pair up row by row"):
        audit.row_pairs(images, texts[:-1])
    with pytest.raises(ValueError, match="images must have at least 40 rows, but have 39"):
        audit.row_pairs(images[:39], texts[:39])
    with pytest.raises(ValueError, match="sample must be a whole number"):
        audit.row_pairs(images, texts, sample=0)
    texts[3, 0] = np.nan
    with pytest.raises(ValueError, match="texts must be finite"):
        audit.row_pairs(images, texts)
