"""Searches among some of the vectors: by ids or by a mask, equal to the slow ways, of any kind."""

import numpy as np
import pytest
import torch

from course_utils.retrieval import VectorIndex, structure
from course_utils.retrieval.among import FEW_QUERIES
from course_utils.retrieval.options import KINDS
from course_utils.similarity import l2_normalize

rng = np.random.default_rng(0)
VECTORS = (rng.normal(size=(800, 4)) @ rng.normal(size=(4, 16))).astype(np.float32)
VECTORS += 0.2 * rng.normal(size=VECTORS.shape).astype(np.float32)
QUERIES = VECTORS[::80] + 0.1
IDS = rng.permutation(5000)[:800] - 2000
every_kind = pytest.mark.parametrize("kind", KINDS)
sizes = pytest.mark.parametrize("size", [1, 12, 700])
numbers = pytest.mark.parametrize("n_queries", [1, FEW_QUERIES, len(QUERIES)])


@pytest.fixture(scope="module")
def indexes():
    made = {}
    for kind in KINDS:
        made[kind] = VectorIndex(16, kind)
        made[kind].add(VECTORS, IDS)
    return made


def stored(index):
    """The unit vectors that scores are products with, (n, dim); decoded where those are codes."""
    if index.exact_scores:
        return l2_normalize(VECTORS)
    if index.kind == "sq8":
        return index.faiss_index.reconstruct_n(0, len(index))
    books, entries = structure.codebooks(index), structure.codes(index)
    decoded = books[np.arange(len(books)), entries].reshape(len(index), -1)
    if index.kind == "ivfpq":
        middles, home = structure.cells(index)
        decoded += middles[home]
    return decoded


def slowly(index, queries, k, rows):
    """Every score of these rows, sorted."""
    queries = l2_normalize(queries)
    if index.kind == "lsh":
        planes = structure.hash_planes(index).T
        sides = queries @ planes >= 0, structure.hash_bits(index)[rows]
        scores = np.cos(np.pi * (sides[0][:, None] != sides[1]).mean(axis=2))
    else:
        scores = queries @ stored(index)[rows].T
    best = np.argsort(-scores, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(scores, best, axis=1), index.ids[rows[best]]


@sizes
@numbers
@every_kind
def test_equal_to_scoring_those_one_by_one(kind, n_queries, size, indexes):
    index, rows = indexes[kind], np.sort(np.random.default_rng(size).permutation(800)[:size])
    queries = QUERIES[:n_queries]
    scores, ids = index.search(queries, 5, among=IDS[rows])
    expected_scores, expected = slowly(index, queries, 5, rows)
    np.testing.assert_allclose(scores, expected_scores, atol=1e-5)
    if index.exact_scores:  # of equal estimates, rounding decides which comes first
        assert (ids != expected).mean() < 0.05
    assert set(ids.ravel()) <= set(IDS[rows])


@every_kind
def test_a_mask_says_the_same_as_its_ids(kind, indexes):
    index = indexes[kind]
    mask = np.random.default_rng(3).random(800) < 0.3
    for queries in (QUERIES[:1], QUERIES):
        expected = index.search(queries, 7, among=index.ids[mask])
        for same in (mask, torch.from_numpy(mask), np.repeat(mask, 2)[::2]):
            for ours, theirs in zip(index.search(queries, 7, among=same), expected, strict=True):
                np.testing.assert_array_equal(ours, theirs)
    assert index.search(QUERIES, 7, among=np.zeros(800, dtype=bool))[1].shape == (10, 0)


@every_kind
def test_the_places_follow_what_is_added_and_removed(kind, tmp_path):
    index = VectorIndex(16, kind)
    index.add(VECTORS[:600], IDS[:600])
    index.search(QUERIES, 3, among=IDS[:50])
    index.add(VECTORS[600:], IDS[600:])
    index.search(QUERIES, 3, among=IDS[:50])
    index.remove(IDS[100:300])
    kept = np.r_[0:100, 300:800]
    among = IDS[kept][::7]
    scores, ids = index.search(QUERIES, 3, among)
    assert set(ids.ravel()) <= set(among)
    index.save(tmp_path / "after")
    fresh = VectorIndex.load(tmp_path / "after")
    for ours, theirs in zip(fresh.search(QUERIES, 3, among), (scores, ids), strict=True):
        np.testing.assert_array_equal(ours, theirs)
    if index.exact_scores:
        true = l2_normalize(QUERIES) @ l2_normalize(VECTORS[kept][::7]).T
        np.testing.assert_allclose(scores, -np.sort(-true, axis=1)[:, :3], atol=1e-5)


def test_a_search_among_some_leaves_no_trace_in_the_file(tmp_path):
    index = VectorIndex(16, "ivf")
    index.add(VECTORS)
    index.save(tmp_path / "before")
    index.search(QUERIES, 3, among=range(20))
    index.save(tmp_path / "after")
    assert (tmp_path / "before").read_bytes() == (tmp_path / "after").read_bytes()


@pytest.mark.parametrize(
    "mask",
    [
        np.ones(799, dtype=bool), np.ones((800, 1), dtype=bool), np.array(True),
        torch.ones(801, dtype=torch.bool), [True] * 800, np.ma.array([True] * 800, mask=[1] * 800),
        np.ones(800), np.array([True] * 800, dtype=object),
    ],
)  # fmt: skip
def test_what_is_no_mask_of_this_index_is_refused_by_name(mask, indexes):
    with pytest.raises(ValueError, match=r"^among must"):
        indexes["flat"].search(QUERIES, 3, among=mask)
