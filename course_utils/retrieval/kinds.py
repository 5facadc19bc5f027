"""The faiss index behind each kind: built, searched, and made smaller.

Rows are numbered 0 .. n - 1 here, whatever ids the user gave; faiss answers -1 where it finds
nothing. Scores are inner products of unit vectors, except for lsh, which counts differing bits.
"""

from functools import lru_cache

import numpy as np

from course_utils.retrieval.options import FAST_BITS
from course_utils.threads import load_faiss

WIDTH = {"ivf": "nprobe", "ivfpq": "nprobe", "refine": "nprobe", "hnsw": "efSearch"}
LEARNED = ("ivf", "pq", "ivfpq", "refine", "sq8")
REFINED = ("refine", "bits")
ITERATIONS = 10
POINTS_PER_CENTROID = 64


def build(kind: str, dim: int, options: dict[str, int], vectors: np.ndarray):
    """A faiss index of this kind, trained on the unit rows of vectors (n, dim) and holding them."""
    index = _empty(kind, dim, options)
    if kind in LEARNED:
        for clustering in _clusterings(coded_part(index, kind), kind):
            clustering.niter = ITERATIONS
            clustering.min_points_per_centroid = 1  # fewer are fine here and need no warning
            clustering.max_points_per_centroid = POINTS_PER_CENTROID
        # A codebook has 2**nbits entries. Fewer vectors are repeated, and each becomes an entry.
        least = 2 ** options.get("nbits", 0)
        index.train(np.resize(vectors, (max(len(vectors), least), dim)))
    if kind == "hnsw":
        index.hnsw.efConstruction = options["efConstruction"]
    index.add(vectors)
    return index


def _clusterings(coded, kind: str) -> list:
    """What is found by k-means: cells, codebooks, both, or in sq8 neither."""
    cells = [coded.cp] if kind in ("ivf", "ivfpq", "refine") else []
    return cells + ([coded.pq.cp] if kind in ("pq", "ivfpq", "refine") else [])


def _empty(kind: str, dim: int, options: dict[str, int]):
    faiss = load_faiss()
    metric = faiss.METRIC_INNER_PRODUCT  # the default of all but IndexFlatIP is L2
    if kind == "flat":
        return faiss.IndexFlatIP(dim)
    if kind == "ivf":
        return faiss.IndexIVFFlat(faiss.IndexFlatIP(dim), dim, options["nlist"], metric)
    if kind == "pq":
        return faiss.IndexPQ(dim, options["M"], options["nbits"], metric)
    if kind == "hnsw":
        return faiss.IndexHNSWFlat(dim, options["M"], metric)
    if kind == "lsh":
        return faiss.IndexLSH(dim, options["nbits"], True, False)  # random planes through 0
    if kind == "sq8":
        return faiss.IndexScalarQuantizer(dim, faiss.ScalarQuantizer.QT_8bit, metric)
    if kind == "bits":
        signs = faiss.IndexLSH(dim, dim, False, False)  # no planes: the sign of each number
        signs.metric_type = metric  # by which the candidates are then compared
        return faiss.IndexRefineFlat(signs)
    fast = kind == "refine" and options["nbits"] == FAST_BITS
    cells_of_codes = faiss.IndexIVFPQFastScan if fast else faiss.IndexIVFPQ
    sizes = dim, options["nlist"], options["M"], options["nbits"]
    ivfpq = cells_of_codes(faiss.IndexFlatIP(dim), *sizes, metric)
    ivfpq.by_residual = True  # FastScan's default is whole vectors, which costs recall and no less
    return ivfpq if kind == "ivfpq" else faiss.IndexRefineFlat(ivfpq)


def search(index, kind: str, options: dict[str, int], queries: np.ndarray, k: int):
    """(scores, rows), both (n_queries, k), k <= n: wider for those queries that find fewer."""
    if kind == "bits":
        return index.search(queries, k, params=_parameters(kind, 0, _factor(index, options, k)))
    if kind not in WIDTH:
        return index.search(queries, k)
    width = options[WIDTH[kind]]
    scores, rows = index.search(queries, k, params=_wide(index, kind, options, k, width))
    while np.count_nonzero(short := rows[:, -1] < 0):  # what is not found stands last
        width *= 4
        if width >= index.ntotal:
            scores[short], rows[short] = _search_all(index, kind, queries[short], k)
            break
        params = _wide(index, kind, options, k, width)
        scores[short], rows[short] = index.search(queries[short], k, params=params)
    return scores, rows


def _wide(index, kind: str, options: dict[str, int], k: int, width: int):
    return _parameters(kind, width, _factor(index, options, k) if kind == "refine" else 0)


def _factor(index, options: dict[str, int], k: int) -> float:
    return min(options["k_factor"], index.ntotal / k)


@lru_cache(maxsize=64)
def _parameters(kind: str, width: int, k_factor: float):
    """faiss's own objects: making one takes as long as a narrow search."""
    faiss = load_faiss()
    if kind == "hnsw":
        return faiss.SearchParametersHNSW(efSearch=width)
    if kind == "bits":
        return faiss.IndexRefineSearchParameters(k_factor=k_factor)
    cells = faiss.SearchParametersIVF(nprobe=width)
    if kind != "refine":
        return cells
    return faiss.IndexRefineSearchParameters(k_factor=k_factor, base_index_params=cells)


def _search_all(index, kind: str, queries: np.ndarray, k: int):
    if kind in ("ivf", "ivfpq"):
        params = load_faiss().SearchParametersIVF(nprobe=index.nlist)
        return index.search(queries, k, params=params)
    return exact_part(index, kind).search(queries, k)


def coded_part(index, kind: str):
    """The index that holds cells and codes: inside a refined index, else the index itself."""
    return load_faiss().downcast_index(index.base_index) if kind in REFINED else index


def exact_part(index, kind: str):
    """The flat index of whole vectors inside a flat, hnsw, refine or bits index."""
    part = {"hnsw": "storage", "refine": "refine_index", "bits": "refine_index"}.get(kind)
    return load_faiss().downcast_index(getattr(index, part)) if part else index


def stored_vectors(index, kind: str) -> np.ndarray:
    """The vectors as the index holds them, (n, dim): decoded from their codes in pq, ivfpq, sq8."""
    part = exact_part(index, kind)
    return part.reconstruct_n(0, part.ntotal)


def without(index, kind: str, keep: np.ndarray):
    """The index with those rows that keep (n,) marks, numbered anew, nothing learned again.

    faiss removes from no hnsw, refine or bits index: those get the kept vectors added afresh.
    """
    faiss = load_faiss()
    if kind in ("hnsw", *REFINED):
        fresh = faiss.clone_index(index)
        fresh.reset()
        fresh.add(stored_vectors(index, kind)[keep])
        return fresh
    forget_places(index, kind)
    index.remove_ids(np.flatnonzero(~keep))
    if kind in ("ivf", "ivfpq"):  # the others renumber by themselves
        new_row = np.cumsum(keep) - 1
        for cell in range(index.nlist):
            rows = rows_in_cell(index, cell)
            rows[:] = new_row[rows]
    return index


def forget_places(index, kind: str) -> None:
    """Drop the table of where each row lies in ivf and ivfpq: it cannot follow a removal."""
    if kind in ("ivf", "ivfpq"):
        index.set_direct_map_type(load_faiss().DirectMap.NoMap)


def rows_in_cell(ivf, cell: int) -> np.ndarray:
    """Rows in one inverted list of an ivf or ivfpq index: faiss's own memory, not a copy."""
    size = ivf.invlists.list_size(cell)
    if size == 0:
        return np.empty(0, dtype=np.int64)
    return load_faiss().rev_swig_ptr(ivf.invlists.get_ids(cell), size)
