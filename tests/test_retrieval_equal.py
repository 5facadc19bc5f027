"""What VectorIndex does fast equals the slow way: bit for bit where the sums are the same."""

import numpy as np
import pytest

from course_utils.retrieval import VectorIndex, among
from course_utils.retrieval.options import KINDS
from course_utils.similarity import l2_normalize
from course_utils.threads import OneThread, load_faiss

DIM, N = 16, 900
EXACT = ("flat", "ivf", "hnsw", "refine", "bits")
rng = np.random.default_rng(0)
VECTORS = (rng.normal(size=(N, 5)) @ rng.normal(size=(5, DIM))).astype(np.float32)
VECTORS += 0.2 * rng.normal(size=VECTORS.shape).astype(np.float32)
# Sixteen numbers of a quarter: their length is 1 exactly, however it is added up.
QUERIES = (0.25 * rng.choice([-1, 1], size=(30, DIM))).astype(np.float32)
every_kind = pytest.mark.parametrize("kind", KINDS)
exact_kind = pytest.mark.parametrize("kind", EXACT)


@pytest.fixture(scope="module")
def indexes():
    made = {kind: VectorIndex(DIM, kind) for kind in KINDS}
    for index in made.values():
        index.add(VECTORS, np.arange(N) * 3 + 7)
    return made


def scan(queries, k, rows):
    """Gather, compare with each, turn places into ids."""
    faiss = load_faiss()
    with OneThread():
        unit = l2_normalize(VECTORS)[rows]
        scores, found = faiss.knn(queries, unit, min(k, len(rows)), faiss.METRIC_INNER_PRODUCT)
    return scores, rows[found] * 3 + 7


@pytest.mark.parametrize("gathers", ["at once", "in parts", "not at all"])
@pytest.mark.parametrize("n_queries", [1, among.FEW_QUERIES - 1, among.FEW_QUERIES, 30])
@pytest.mark.parametrize("share", [0.003, 0.1, 0.9])
@exact_kind
def test_among_is_a_scan_bit_for_bit(kind, share, n_queries, gathers, indexes, monkeypatch):
    if gathers == "in parts":
        monkeypatch.setattr(among, "AT_ONCE", 50 * DIM)
    if gathers == "not at all":
        monkeypatch.setattr(among, "FEW_NUMBERS", 0)
    mask = np.random.default_rng(n_queries).random(N) < share
    k = 120 if gathers == "in parts" else 10  # more than are gathered at a time
    found = indexes[kind].search(QUERIES[:n_queries], k, among=mask)
    expected = scan(QUERIES[:n_queries], k, np.flatnonzero(mask))
    for ours, slow in zip(found, expected, strict=True):
        np.testing.assert_array_equal(ours, slow)


@exact_kind
def test_the_vectors_it_reads_are_those_of_now(kind):
    """Adding and removing move them: what was read of them before is of no use."""
    index = VectorIndex(DIM, kind)
    index.add(VECTORS[:300])
    for change in (lambda: index.add(VECTORS[300:]), lambda: index.remove(range(200))):
        index.search(QUERIES, 3, among=index.ids[::2])
        change()
        there = index.ids
        scores, ids = index.search(QUERIES, 3, among=np.ones(len(index), dtype=bool))
        expected, rows = scan(QUERIES, 3, there)
        np.testing.assert_array_equal(scores, expected)
        np.testing.assert_array_equal(ids, (rows - 7) // 3)


LAID = {
    "as they come": lambda x: x,
    "by columns": np.asfortranarray,
    "every second": lambda x: np.repeat(x, 2, axis=0)[::2],
    "of any length": lambda x: x * np.geomspace(1e-5, 1e5, len(x), dtype=np.float32)[:, None],
    "one of none": lambda x: np.concatenate([x[:-1], 0 * x[:1]]),
    "huge": lambda x: x * np.float32(1e30),
}


@pytest.mark.parametrize("laid", LAID)
@every_kind
def test_queries_that_skip_checks_find_what_checked_ones_do(kind, laid, indexes):
    queries = LAID[laid](VECTORS[::60] + np.float32(0.05))
    scores, ids = indexes[kind].search(queries, 8)
    slow_scores, slow_ids = indexes[kind].search(queries.tolist(), 8)
    np.testing.assert_allclose(scores, slow_scores, atol=1e-6)
    assert (ids == slow_ids).mean() > (0.9 if indexes[kind].exact_scores else 0.7)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_one_bad_query_among_many_is_refused(value, indexes):
    queries = QUERIES.copy()
    queries[17, 3] = value
    with pytest.raises(ValueError, match="queries must be finite, but 1 of its 30 rows"):
        indexes["flat"].search(queries, 3)


@every_kind
def test_only_queries_with_equal_scores_are_sorted_and_equal_as_if_all_were(kind):
    twice = np.concatenate([VECTORS[:200], VECTORS[200:230], VECTORS[200:230][::-1]])
    index = VectorIndex(DIM, kind)
    index.add(twice)
    scores, rows = index.search(VECTORS[190:230], 9)
    order = np.lexsort((rows, -scores))
    np.testing.assert_array_equal(order, np.broadcast_to(np.arange(9), order.shape))
    equal = (scores[:, 1:] == scores[:, :-1]).any(axis=1)
    assert equal.any()
    if index.exact_scores:
        assert not equal.all()
