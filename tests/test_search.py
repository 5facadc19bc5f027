import numpy as np
import pytest

from course_utils import search
from course_utils.datasets import load_pairs
from course_utils.search import PictureSearch


@pytest.fixture(scope="module")
def photo_search():
    return PictureSearch()


def test_words_find_a_picture(photo_search):
    hits = photo_search.find("a red umbrella")
    assert "umbrella" in hits[0].pair.caption.lower()
    assert len(hits) == 5
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_captions_are_never_searched(photo_search, monkeypatch):
    """With every caption embedding replaced by noise, the same pictures come."""
    before = [hit.row for hit in photo_search.find("a red umbrella")]
    real = search.pair_embeddings

    def shuffled(name, clip):
        images, texts = real(name, clip)
        return images, np.random.default_rng(0).permutation(texts)

    monkeypatch.setattr(search, "pair_embeddings", shuffled)
    after = [hit.row for hit in PictureSearch(clip=photo_search.clip).find("a red umbrella")]
    assert before == after


def test_a_picture_finds_itself_first(photo_search):
    hits = photo_search.find(load_pairs("photos").images[3])
    assert hits[0].row == 3
    assert hits[0].score == pytest.approx(1, abs=0.01)


def test_several_sets_are_searched_as_one(photo_search):
    both = PictureSearch(["photos", "emoji"], photo_search.clip).find("a slice of pizza", k=10)
    assert {hit.set_name for hit in both} == {"photos", "emoji"}


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_query_is_refused(photo_search, query):
    with pytest.raises(ValueError, match="empty"):
        photo_search.find(query)


def test_a_very_long_query_is_cut_and_still_searched(photo_search):
    assert len(photo_search.find("umbrella " * 5000)) == 5
