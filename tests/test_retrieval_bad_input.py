"""VectorIndex and its kin meet every kind of matrix, id, count and path that people hand in.

Each gives what plain float64 numbers and Python ints give, or a ValueError with the argument's
name and nothing changed.
"""

import re

import numpy as np
import pytest
import torch

from course_utils.retrieval import VectorIndex, files, realistic_vectors, structure
from course_utils.retrieval.options import KINDS
from tests.bad_kinds import NO_COUNT, NOT_A_MATRIX, SAME, SAME_COUNT, SMALL, bad_paths

IDS = [7, 3, 5]


def filled(vectors=SMALL, ids=IDS, kind="flat", **options):
    index = VectorIndex(SMALL.shape[1], kind, **options)
    index.add(vectors, ids)
    return index


def refused(name):
    """A ValueError that says the argument's name as a word of its own."""
    return pytest.raises(ValueError, match=rf"\b{re.escape(name)}\b")


def found(index):
    return [part.tolist() for part in index.search(SMALL + 0.5, 3)]


MATRICES = {
    "add vectors": lambda x: found(filled(x)),
    "search queries": lambda x: [part.tolist() for part in filled().search(x, 3)],
    "realistic_vectors embeddings": lambda x: realistic_vectors(x, 4, 0).tolist(),
}


@pytest.mark.parametrize("kind", SAME)
@pytest.mark.parametrize("name", MATRICES)
def test_a_matrix_of_any_kind_is_read_as_its_numbers(name, kind):
    expected = MATRICES[name](SMALL)
    for ours, plain in zip(MATRICES[name](SAME[kind](SMALL.copy())), expected, strict=True):
        np.testing.assert_allclose(ours, plain, atol=1e-6)


@pytest.mark.parametrize("kind", NOT_A_MATRIX)
@pytest.mark.parametrize("name", MATRICES)
def test_what_is_no_matrix_is_refused_by_name(name, kind):
    with refused(name.split()[-1]):
        MATRICES[name](NOT_A_MATRIX[kind](SMALL.copy()))


@pytest.mark.parametrize("columns", [1, 3, 5])
def test_another_dim_is_refused_by_name(columns):
    for name, call in {"vectors": filled, "queries": lambda x: filled().search(x, 1)}.items():
        with refused(name):
            call(np.ones((3, columns), dtype=np.float32))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("length", [0, 1e-30, 1e-12, 1, 1e12, 1e30])
def test_one_query_is_found_as_it_is_among_others(kind, length):
    """One float32 query has a shorter way through: the same scores to rounding."""
    vectors = np.random.default_rng(0).normal(size=(40, 4)).astype(np.float32)
    index = VectorIndex(4, kind)
    index.add(vectors)
    queries = vectors[:9] * np.float32(length) + np.float32(length * 0.1)
    scores, ids = index.search(queries, 5)
    alone = [index.search(query[None], 5) for query in queries]
    np.testing.assert_allclose(np.concatenate([s for s, _ in alone]), scores, atol=1e-6)
    if kind != "lsh" and length:
        same = np.concatenate([i for _, i in alone]) == ids
        assert same.mean() > 0.95


def test_one_query_that_is_not_finite_is_refused_by_name():
    for value in (np.nan, np.inf, -np.inf):
        with refused("queries"):
            filled().search(np.array([[1, value, 0, 0]], dtype=np.float32), 1)


# Ids

SAME_IDS = {
    "tuple": tuple,
    "generator": iter,
    "dict": dict.fromkeys,
    "int8 array": lambda x: np.array(x, dtype=np.int8),
    "uint64 array": lambda x: np.array(x, dtype=np.uint64),
    "big-endian array": lambda x: np.array(x, dtype=">i4"),
    "nothing masked": np.ma.array,
    "tensor": torch.tensor,
    "0-d tensors": lambda x: list(torch.tensor(x)),
    "0-d arrays": lambda x: [np.array(number) for number in x],
    "NumPy ints": lambda x: list(np.array(x)),
    "read backwards": lambda x: np.array(x[::-1])[::-1],
}
NO_IDS = {
    "number": 7,
    "0-d array": np.array(7),
    "text": "735",
    "bytes": b"\x07\x03\x05",
    "texts": ["7", "3", "5"],
    "floats": [7.0, 3.0, 5.0],
    "NaN": [7, np.nan, 5],
    "complex": [7, 3j, 5],
    "None among them": [7, None, 5],
    "truth values": [True, False, True],
    "objects": np.array([7, "3", None], dtype=object),
    "table": [[7, 3, 5]],
    "lists": [[7], [3], [5]],
    "ragged": [7, [3], 5],
    "masked": np.ma.array([7, 3, 5], mask=[0, 1, 0]),
    "bfloat16 tensor": torch.tensor([7, 3, 5], dtype=torch.bfloat16),
    "gradient tensor": torch.tensor([7.0, 3, 5], requires_grad=True),
    "too large": [7, 3, 2**63],
    "too small": [7, 3, -(2**63) - 1],
    "dates": np.array([7, 3, 5], dtype="datetime64[s]"),
    "a function": len,
}
TAKES_IDS = {
    "add ids": lambda ids: filled(ids=ids),
    "remove ids": lambda ids: filled().remove(ids),
    "search among": lambda ids: filled().search(SMALL, 1, among=ids),
}


@pytest.mark.parametrize("kind", SAME_IDS)
def test_ids_in_anything_are_the_same_ids(kind):
    index = filled(ids=SAME_IDS[kind](IDS))
    assert index.ids.tolist() == IDS
    assert index.search(SMALL, 3, SAME_IDS[kind](IDS[:2]))[1].tolist() == [[7, 3], [3, 7], [3, 7]]
    index.remove(SAME_IDS[kind](IDS[:2]))
    assert index.ids.tolist() == [5]


@pytest.mark.parametrize("kind", NO_IDS)
@pytest.mark.parametrize("name", TAKES_IDS)
def test_what_is_no_id_is_refused_by_name(name, kind):
    with refused(name.split()[-1]):
        TAKES_IDS[name](NO_IDS[kind])


@pytest.mark.parametrize("n", [0, 1, 2, 4])
def test_as_many_ids_as_vectors(n):
    with refused("ids"):
        filled(ids=range(n))


def test_ids_repeated_or_already_there_are_named():
    for ids in ([7, 3, 7], torch.tensor([3, 3, 3])):
        with pytest.raises(ValueError, match="ids must differ"):
            filled(ids=ids)
    index = filled()
    with pytest.raises(ValueError, match="ids must be new, but 3, 7 are in the index"):
        index.add(SMALL, [3, 4, 7])
    with pytest.raises(ValueError, match="ids must be in the index, but 4, 9 are not"):
        index.remove([4, 3, 9])
    assert index.ids.tolist() == IDS


# Counts and options

COUNTS = {
    "dim": lambda k: VectorIndex(k).search(np.ones((1, 3)), 1)[1].tolist(),
    "k": lambda k: filled().search(SMALL, k)[1].tolist(),
    "n": lambda k: realistic_vectors(SMALL, k, 0).tolist(),
    "nlist": lambda k: filled(kind="ivf", nlist=k).options,
    "nprobe": lambda k: filled(kind="ivfpq", nlist=3, nprobe=k).options,
    "M": lambda k: filled(kind="hnsw", M=k).options,
    "efConstruction": lambda k: filled(kind="hnsw", efConstruction=k).options,
    "efSearch": lambda k: filled(kind="hnsw", efSearch=k).options,
    "nbits": lambda k: filled(kind="pq", nbits=k).options,
    "k_factor": lambda k: filled(kind="refine", k_factor=k).options,
}


@pytest.mark.parametrize("name", COUNTS)
def test_counts(name):
    expected = COUNTS[name](3)
    for same in SAME_COUNT:
        assert COUNTS[name](same) == expected
    for value in NO_COUNT:
        with refused(name):
            COUNTS[name](value)


@pytest.mark.parametrize("name", [name for name in COUNTS if name not in ("k", "n")])
def test_what_faiss_cannot_hold_is_refused_by_name(name):
    for value in (2**31, 2**64, 10**30):
        with refused(name):
            COUNTS[name](value)


def test_k_beyond_n_gives_all():
    for k in (4, 2**31, 2**70):
        assert filled().search(SMALL, k)[1].shape == (3, 3)


@pytest.mark.parametrize("kind", [None, 3, "", "Flat", b"flat", ["flat"], np.array(["flat", "pq"])])
def test_a_kind_has_a_name(kind):
    with refused("kind"):
        VectorIndex(4, kind)


@pytest.mark.parametrize("kind", ["ivf", "ivfpq", "refine"])
def test_no_more_cells_are_looked_into_than_there_are(kind):
    with refused("nprobe"):
        VectorIndex(4, kind, nlist=8, nprobe=9)
    vectors = np.random.default_rng(0).normal(size=(100, 4))
    index = VectorIndex(4, kind)
    index.set_options(nprobe=12)  # nobody knows yet how many cells there will be
    index.add(vectors)
    assert index.options["nprobe"] == index.options["nlist"] == 10
    with pytest.raises(ValueError, match="nprobe must be at most nlist, here 10 cells, but is 11"):
        index.set_options(nprobe=11)
    index.add(np.tile(vectors, (4, 1)) + 1)
    assert index.options["nlist"] == 22
    assert index.options["nprobe"] == 12  # what was asked for, now that there are as many


# Files, samples, structure


def test_paths(tmp_path):
    index = filled()
    for name, path in bad_paths(tmp_path):
        with pytest.raises((ValueError, OSError)) as said:
            VectorIndex.load(path)
        assert isinstance(said.value, OSError) or "path" in str(said.value), name
        if name != "missing":
            with pytest.raises((ValueError, OSError)) as said:
                index.save(path)
            assert isinstance(said.value, OSError) or "path" in str(said.value), name
    assert list(tmp_path.iterdir()) == []


def test_a_path_may_be_a_text_or_an_object(tmp_path):
    for path in (str(tmp_path / "a"), tmp_path / "b"):
        filled().save(path)
        assert found(VectorIndex.load(path)) == found(filled())
        assert files.read(path)[0]["kind"] == "flat"


@pytest.mark.parametrize("seed", [-1, 1.5, None, "1", [1, 2], np.nan, np.array([1, 2])])
def test_a_seed_is_a_whole_number(seed):
    with refused("seed"):
        realistic_vectors(SMALL, 3, seed)


PARTS = [
    structure.cells, structure.codebooks, structure.codes, structure.graph,
    structure.hash_planes, structure.hash_bits,
]  # fmt: skip


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_only_an_index_has_parts(part):
    for index in (None, 3, "ivf", SMALL, filled().faiss_index, VectorIndex, filled()):
        with refused("index"):
            part(index)
