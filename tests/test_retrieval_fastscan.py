"""refine with 4-bit codes, scanned in registers: the same as adding up table entries one by one."""

import numpy as np
import pytest

from course_utils.retrieval import VectorIndex, structure
from course_utils.similarity import l2_normalize
from course_utils.threads import load_faiss
from tests.test_retrieval import DIM, NEAREST, QUERIES, VECTORS, filled, recall

UNIT, ASKED = l2_normalize(VECTORS), l2_normalize(QUERIES)


def estimates(index):
    """The product of each query with what each vector's codes decode to, (n_queries, n)."""
    middles, home = structure.cells(index)
    books, entries = structure.codebooks(index), structure.codes(index)
    rebuilt = books[np.arange(len(books)), entries].reshape(len(index), -1)
    return ASKED @ (middles[home] + rebuilt).T


def test_codes_are_of_4_bits_and_scanned_fast_unless_others_are_asked_for():
    faiss = load_faiss()
    index = filled("refine")
    assert index.options["M"] == DIM // 2
    assert structure.codebooks(index).shape == (DIM // 2, 16, 2)
    assert structure.codes(index).max() == 15
    inside = faiss.downcast_index(index.faiss_index.base_index)
    assert isinstance(inside, faiss.IndexIVFPQFastScan)
    slow = filled("refine", nbits=8)
    assert slow.options["M"] == DIM // 8
    assert isinstance(faiss.downcast_index(slow.faiss_index.base_index), faiss.IndexIVFPQ)


def test_codes_decode_to_what_faiss_decodes():
    index = filled("refine")
    inside = load_faiss().downcast_index(index.faiss_index.base_index)
    middles, home = structure.cells(index)
    books, entries = structure.codebooks(index), structure.codes(index)
    rebuilt = middles[home] + books[np.arange(len(books)), entries].reshape(len(index), -1)
    theirs = inside.sa_decode(inside.sa_encode(UNIT))
    np.testing.assert_allclose(rebuilt, theirs, atol=1e-5)
    assert np.abs(rebuilt - UNIT).mean() < 0.05


@pytest.mark.parametrize("k_factor", [1, 3, 10])
def test_it_finds_what_sorting_every_estimate_finds(k_factor):
    """Registers hold tables of 8 bits, so that estimates next to each other may change places."""
    index = filled("refine", nprobe=45, k_factor=k_factor)
    slow = np.argsort(-estimates(index), axis=1)[:, : 10 * k_factor]
    exact = np.take_along_axis(ASKED @ UNIT.T, slow, axis=1)
    best = np.take_along_axis(slow, np.argsort(-exact, axis=1)[:, :10], axis=1)
    scores, ids = index.search(QUERIES, 10)
    assert recall(ids, best) > 0.95
    true = np.take_along_axis(ASKED @ UNIT.T, ids, axis=1)
    np.testing.assert_allclose(scores, true, atol=1e-6)


def test_one_query_finds_what_it_finds_among_many():
    index = filled("refine")
    together = index.search(QUERIES, 10)[1]
    alone = np.concatenate([index.search(query[None], 10)[1] for query in QUERIES])
    assert recall(alone, together) > 0.99


def test_the_default_finds_at_least_what_the_slow_codes_of_twice_the_bits_find():
    assert recall(filled("refine").search(QUERIES, 10)[1]) > (
        recall(filled("refine", nbits=8).search(QUERIES, 10)[1]) - 0.02
    )


@pytest.mark.parametrize("dim", [1, 2, 5, 13, 34])
def test_any_dim_can_be_cut(dim):
    vectors = np.random.default_rng(dim).normal(size=(300, dim)).astype(np.float32)
    index = VectorIndex(dim, "refine", nprobe=17, k_factor=30)
    index.add(vectors)
    scores, _ = index.search(vectors[:20], 5)
    best = -np.sort(-l2_normalize(vectors[:20]) @ l2_normalize(vectors).T, axis=1)[:, :5]
    np.testing.assert_allclose(scores, best, atol=1e-5)
    assert structure.codes(index).shape == (300, index.options["M"])


def test_a_wide_search_finds_everything():
    index = filled("refine", nprobe=45, k_factor=200)
    assert recall(index.search(QUERIES, 10)[1], NEAREST) == 1
