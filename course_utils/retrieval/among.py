"""Search among some of the rows: those alone are looked at, however many others there are.

A selector inside faiss asks for each of the n rows whether it is wanted, query after query. Here
the wanted ones are gathered once for all queries, or visited by their numbers for one.
"""

from threading import Lock

import numpy as np

from course_utils.retrieval.kinds import exact_part
from course_utils.threads import load_faiss

_making_places = Lock()
FEW_QUERIES = 4  # from here on, gathering always pays
FEW_NUMBERS = 2**17  # up to here, gathering is cheaper than telling faiss which rows
AT_ONCE = 2**22  # numbers gathered at a time, 16 MB: more would leave the processor's cache


def search_among(index, kind: str, queries: np.ndarray, k: int, mask: np.ndarray, lying):
    """(scores, rows), both (n_queries, k), over the rows that mask (n,) marks, k at least.

    `lying` is what `lying_vectors` gave.
    """
    few = len(queries) < FEW_QUERIES
    if few and kind in ("ivf", "ivfpq") and 3 * np.count_nonzero(mask) > index.ntotal:
        return _in_all_cells(index, queries, k, mask)
    rows = np.flatnonzero(mask)
    if kind in ("pq", "lsh", "sq8"):
        scores, found = _part(index, kind, rows).search(queries, k)
        return scores, rows[found]
    if few and lying is not None and rows.size * index.d > FEW_NUMBERS:
        faiss = load_faiss()
        params = faiss.SearchParameters(sel=faiss.IDSelectorArray(rows))
        return exact_part(index, kind).search(queries, k, params=params)
    return _scan(index, queries, k, rows, lying)


def lying_vectors(index, kind: str) -> np.ndarray | None:
    """The vectors (n, dim) of a flat, hnsw, refine or bits index; None where they lie in cells.

    This is faiss's own memory, not a copy: it ends with the next add or removal.
    """
    if kind not in ("flat", "hnsw", "refine", "bits"):
        return None
    part = exact_part(index, kind)
    return load_faiss().rev_swig_ptr(part.get_xb(), part.ntotal * part.d).reshape(-1, part.d)


def _scan(index, queries: np.ndarray, k: int, rows: np.ndarray, lying: np.ndarray | None):
    """Gather these rows, as many at a time as suit the cache, and compare with each."""
    faiss = load_faiss()
    if lying is None:
        with _making_places:
            index.make_direct_map()  # where each row lies; kept until rows are removed
    step = max(1, AT_ONCE // index.d)
    room = np.empty((min(step, len(rows)), index.d), dtype=np.float32)
    best = faiss.ResultHeap(len(queries), k, keep_max=True) if len(rows) > step else None
    for start in range(0, len(rows), step):
        some = rows[start : start + step]
        vectors = room[: len(some)]
        if lying is None:
            index.reconstruct_batch(some, vectors)
        else:
            lying.take(some, axis=0, out=vectors, mode="clip")  # the mode that needs no copy
        width = min(k, len(some))
        scores, found = faiss.knn(queries, vectors, width, faiss.METRIC_INNER_PRODUCT)
        if best is None:
            return scores, some[found]
        best.add_result(scores, some[found])
    best.finalize()
    return best.D, best.I


def _in_all_cells(ivf, queries: np.ndarray, k: int, mask: np.ndarray):
    """Walk through all cells and ask for each row: for many rows and few queries this is least."""
    faiss = load_faiss()
    selector = faiss.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
    params = faiss.SearchParametersIVF(nprobe=ivf.nlist, sel=selector)
    return ivf.search(queries, k, params=params)


def _part(index, kind: str, rows: np.ndarray):
    """A small index of the codes of these rows alone, which scores as the whole one does."""
    faiss = load_faiss()
    if kind == "pq":
        part = faiss.IndexPQ(index.d, index.pq.M, index.pq.nbits, index.metric_type)
        part.pq = index.pq
    elif kind == "sq8":
        part = faiss.IndexScalarQuantizer(index.d, index.sq.qtype, index.metric_type)
        part.sq = index.sq
    else:
        part = faiss.IndexLSH(index.d, index.nbits, True, False)
        part.rrot = index.rrot
    part.is_trained = True
    codes = faiss.rev_swig_ptr(index.codes.data(), index.ntotal * index.sa_code_size())
    part.add_sa_codes(codes.reshape(index.ntotal, -1).take(rows, axis=0))
    return part
