"""Search in what need not fit into memory: exactly, in lists on disk, in shards."""

import subprocess
import sys

import faiss
import numpy as np
import pytest

from course_utils.scaling import exact_search, merge_top, on_disk, open_on_disk, write_on_disk


@pytest.fixture(scope="module")
def unit():
    x = np.random.default_rng(0).normal(size=(2000, 16)).astype(np.float32)
    return x / np.linalg.norm(x, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def quantizer(unit):
    quantizer = faiss.IndexFlatIP(16)
    quantizer.add(unit[::50])
    return quantizer


def sorted_whole(x, queries, k):
    """The plain way: every score, all of them sorted, ties in the order of rows."""
    return np.argsort(-(queries @ x.T), axis=1, kind="stable")[:, :k]


@pytest.mark.parametrize("block", [1, 7, 100, 5000])
@pytest.mark.parametrize("k", [1, 3, 40, 60])
def test_a_selection_finds_what_sorting_finds_ties_included(block, k):
    rng = np.random.default_rng(k)
    x = rng.integers(-1, 2, size=(60, 3)).astype(np.float32)  # few values: ties everywhere
    queries = rng.integers(-1, 2, size=(300, 3)).astype(np.float32)  # more than one lot of them
    scores, rows = exact_search(x, queries, k, block=block)
    np.testing.assert_array_equal(rows, sorted_whole(x, queries, k))
    np.testing.assert_array_equal(scores, np.take_along_axis(queries @ x.T, rows, 1))


def test_selecting_costs_less_than_sorting(unit, monkeypatch):
    widths, real = [], np.lexsort

    def counted(keys, axis):
        widths.append(keys[0].shape[axis])
        return real(keys, axis=axis)

    monkeypatch.setattr(np, "lexsort", counted)
    exact_search(unit, unit[:5], 10)
    assert max(widths) <= 25  # of 2000: those before, ten new ones, a few ties


def test_fewer_rows_than_k_are_filled_up(unit):
    scores, rows = exact_search(unit[:3], unit[:2], 5)
    assert rows[:, 3:].tolist() == [[-1, -1]] * 2
    assert np.isneginf(scores[:, 3:]).all()


def test_lists_on_disk_find_what_lists_in_memory_find(unit, quantizer, tmp_path):
    ids = np.arange(2000) * 3 - 7
    ids[0] = 2**40
    write_on_disk(tmp_path / "here", unit, ids, quantizer)
    (tmp_path / "here").rename(tmp_path / "moved")
    index = faiss.IndexIVFFlat(quantizer, 16, quantizer.ntotal, faiss.METRIC_INNER_PRODUCT)
    index.add_with_ids(unit, ids)
    index.nprobe = 4
    scores, found = index.search(unit[:50], 10)
    on = open_on_disk(tmp_path / "moved", 4)
    np.testing.assert_array_equal(on.search(unit[:50], 10)[1], found)
    np.testing.assert_allclose(on.search(unit[:50], 10)[0], scores, atol=1e-6)
    assert on.ntotal == 2000
    assert (tmp_path / "moved" / "lists.bin").stat().st_size == 2000 * (16 * 4 + 8)  # no gaps


def test_without_mapped_lists_they_are_read_into_memory(unit, quantizer, tmp_path, monkeypatch):
    write_on_disk(tmp_path, unit, np.arange(2000), quantizer)
    mapped = open_on_disk(tmp_path, 4).search(unit[:50], 10)
    monkeypatch.delattr(faiss, "OnDiskInvertedLists", raising=False)  # as on Windows
    np.testing.assert_array_equal(open_on_disk(tmp_path, 4).search(unit[:50], 10)[1], mapped[1])


def test_blocks_do_not_change_the_lists(unit, quantizer, tmp_path, monkeypatch):
    write_on_disk(tmp_path / "one", unit, np.arange(2000), quantizer)
    monkeypatch.setattr(on_disk, "BLOCK", 300)
    write_on_disk(tmp_path / "many", unit.astype(np.float64), np.arange(2000), quantizer)
    one, many = ((tmp_path / name / "lists.bin").read_bytes() for name in ("one", "many"))
    assert one == many


def test_nothing_is_printed(tmp_path):
    code = (
        "import sys, faiss, numpy as np\n"
        "from course_utils.scaling import open_on_disk, write_on_disk\n"
        "x = np.eye(8, dtype=np.float32)\n"
        "q = faiss.IndexFlatIP(8)\n"
        "q.add(x[:2])\n"
        "write_on_disk(sys.argv[1], x, np.arange(8), q)\n"
        "open_on_disk(sys.argv[1]).search(x, 1)\n"
    )
    run = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, check=True)
    assert run.stdout + run.stderr == b""


@pytest.mark.parametrize(
    ("rows", "ids", "says"), [(0, 0, "vectors must have at least one row"), (5, 4, "pair up")]
)
def test_no_lists_of_these(unit, quantizer, tmp_path, rows, ids, says):
    with pytest.raises(ValueError, match=says):
        write_on_disk(tmp_path, unit[:rows], np.arange(ids), quantizer)


def test_shards_that_share_a_quantizer_find_what_one_index_finds(unit, quantizer, tmp_path):
    x, queries, ids = unit, unit[:50], np.arange(2000)
    write_on_disk(tmp_path / "whole", x, ids, quantizer)
    expected = open_on_disk(tmp_path / "whole", 4).search(queries, 10)[1]
    found = []
    for number, rows in enumerate(np.array_split(np.random.default_rng(1).permutation(2000), 4)):
        write_on_disk(tmp_path / str(number), x[rows], rows, quantizer)
        found.append(open_on_disk(tmp_path / str(number), 4).search(queries, 10))
    merged = merge_top([s for s, _ in found], [i for _, i in found], 10)[1]
    np.testing.assert_array_equal(merged, expected)
    exact = exact_search(x, queries, 10)[1]
    everywhere = open_on_disk(tmp_path / "whole", 40).search(queries, 10)[1]
    np.testing.assert_array_equal(everywhere, exact)
    assert not np.array_equal(expected, exact)  # four cells of forty miss some


def test_merging_orders_ties_by_id_and_fills_up():
    scores, ids = merge_top([[[0.5, 0.1]], [[0.5, 0.9]]], [[[8, -1]], [[3, -1]]], k=3)
    assert ids.tolist() == [[3, 8, -1]]
    assert scores.tolist() == [[0.5, 0.5, -np.inf]]


@pytest.mark.parametrize(("scores", "ids"), [([], []), ([[[1.0]]], []), ([[[1.0, 2.0]]], [[[1]]])])
def test_merging_what_does_not_fit(scores, ids):
    with pytest.raises(ValueError, match="scores and ids must be"):
        merge_top(scores, ids, 1)
