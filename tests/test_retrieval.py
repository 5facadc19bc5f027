"""VectorIndex: every kind against exact search, its edges, and what goes wrong elsewhere."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from course_utils.retrieval import VectorIndex, realistic_vectors, structure
from course_utils.retrieval.options import KINDS, choose_options
from course_utils.similarity import cosine_similarity, l2_normalize
from course_utils.threads import load_faiss

EXACT = ("flat", "ivf", "hnsw", "refine", "bits")
DIM = 32
NARROW = {"ivf": {"nprobe": 1}, "ivfpq": {"nprobe": 1}, "refine": {"nprobe": 1, "k_factor": 1}}
NARROW["hnsw"] = {"efSearch": 1, "M": 2}
quick = settings(max_examples=50, deadline=None)
every_kind = pytest.mark.parametrize("kind", KINDS)


def clustered(n, seed, dim=DIM):
    rng = np.random.default_rng(seed)
    centres = np.random.default_rng(99).normal(size=(40, dim))
    spread = rng.normal(size=(n, dim)) * 0.6
    return (centres[rng.integers(40, size=n)] + spread).astype(np.float32)


VECTORS, QUERIES = clustered(2000, seed=1), clustered(50, seed=2)
TRUE = cosine_similarity(QUERIES, VECTORS)
NEAREST = np.argsort(-TRUE, axis=1)[:, :10]


def filled(kind, vectors=VECTORS, ids=None, **options):
    index = VectorIndex(vectors.shape[1], kind, **options)
    index.add(vectors, ids)
    return index


@pytest.fixture(scope="module")
def indexes():
    return {kind: filled(kind) for kind in KINDS}


def recall(ids, nearest=NEAREST):
    pairs = zip(ids.tolist(), nearest.tolist(), strict=True)
    return np.mean([len(set(found) & set(wanted)) / len(wanted) for found, wanted in pairs])


def decoded(index):
    """What the scores of an index are cosines with, or inner products, when they are estimates."""
    return index.faiss_index.reconstruct_n(0, len(index))


# What is found


LEAST_RECALL = {"flat": 1, "ivf": 0.9, "pq": 0.3, "ivfpq": 0.3, "hnsw": 0.9, "lsh": 0.3}
LEAST_RECALL |= {"refine": 0.9, "sq8": 0.95, "bits": 0.9}


@every_kind
def test_each_kind_finds_the_nearest_and_still_does_when_loaded(kind, indexes, tmp_path):
    scores, ids = indexes[kind].search(QUERIES, k=10)
    assert recall(ids) >= LEAST_RECALL[kind]
    indexes[kind].save(tmp_path / "index")
    loaded = VectorIndex.load(tmp_path / "index")
    for before, after in zip((scores, ids), loaded.search(QUERIES, k=10), strict=True):
        np.testing.assert_array_equal(before, after)
    assert repr(loaded) == repr(indexes[kind])
    assert (loaded.ids == indexes[kind].ids).all()


@every_kind
def test_scores_are_cosines_or_near_them_and_descend(kind, indexes):
    scores, ids = indexes[kind].search(QUERIES, k=10)
    assert scores.dtype == np.float32
    assert ids.dtype == np.int64
    assert (np.diff(scores, axis=1) <= 0).all()
    error = scores - np.take_along_axis(TRUE, ids, axis=1)
    assert indexes[kind].exact_scores == (kind in EXACT)
    assert np.abs(error).max() < 1e-5 if kind in EXACT else 1e-5 < np.abs(error).mean() < 0.08


@pytest.mark.parametrize("kind", ["pq", "ivfpq", "sq8"])
def test_an_estimate_is_the_product_with_the_decoded_vector(kind, indexes):
    scores, ids = indexes[kind].search(QUERIES, k=10)
    products = l2_normalize(QUERIES) @ decoded(indexes[kind]).T
    np.testing.assert_allclose(scores, np.take_along_axis(products, ids, axis=1), atol=1e-5)


def test_lsh_estimates_the_cosine_from_the_planes_between(indexes):
    index = indexes["lsh"]
    sides = l2_normalize(QUERIES) @ structure.hash_planes(index).T >= 0
    between = (sides[:, None] != structure.hash_bits(index)).mean(axis=2)
    scores, ids = index.search(QUERIES, k=10)
    expected = np.cos(np.pi * np.take_along_axis(between, ids, axis=1))
    np.testing.assert_allclose(scores, expected, atol=1e-6)


def test_lengths_of_vectors_and_queries_do_not_matter():
    lengths = np.geomspace(1e-20, 1e20, len(VECTORS)).astype(np.float32)[:, None]
    scores, ids = filled("flat", VECTORS * lengths).search(QUERIES * 1e15, k=5)
    np.testing.assert_array_equal(ids, NEAREST[:, :5])
    np.testing.assert_allclose(scores, -np.sort(-TRUE, axis=1)[:, :5], atol=1e-6)


def test_equal_scores_are_in_the_order_of_adding():
    _, ids = filled("flat", np.ones((5, 3)), ids=[9, 7, 8, 1, 4]).search(np.ones((1, 3)), k=5)
    assert ids.tolist() == [[9, 7, 8, 1, 4]]


@every_kind
def test_among_ranks_those_vectors_as_the_whole_search_does(kind, indexes):
    index, among = indexes[kind], range(5, 2000, 9)
    scores, ids = index.search(QUERIES, 12, among)
    assert (ids % 9 == 5).all()
    if kind in EXACT:
        best = -np.sort(-TRUE[:, 5::9], axis=1)[:, :12]
        np.testing.assert_allclose(scores, best, atol=1e-6)
    else:
        all_scores, all_ids = index.search(QUERIES, 2000, range(2000))
        for row in range(len(QUERIES)):
            kept = all_ids[row] % 9 == 5
            np.testing.assert_allclose(scores[row], all_scores[row][kept][:12], atol=1e-6)
            score_of = dict(zip(all_ids[row], all_scores[row], strict=True))
            own = [score_of[number] for number in ids[row]]
            np.testing.assert_allclose(scores[row], own, atol=1e-6)


# Properties, on a few vectors with any ids


int64 = st.integers(-(2**63), 2**63 - 1)
rows = arrays(np.float32, (4,), elements=st.floats(-9, 9, width=32).map(lambda v: round(v, 1)))


@st.composite
def small_indexes(draw):
    """An index that looks as narrowly as it can, its content, and queries."""
    kind = draw(st.sampled_from(KINDS))
    stored = draw(st.dictionaries(st.just(-1) | int64, rows, min_size=1, max_size=30))
    index = VectorIndex(4, kind, **NARROW.get(kind, {}))
    split = draw(st.integers(0, len(stored)))
    numbers, vectors = list(stored), np.array(list(stored.values()))
    index.add(vectors[:split], numbers[:split])
    index.add(vectors[split:], numbers[split:])
    return index, stored, np.array(draw(st.lists(rows, min_size=1, max_size=3)))


def check_search(index, stored, queries, k, among=None):
    """What a search finds: every place filled, by different ids that are there, scored rightly."""
    scores, ids = index.search(queries, k, among)
    there = [i for i in index.ids.tolist() if among is None or i in among]
    assert scores.shape == ids.shape == (len(queries), min(k, len(there)))
    for found in ids.tolist():
        assert len(set(found)) == len(found)
        assert set(found) <= set(there)
    if index.exact_scores and ids.size:
        true = cosine_similarity(queries, np.array([stored[i] for i in there]))
        columns = np.array([[there.index(i) for i in found] for found in ids.tolist()])
        np.testing.assert_allclose(scores, np.take_along_axis(true, columns, 1), atol=1e-5)
        if index.kind == "flat" or among is not None:
            best = -np.sort(-true, axis=1)[:, : ids.shape[1]]
            np.testing.assert_allclose(scores, best, atol=1e-5)
    return scores, ids


@quick
@given(small_indexes(), st.integers(1, 40))
def test_a_search_fills_every_place(made, k):
    check_search(*made, k)


@quick
@given(small_indexes(), st.integers(1, 40), st.data())
def test_among_is_a_search_of_only_those(made, k, data):
    index, stored, queries = made
    among = data.draw(st.sets(st.sampled_from(list(stored)), min_size=1) | st.sets(int64))
    scores, ids = check_search(index, stored, queries, k, among)
    all_scores, all_ids = index.search(queries, len(index))
    for row, found in enumerate(ids.tolist()):
        kept = np.isin(all_ids[row], list(among & set(stored)))
        np.testing.assert_allclose(scores[row], all_scores[row][kept][:k], atol=1e-5)
        assert set(found) <= among


@quick
@given(small_indexes(), st.data())
def test_removed_vectors_are_gone_and_the_others_score_as_before(made, data):
    index, stored, queries = made
    gone = data.draw(st.sets(st.sampled_from(list(stored))))
    scores = index.search(queries, len(index), among=set(stored) - gone)[0]
    index.remove(gone)
    assert index.ids.tolist() == [i for i in stored if i not in gone]
    left = check_search(index, stored, queries, len(stored))[0]
    np.testing.assert_allclose(left, scores, atol=1e-5)
    index.add(np.array([stored[i] for i in gone]).reshape(-1, 4), gone)
    check_search(index, stored, queries, 3)
    assert len(index) == len(stored)


def test_narrow_searches_really_find_too_few_in_faiss():
    """Else the tests above would not show that VectorIndex looks wider."""
    for kind, options in NARROW.items():
        index = filled(kind, **options)
        found = index.search(QUERIES, k=1500)[1]
        assert all(len(set(ids)) == 1500 for ids in found.tolist())
        if kind != "refine":
            inside = index.faiss_index
            if kind == "hnsw":
                inside.hnsw.efSearch = 1
            assert (inside.search(l2_normalize(QUERIES), 1500)[1] == -1).any()


# Adding, removing, options


@every_kind
def test_ids_may_be_negative_and_huge_and_minus_one_is_an_id_like_others(kind):
    ids = np.array([-1, -(2**63), 2**63 - 1, 0, 5])
    index = filled(kind, np.eye(5), ids)
    assert index.search(np.eye(5), k=1)[1].ravel().tolist() == ids.tolist()
    index.remove([-1])
    assert -1 not in index.search(np.eye(5), k=9)[1]
    with pytest.raises(ValueError, match="within int64"):
        index.add(np.eye(5))  # no number is left after the largest


def test_ids_go_on_from_the_largest_ever_used():
    index = filled("flat", np.eye(3))
    index.add(np.eye(3), [10, -5, 7])
    index.remove([10])
    index.add(np.eye(3)[:1])
    assert index.ids.tolist() == [0, 1, 2, -5, 7, 11]


@every_kind
def test_a_first_add_of_few_vectors_does_not_spoil_many_later_ones(kind, indexes, capfd):
    index = filled(kind, VECTORS[:3])
    index.add(VECTORS[3:])
    assert recall(index.search(QUERIES, 10)[1]) >= LEAST_RECALL[kind]
    assert index.options == indexes[kind].options
    assert capfd.readouterr() == ("", "")  # faiss complains of few vectors on stderr


def test_options_come_from_the_number_of_vectors_and_from_dim(indexes):
    assert indexes["ivf"].options == {"nlist": 45, "nprobe": 23}
    assert choose_options("ivf", 8, 10_000, {}) == {"nlist": 400, "nprobe": 48}
    assert choose_options("refine", 8, 10_000, {})["nlist"] == 100
    assert choose_options("refine", 8, 99_999, {})["nlist"] == 316
    assert choose_options("refine", 8, 250_000, {})["nlist"] == 3000
    assert choose_options("refine", 8, 1_000_000, {})["nlist"] == 4000
    assert choose_options("hnsw", 8, 9_999, {})["efSearch"] == 64
    assert choose_options("hnsw", 8, 10_000, {})["efSearch"] == 128
    assert indexes["pq"].options == {"M": 4, "nbits": 8}
    assert filled("pq", np.eye(13)).options["M"] == 13
    assert filled("ivf", np.eye(5), nlist=100).options["nlist"] == 5
    assert VectorIndex(5, "ivf", nlist=100).options == {"nlist": 100}


def test_wider_searches_find_more():
    hard = realistic_vectors(clustered(300, seed=3), 3000, seed=0)
    queries, vectors = hard[:100], hard[100:]
    nearest = filled("flat", vectors).search(queries, 10)[1]
    for kind, name in {"ivf": "nprobe", "hnsw": "efSearch", "refine": "k_factor"}.items():
        index = filled(kind, vectors)
        found = []
        for width in (1, 4, 48):
            index.set_options(**{name: width})
            assert index.options[name] == width
            found.append(recall(index.search(queries, 10)[1], nearest))
        assert found[0] < found[1] < found[2]


@every_kind
def test_threads_change_nothing(kind, tmp_path):
    faiss = load_faiss()
    before = faiss.omp_get_max_threads()
    try:
        for threads in (1, 2):
            faiss.omp_set_num_threads(threads)
            index = filled(kind, VECTORS)
            assert faiss.omp_get_max_threads() == threads
            index.save(tmp_path / str(threads))
            np.savez(tmp_path / f"{threads}.npz", *index.search(QUERIES, 10))
    finally:
        faiss.omp_set_num_threads(before)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert (tmp_path / "1.npz").read_bytes() == (tmp_path / "2.npz").read_bytes()


# What index code often gets wrong


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "lsh"])
def test_faiss_compares_by_inner_product(kind, indexes):
    assert indexes[kind].faiss_index.metric_type == load_faiss().METRIC_INNER_PRODUCT


def test_m_is_the_number_of_pieces_and_must_divide_dim():
    assert structure.codebooks(filled("pq", M=2)).shape == (2, 256, 16)
    with pytest.raises(ValueError, match="dim is 32 and M is 5; it can be 1, 2, 4, 8, 16, 32"):
        VectorIndex(DIM, "ivfpq", M=5)


def test_codes_of_a_quarter_of_dim_are_a_sixteenth_of_the_vectors(tmp_path):
    index = filled("pq", M=DIM // 4)
    assert structure.codes(index).astype(np.uint8).nbytes * 16 == VECTORS.nbytes
    index.save(tmp_path / "pq")
    with_ids = len(VECTORS) * (DIM // 4 + 8)
    codebooks = structure.codebooks(index).nbytes
    assert with_ids + codebooks < (tmp_path / "pq").stat().st_size < with_ids + codebooks + 1000


def test_looking_into_every_cell_does_not_mend_the_codes_but_refining_does():
    everywhere = recall(filled("ivfpq", M=2, nprobe=45).search(QUERIES, 10)[1])
    refined = recall(filled("refine", M=2, nprobe=45, k_factor=20).search(QUERIES, 10)[1])
    assert everywhere < 0.6
    assert refined > everywhere + 0.3


@every_kind
def test_an_empty_index_answers_with_no_columns(kind, tmp_path):
    index = VectorIndex(DIM, kind)
    index.add(np.empty((0, DIM)))
    index.save(tmp_path / "empty")
    emptied = filled(kind, VECTORS[:3])
    emptied.remove([0, 1, 2])
    for empty in (index, VectorIndex.load(tmp_path / "empty"), emptied):
        scores, ids = empty.search(QUERIES, k=5)
        assert (scores.shape, ids.shape) == ((50, 0), (50, 0))
        assert len(empty) == 0
    emptied.add(VECTORS[:3])
    assert emptied.search(VECTORS[:3], k=1)[1].ravel().tolist() == [3, 4, 5]


@every_kind
def test_more_clusters_codes_and_neighbours_than_vectors(kind):
    options = {"ivf": {"nlist": 100}, "ivfpq": {"nlist": 100}, "refine": {"nlist": 100}}
    scores, ids = filled(kind, np.eye(3), **options.get(kind, {})).search(np.eye(3), k=50)
    assert ids.shape == scores.shape == (3, 3)
    assert ids[:, 0].tolist() == [0, 1, 2]
    assert scores[:, 0] == pytest.approx([1, 1, 1], abs=0.5 / 255 if kind == "sq8" else 1e-5)


nan_row = np.full((1, 3), np.nan)
BAD = [
    (lambda index: index.search(nan_row, 1), "queries must be finite"),
    (lambda index: index.search([[np.inf, 0, 0]], 1), "queries must be finite"),
    (lambda index: index.search([1, 0, 0], 1), "queries must be 2-D"),
    (lambda index: index.search([[1, 0]], 1), "queries must have 3 columns"),
    (lambda index: index.search([["a", "b", "c"]], 1), "queries must hold real numbers"),
    (lambda index: index.search(np.eye(3), 0), "k must be a whole number of at least 1"),
    (lambda index: index.search(np.eye(3), 2.0), "k must be a whole number of at least 1"),
    (lambda index: index.search(np.eye(3), 1, among=7), "among must be whole numbers"),
    (lambda index: index.search(np.eye(3), 1, among=[True]), "among must be whole numbers"),
    (lambda index: index.add(nan_row), "vectors must be finite"),
    (lambda index: index.add(np.ones((2, 4))), "vectors must have 3 columns"),
    (lambda index: index.add(np.ones(3)), "vectors must be 2-D"),
    (lambda index: index.add(np.eye(3), [7, 8]), "ids must be one a vector, but are 2 for 3"),
    (lambda index: index.add(np.eye(3), [7, 8, 7]), "ids must differ, but 7 is repeated"),
    (lambda index: index.add(np.eye(3), [7, 0, 1]), "but 0, 1 are in the index already"),
    (lambda index: index.add(np.eye(3), [0.5, 1, 2]), "ids must be whole numbers"),
    (lambda index: index.add(np.eye(3), [1, 2, 2**63]), "each within int64"),
    (lambda index: index.add(np.eye(3), [1, 2, 2**64]), "each within int64"),
    (lambda index: index.remove([0, 3]), "ids must be in the index, but 3 is not"),
    (lambda index: index.set_options(nprobe=4), "nprobe is no option of kind 'flat'"),
    (lambda _: VectorIndex(0), "dim must be a whole number"),
    (lambda _: VectorIndex(3, "annoy"), "kind must be one of flat, ivf"),
    (lambda _: VectorIndex(3, "pq", nlist=3), "which takes only M, nbits"),
    (lambda _: VectorIndex(3, "pq", nbits=9), "nbits must be at most 8"),
    (lambda _: VectorIndex(3, "hnsw", M=1), "M must be at least 2"),
    (lambda _: VectorIndex(3, "ivf", nprobe=0), "nprobe must be a whole number"),
    (lambda _: VectorIndex(3, "ivf").set_options(nlist=2), "nlist cannot change later"),
]


@pytest.mark.parametrize(("call", "message"), BAD)
def test_bad_input_is_one_clear_error_and_changes_nothing(call, message):
    index = filled("flat", np.eye(3))
    with pytest.raises(ValueError, match=message):
        call(index)
    assert index.ids.tolist() == [0, 1, 2]
    assert index.search(np.eye(3), 1)[1].ravel().tolist() == [0, 1, 2]


# Realistic vectors


def test_realistic_vectors_are_as_hard_to_search_as_their_models():
    models = clustered(1050, seed=5)
    made = realistic_vectors(models, 1050, seed=0)
    assert made.shape == (1050, DIM)
    np.testing.assert_allclose(np.linalg.norm(made, axis=1), 1, atol=1e-5)
    found = []
    for vectors in (models, made):
        nearest = filled("flat", vectors[50:]).search(vectors[:50], 10)[1]
        index = filled("ivf", vectors[50:], nprobe=2)
        found.append(recall(index.search(vectors[:50], 10)[1], nearest))
    assert found[1] == pytest.approx(found[0], abs=0.15)


def test_realistic_vectors_depend_on_the_seed_alone():
    models = clustered(100, seed=5)
    same = [realistic_vectors(models * length, 20, seed=3) for length in (1, 4)]
    np.testing.assert_array_equal(*same)
    assert np.abs(same[0] - realistic_vectors(models, 20, seed=4)).max() > 0.1
    assert realistic_vectors(models[:2], 5, seed=0).shape == (5, DIM)
    with pytest.raises(ValueError, match="embeddings must have at least 2 rows"):
        realistic_vectors(models[:1], 5, seed=0)


def test_importing_retrieval_loads_neither_torch_nor_faiss():
    code = "import sys, course_utils.retrieval; print({'torch', 'faiss'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
