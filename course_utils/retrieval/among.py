"""Search among some of the rows: those alone are looked at, however many others there are.

A selector inside faiss asks for each of the n rows whether it is wanted, query after query. Here
the wanted ones are gathered once for all queries, or visited by their numbers for one.
"""

from threading import Lock

import numpy as np

from course_utils.retrieval.kinds import exact_part
from course_utils.threads import load_faiss

_making_places = Lock()
FEW_QUERIES = 4  # from here on, gathering pays


def search_among(index, kind: str, queries: np.ndarray, k: int, rows: np.ndarray):
    """(scores, rows), both (n_queries, k), over these rows (m,), sorted, m >= k."""
    if len(queries) < FEW_QUERIES and kind in ("flat", "hnsw", "refine", "bits"):
        faiss = load_faiss()
        params = faiss.SearchParameters(sel=faiss.IDSelectorArray(rows))
        return exact_part(index, kind).search(queries, k, params=params)
    if len(queries) < FEW_QUERIES and kind in ("ivf", "ivfpq") and len(rows) > index.ntotal // 4:
        return _select(index, queries, k, rows)
    if kind in ("pq", "lsh", "sq8"):
        scores, found = _part(index, kind, rows).search(queries, k)
    else:
        faiss = load_faiss()
        vectors = _vectors(index, kind, rows)
        scores, found = faiss.knn(queries, vectors, k, metric=faiss.METRIC_INNER_PRODUCT)
    return scores, rows[found]


def _select(ivf, queries: np.ndarray, k: int, rows: np.ndarray):
    """Walk through all cells and ask for each row: for many rows and few queries this is least."""
    faiss = load_faiss()
    chosen = np.zeros(ivf.ntotal, dtype=bool)
    chosen[rows] = True
    selector = faiss.IDSelectorBitmap(np.packbits(chosen, bitorder="little"))
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
    part.add_sa_codes(codes.reshape(index.ntotal, -1)[rows])
    return part


def _vectors(index, kind: str, rows: np.ndarray) -> np.ndarray:
    if kind in ("ivf", "ivfpq"):
        with _making_places:
            index.make_direct_map()  # where each row lies; kept until rows are removed
        return index.reconstruct_batch(rows)
    part = exact_part(index, kind)
    stored = load_faiss().rev_swig_ptr(part.get_xb(), part.ntotal * part.d)
    return stored.reshape(part.ntotal, part.d)[rows]
