"""What the pictures show is what the searches use."""

import numpy as np
import pytest

from course_utils.retrieval import VectorIndex, structure
from course_utils.similarity import l2_normalize

rng = np.random.default_rng(0)
VECTORS = rng.normal(size=(500, 6)).astype(np.float32)
QUERIES = rng.normal(size=(20, 6)).astype(np.float32)
UNIT = l2_normalize(VECTORS)


def filled(kind, **options):
    """An index from which vectors were added and removed, so that its rows were renumbered."""
    index = VectorIndex(6, kind, **options)
    index.add(QUERIES, ids=np.arange(20) + 1000)
    index.add(VECTORS[:100])
    index.remove(np.arange(20) + 1000)
    index.add(VECTORS[100:])
    return index


@pytest.mark.parametrize("kind", ["ivf", "ivfpq", "refine"])
def test_each_vector_is_in_the_cell_of_the_nearest_centroid(kind):
    index = filled(kind, nprobe=1)
    centroids, cell_of = structure.cells(index)
    assert centroids.shape == (index.options["nlist"], 6)
    np.testing.assert_allclose(np.linalg.norm(centroids, axis=1), 1, atol=1e-5)
    to_centroid = UNIT @ centroids.T
    own = to_centroid[np.arange(500), cell_of]
    if kind == "ivf":  # the others are learned again from decoded vectors, or keep no whole ones
        np.testing.assert_allclose(own, to_centroid.max(axis=1), atol=1e-5)
    _, ids = index.search(QUERIES, k=1)
    probed = (l2_normalize(QUERIES) @ centroids.T).argmax(axis=1)
    row_of = {number: row for row, number in enumerate(index.ids.tolist())}
    assert [cell_of[row_of[i]] for i in ids[:, 0].tolist()] == probed.tolist()


def test_codes_name_the_entries_that_a_vector_decodes_to():
    for nbits in (8, 5):
        index = filled("pq", M=3, nbits=nbits)
        codebooks, codes = structure.codebooks(index), structure.codes(index)
        assert codebooks.shape == (3, 2**nbits, 2)
        assert codes.shape == (500, 3)
        decoded = np.concatenate([codebooks[m][codes[:, m]] for m in range(3)], axis=1)
        inside = index.faiss_index.reconstruct_n(0, 500)
        np.testing.assert_allclose(decoded, inside, atol=1e-6)


@pytest.mark.parametrize("kind", ["ivfpq", "refine"])
def test_codes_of_residuals_are_added_to_the_centroid(kind):
    index = filled(kind, M=3)
    centroids, cell_of = structure.cells(index)
    codebooks, codes = structure.codebooks(index), structure.codes(index)
    decoded = centroids[cell_of] + np.concatenate(
        [codebooks[m][codes[:, m]] for m in range(3)], axis=1
    )
    assert np.abs(decoded - UNIT).mean() < 0.1
    assert np.abs(centroids[cell_of] - UNIT).mean() > 1.5 * np.abs(decoded - UNIT).mean()


def test_a_greedy_walk_on_the_graph_finds_what_hnsw_finds():
    index = filled("hnsw", M=12)
    top, links, entry = structure.graph(index)
    assert len(links) == top.max() + 1 > 1
    assert top[entry] == top.max()
    for layer, pairs in enumerate(links):
        assert (top[pairs] >= layer).all()
        assert (pairs[:, 0] != pairs[:, 1]).all()
        assert np.bincount(pairs[:, 0], minlength=1).max() <= (24 if layer == 0 else 12)
    queries = l2_normalize(QUERIES)
    walked = []
    for query in queries:
        here = entry
        for pairs in reversed(links):
            while True:
                near = np.append(pairs[pairs[:, 0] == here, 1], here)
                best = near[(UNIT[near] @ query).argmax()]
                if best == here:
                    break
                here = best
        walked.append(here)
    found, _ = index.search(QUERIES, k=1)
    reached = (UNIT[walked] * queries).sum(axis=1)
    assert np.mean(reached > found[:, 0] - 0.1) > 0.8


def test_bits_tell_the_side_of_each_plane():
    index = filled("lsh", nbits=11)
    planes, bits = structure.hash_planes(index), structure.hash_bits(index)
    assert planes.shape == (11, 6)
    np.testing.assert_array_equal(bits, UNIT @ planes.T >= 0)


def test_a_kind_without_the_part_and_an_empty_index_are_refused():
    with pytest.raises(ValueError, match="must be of kind ivf or ivfpq or refine, but is pq"):
        structure.cells(filled("pq"))
    with pytest.raises(ValueError, match="must hold vectors, but is empty"):
        structure.graph(VectorIndex(3, "hnsw"))
