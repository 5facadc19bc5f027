"""Kind auto: it finds what was wanted, fits where it has to, and says so of other queries."""

import numpy as np
import pytest

from benchmarks.vectors import vectors_and_queries
from course_utils.retrieval import VectorIndex

VECTORS, QUERIES = vectors_and_queries(12_000, 900, 32, seed=5)
FEW = VECTORS[:2000]
ASKED, TESTED = QUERIES[:400], QUERIES[400:]


def made(vectors, **wishes):
    index = VectorIndex(32, "auto", **wishes)
    index.add(vectors)
    return index


def recall(index, vectors, queries=TESTED):
    true = np.argsort(-queries @ vectors.T, axis=1)[:, :10]
    found = index.search(queries, 10)[1]
    return (found[:, :, None] == true[:, None, :]).any(axis=2).mean()


def test_few_vectors_are_compared_with_all():
    index = made(FEW)
    assert (index.kind, index.options) == ("flat", {})
    assert index.chosen == (1, (1, 1))


def test_what_is_wanted_is_found_by_queries_that_had_no_say():
    widths = []
    for wanted in (0.7, 0.9, 0.98):
        index = made(VECTORS, recall=wanted, queries=ASKED)
        assert index.kind == "refine"
        found, (low, high) = index.chosen
        assert low <= found <= high
        assert recall(index, VECTORS) > wanted - 0.01
        assert recall(index, VECTORS) == pytest.approx(found, abs=0.03)
        widths.append(index.options["nprobe"] * index.options["k_factor"])
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]


def test_wanting_all_is_comparing_with_all():
    assert made(VECTORS, recall=1).kind == "flat"


def test_its_own_vectors_are_asked_without_themselves():
    """A vector finds itself in any index: counting that would promise a tenth for nothing."""
    index = made(VECTORS, recall=0.95)
    asked = VECTORS[::25]
    own = np.arange(0, len(VECTORS), 25)
    scores = asked @ VECTORS.T
    scores[np.arange(len(asked)), own] = -2
    true = np.argsort(-scores, axis=1)[:, :10]
    found = index.search(asked, 11)[1]
    others = zip(found.tolist(), own.tolist(), true.tolist(), strict=True)
    shares = [len((set(f) - {o}) & set(t)) / 10 for f, o, t in others]
    assert np.mean(shares) == pytest.approx(index.chosen[0], abs=0.02)


@pytest.mark.parametrize(
    ("bytes_a_vector", "kind"), [(4 * 32 + 20, "refine"), (4 * 32, "flat"), (32, "sq8"), (16, "pq")]
)
def test_it_fits(bytes_a_vector, kind):
    index = made(VECTORS, recall=0.5, memory=bytes_a_vector * len(VECTORS))
    assert index.kind == kind
    if kind in ("sq8", "pq"):
        assert index.faiss_index.sa_code_size() <= bytes_a_vector


def test_what_cannot_be_had_is_said():
    index = VectorIndex(32, "auto", memory=2 * len(FEW))
    with pytest.raises(ValueError, match=r"memory must hold codes that find 0\.95 .* a vector"):
        index.add(FEW)
    assert len(index) == 0


def test_it_chooses_anew_when_there_are_four_times_as_many():
    index = made(FEW)
    index.add(VECTORS[2000:])
    assert index.kind == "refine"
    assert recall(index, VECTORS) > 0.9
    index.add(VECTORS[:10] + 0.1)
    assert len(index) == 12_010


def test_a_loaded_index_keeps_its_kind_and_an_empty_one_its_wishes(tmp_path):
    index = made(VECTORS, recall=0.8)
    index.save(tmp_path / "full")
    loaded = VectorIndex.load(tmp_path / "full")
    assert repr(loaded) == repr(index)
    for ours, theirs in zip(loaded.search(TESTED, 5), index.search(TESTED, 5), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    VectorIndex(32, "auto", recall=1).save(tmp_path / "empty")
    empty = VectorIndex.load(tmp_path / "empty")
    empty.add(VECTORS)
    assert empty.kind == "flat"


def test_the_same_vectors_make_the_same_choice():
    first, second = made(VECTORS), made(VECTORS)
    assert (first.options, first.chosen) == (second.options, second.chosen)


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        ({"recall": 0}, "recall must be above 0"),
        ({"recall": "most"}, "recall must be above 0"),
        ({"memory": 0}, "memory must be a whole number"),
        ({"queries": np.eye(3)}, "queries must have 32 columns"),
        ({"queries": np.eye(32)[:2]}, "queries must be at least 40"),
    ],
)
def test_wishes_that_are_none(wishes, message):
    with pytest.raises(ValueError, match=message):
        VectorIndex(32, "auto", **wishes)


def test_options_are_not_set_before_they_are_chosen():
    with pytest.raises(ValueError, match="chosen when vectors are added"):
        VectorIndex(32, "auto").set_options(nprobe=3)
    with pytest.raises(ValueError, match="nlist is no option of kind 'auto'"):
        VectorIndex(32, "auto", nlist=3)
