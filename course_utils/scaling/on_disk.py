"""An inverted file whose lists stay on disk, for more vectors than fit into memory."""

import os
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, positive_int, same_rows

BLOCK = 65_536  # rows read at a time
ID_BYTES = 8


def write_on_disk(
    folder: str | os.PathLike,
    vectors: np.ndarray,
    ids: ArrayLike,
    quantizer: faiss.Index,
) -> None:
    """Write an inverted file whose lists stay on disk: index.faiss, sizes.npy and lists.bin.

    `quantizer` is a flat index (inner product) of the cells' centres. Shards that share it have the
    same cells, so that their results are those of one index. The vectors (n, dim) are read twice,
    a block at a time: once to count what each cell gets, once to put it there. FAISS would do it in
    one pass, but leaves gaps: a file three to five times the size. Raises ValueError where there is
    no vector, or ids and vectors do not pair up.
    """
    folder, ids = Path(folder), np.asarray(ids, np.int64)
    same_rows("vectors", vectors, "ids", ids)
    cells = _cells(vectors, quantizer)
    folder.mkdir(parents=True, exist_ok=True)
    sizes = np.bincount(cells, minlength=quantizer.ntotal)
    (folder / "index.faiss").unlink(missing_ok=True)  # it would take the new lists for its own
    _write_lists(folder / "lists.bin", vectors, ids, cells, sizes)
    np.save(folder / "sizes.npy", sizes)
    index = faiss.IndexIVFFlat(quantizer, quantizer.d, quantizer.ntotal, faiss.METRIC_INNER_PRODUCT)
    faiss.write_index(index, str(folder / "index.faiss"))


def open_on_disk(folder: str | os.PathLike, n_probe: int = 16) -> faiss.IndexIVF:
    """The index of `write_on_disk`, its lists mapped: `search(queries, k)` as in FAISS.

    FAISS for Windows cannot map lists: there they are read into memory.
    """
    folder = Path(folder)
    index = faiss.read_index(str(folder / "index.faiss"))
    index.nprobe = positive_int("n_probe", n_probe)
    sizes = np.load(folder / "sizes.npy")
    mapped = hasattr(faiss, "OnDiskInvertedLists")
    fill = _mapped_lists if mapped else _lists_in_memory
    lists = fill(folder / "lists.bin", sizes, index.code_size)
    index.replace_invlists(lists, True)
    lists.this.disown()  # the index owns them now
    index.ntotal = int(sizes.sum())
    return index


def _starts(sizes: np.ndarray, code_size: int) -> np.ndarray:
    """The byte at which each cell's list begins, and the length of all: (cells + 1,) int64."""
    return np.concatenate([[0], np.cumsum(sizes * (code_size + ID_BYTES))])


def _mapped_lists(path: Path, sizes: np.ndarray, code_size: int) -> faiss.InvertedLists:
    lists, starts = faiss.OnDiskInvertedLists(), _starts(sizes, code_size)
    lists.nlist, lists.code_size, lists.read_only = len(sizes), code_size, True
    lists.filename, lists.totsize = str(path), int(starts[-1])
    for size, start in zip(sizes.tolist(), starts.tolist(), strict=False):
        one = faiss.OnDiskOneList()
        one.size, one.capacity, one.offset = size, size, start
        lists.lists.push_back(one)
    lists.do_mmap()
    return lists


def _lists_in_memory(path: Path, sizes: np.ndarray, code_size: int) -> faiss.InvertedLists:
    lists = faiss.ArrayInvertedLists(len(sizes), code_size)
    with path.open("rb") as file:
        for cell, size in enumerate(sizes.tolist()):
            codes = np.frombuffer(file.read(size * code_size), np.uint8)
            ids = np.frombuffer(file.read(size * ID_BYTES), np.int64)
            if size:
                lists.add_entries(cell, size, faiss.swig_ptr(ids), faiss.swig_ptr(codes))
    return lists


def _cells(vectors: np.ndarray, quantizer: faiss.Index) -> np.ndarray:
    """The cell of each vector: (n,) int64."""
    parts = [
        quantizer.search(matrix("vectors", vectors[at : at + BLOCK], at_least=1), 1)[1][:, 0]
        for at in range(0, max(len(vectors), 1), BLOCK)
    ]
    return np.concatenate(parts)


def _write_lists(
    path: Path, vectors: np.ndarray, ids: np.ndarray, cells: np.ndarray, sizes: np.ndarray
) -> None:
    """Cell after cell its vectors, then their ids: the layout of FAISS, in words of 4 bytes."""
    dim = vectors.shape[1]
    starts = _starts(sizes, 4 * dim) // 4
    order = np.argsort(cells, kind="stable")
    nth = np.empty(len(cells), np.int64)  # of its cell
    nth[order] = np.arange(len(cells)) - (np.cumsum(sizes) - sizes)[cells[order]]
    words = np.memmap(path, np.int32, "w+", shape=int(starts[-1]))
    for at in range(0, len(vectors), BLOCK):
        part = slice(at, at + BLOCK)
        start, size, place = starts[cells[part]], sizes[cells[part]], nth[part]
        vector_words = np.ascontiguousarray(vectors[part], np.float32).view(np.int32)
        words[(start + place * dim)[:, None] + np.arange(dim)] = vector_words
        id_words = ids[part].view(np.int32).reshape(-1, 2)
        words[(start + size * dim + place * 2)[:, None] + np.arange(2)] = id_words
    words.flush()
