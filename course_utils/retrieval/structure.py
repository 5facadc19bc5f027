"""What is inside a VectorIndex, as arrays: for the pictures of lesson 5.

Vectors are numbered by row, in the order of `index.ids`. ValueError for a kind without the part
that is asked for, and for an index without vectors.
"""

from typing import NamedTuple

import numpy as np

from course_utils.retrieval.index import VectorIndex
from course_utils.retrieval.kinds import coded_part, rows_in_cell, stored_vectors
from course_utils.retrieval.options import FAST_BITS
from course_utils.threads import load_faiss


class Graph(NamedTuple):
    """The layers of an hnsw index (Malkov and Yashunin 2018): layer 0 has every vector.

    top: (n,) the highest layer of each row; links: for each layer (m, 2) rows, from and to; entry:
    the row at which a search starts.
    """

    top: np.ndarray
    links: list[np.ndarray]
    entry: int


def cells(index: VectorIndex) -> tuple[np.ndarray, np.ndarray]:
    """Centroids (nlist, dim) and the cell (n,) of each row, of ivf, ivfpq or refine.

    A vector is in the cell whose centroid has the largest inner product with it.
    """
    ivf = _inside(index, "ivf", "ivfpq", "refine")
    centroids = ivf.quantizer.reconstruct_n(0, ivf.nlist)
    cell_of = np.empty(len(index), dtype=np.int64)
    for cell in range(ivf.nlist):
        cell_of[rows_in_cell(ivf, cell)] = cell
    return centroids, cell_of


def codebooks(index: VectorIndex) -> np.ndarray:
    """The codebooks (M, 2**nbits, dim / M) of pq, ivfpq or refine.

    In pq an entry stands for a piece of a vector, in ivfpq and refine for a piece of what is left
    after the centroid of its cell is taken away.
    """
    pq = _inside(index, "pq", "ivfpq", "refine").pq
    return load_faiss().vector_to_array(pq.centroids).reshape(pq.M, pq.ksub, pq.dsub)


def codes(index: VectorIndex) -> np.ndarray:
    """The entry (n, M) that each row has in each of the codebooks of pq, ivfpq or refine."""
    faiss = load_faiss()
    inside = _inside(index, "pq", "ivfpq", "refine")
    pq = inside.pq
    packed = np.empty((len(index), pq.code_size), dtype=np.uint8)
    if index.kind == "refine" and pq.nbits == FAST_BITS:
        # Its lists hold codes 32 vectors at a time, mixed up for the registers: encode once more.
        packed[:] = inside.sa_encode(stored_vectors(index.faiss_index, "refine"))[
            :, -pq.code_size :
        ]
    elif index.kind == "pq":
        packed[:] = faiss.vector_to_array(inside.codes).reshape(packed.shape)
    else:
        for cell in range(inside.nlist):
            rows = rows_in_cell(inside, cell)
            if len(rows):
                found = inside.invlists.get_codes(cell)
                packed[rows] = faiss.rev_swig_ptr(found, packed[rows].size).reshape(len(rows), -1)
    return faiss.unpack_bitstrings(packed, pq.M, pq.nbits)


def graph(index: VectorIndex) -> Graph:
    """The layers and links of an hnsw index."""
    faiss = load_faiss()
    hnsw = _inside(index, "hnsw").hnsw
    top = faiss.vector_to_array(hnsw.levels) - 1
    neighbours = faiss.vector_to_array(hnsw.neighbors)
    start = faiss.vector_to_array(hnsw.offsets).astype(np.int64)
    links = []
    for layer in range(hnsw.max_level + 1):
        rows = np.flatnonzero(top >= layer)
        first, last = hnsw.cum_nb_neighbors(layer), hnsw.cum_nb_neighbors(layer + 1)
        to = neighbours[start[rows, None] + np.arange(first, last)]
        pairs = np.stack([np.broadcast_to(rows[:, None], to.shape), to], axis=-1)
        links.append(pairs[to >= 0].astype(np.int64))
    return Graph(top, links, hnsw.entry_point)


def hash_planes(index: VectorIndex) -> np.ndarray:
    """The normals (nbits, dim) of the planes of an lsh index."""
    rotation = _inside(index, "lsh").rrot
    return load_faiss().vector_to_array(rotation.A).reshape(rotation.d_out, rotation.d_in)


def hash_bits(index: VectorIndex) -> np.ndarray:
    """For each row, on which side of each plane of an lsh index it lies: (n, nbits) of bool.

    In bits the planes are the axes: (n, dim), whether each number is positive.
    """
    inside = _inside(index, "lsh", "bits")
    packed = load_faiss().vector_to_array(inside.codes).reshape(len(index), -1)
    bits = np.unpackbits(packed, axis=1, bitorder="little", count=inside.nbits)
    return bits.astype(bool)


def _inside(index: VectorIndex, *kinds: str):
    if not isinstance(index, VectorIndex):
        raise ValueError(f"index must be a VectorIndex, but is a {type(index).__name__}")
    if index.kind not in kinds:
        raise ValueError(f"index must be of kind {' or '.join(kinds)}, but is {index.kind}")
    if len(index) == 0:
        raise ValueError("index must hold vectors, but is empty")
    return coded_part(index.faiss_index, index.kind)
