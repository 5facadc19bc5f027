"""VectorIndex: add vectors under your own ids, search them by cosine similarity."""

import os
from collections.abc import Iterable
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, number, positive_int
from course_utils.retrieval import auto, files, kinds
from course_utils.retrieval.among import lying_vectors, search_among
from course_utils.retrieval.ids import RowIds, as_mask
from course_utils.retrieval.options import (
    SEARCH_OPTIONS,
    check_cells,
    check_options,
    check_size,
    choose_options,
)
from course_utils.similarity import l2_normalize
from course_utils.threads import OneThread, load_faiss

GROWTH = 4


class VectorIndex:
    """Vectors of one dim, found by cosine similarity; faiss inside.

    | kind | idea | options | scores |
    |---|---|---|---|
    | flat | compare with every vector | | exact |
    | ivf | look into the nearest nprobe of nlist cells | nlist, nprobe | exact |
    | pq | keep M codes of nbits for each vector | M, nbits | estimates |
    | ivfpq | cells of codes | nlist, nprobe, M, nbits | estimates |
    | hnsw | walk a graph of M links a vector | M, efConstruction, efSearch | exact |
    | lsh | count the random planes, nbits of them, between two vectors | nbits | estimates |
    | refine | compare the best k * k_factor of cells of codes | as ivfpq, k_factor | exact |
    | sq8 | keep 8 bits of each number, a quarter of the memory | | estimates |
    | bits | compare the best k * k_factor by sign bits exactly | k_factor | exact |
    | auto | becomes flat, refine, sq8 or pq, by what it finds | recall, memory, queries | |

    Options you leave out are chosen from dim and the number of vectors; `.options` shows them all,
    under the names faiss gives them. Exact scores are cosines up to rounding, though every kind but
    flat may miss some of the nearest. Estimates stand in for cosines: the product of the unit query
    with the vector that the codes decode to (Jégou et al. 2011, Product quantization, section III),
    or cos(pi * share of planes between) (Charikar 2002, section 3). Estimating first and comparing
    few exactly is what ScaNN does (Guo et al. 2020). As there, refine has codes of 4 bits, looked
    up in registers of the processor; unlike there, its codebooks come from plain k-means. With
    nbits=8 it has the codes of ivfpq.

    What ivf, pq, ivfpq, refine and sq8 learn (cells, codebooks, ranges) comes from the vectors of
    the first `add`, and again from all whenever there are four times as many. pq, ivfpq and sq8
    have only decoded vectors to learn from then, which costs recall: give them as many vectors at
    once as you can.

    With kind auto the first `add` picks the kind, and one that makes four times as many picks anew:
    the cheapest that finds `recall` of the true ten (0.95 unless you say) of a sample, in `memory`
    bytes for the vectors. The sample is of your `queries` (m, dim), else of the vectors themselves,
    which are often easier to find. `chosen` says what was found of those that were not chosen by.
    A loaded index keeps its kind.

    faiss works in one thread here, so that results do not depend on the number of cores.

    >>> index = VectorIndex(dim=2)
    >>> index.add([[1, 0], [3, 4], [0, 1]], ids=[10, 20, 30])
    >>> index.search([[0, 2]], k=2)
    (array([[1. , 0.8]], dtype=float32), array([[30, 20]]))
    """

    def __init__(self, dim: int, kind: str = "flat", **options: int | float | ArrayLike | None):
        self.dim = check_size("dim", dim)
        self.kind = kind
        self._wishes = None
        if isinstance(kind, str) and kind == "auto":
            for name in options.keys() - {"recall", "memory", "queries"}:
                raise ValueError(
                    f"{name} is no option of kind 'auto', which takes only recall, memory, queries"
                )
            self._wishes = self._wanted(**options)
        self._given = check_options(kind, self.dim, options) if self._wishes is None else {}
        self._options = dict(self._given)
        self.chosen: tuple[float, tuple[float, float]] | None = None
        self._ids = RowIds()
        self._index = None
        self._lying: np.ndarray | None = None  # the vectors inside, once a search among some asked
        self._learned_from = 0

    def __len__(self) -> int:
        return len(self._ids)

    def __repr__(self) -> str:
        options = "".join(f", {name}={value}" for name, value in self._options.items())
        return f"<VectorIndex dim={self.dim}, kind={self.kind!r}{options}: {len(self)} vectors>"

    @property
    def options(self) -> dict[str, int]:
        """The options in use; before anything is added, those that were given."""
        return dict(self._options)

    @property
    def exact_scores(self) -> bool:
        """Whether scores are cosines, and not estimates of them."""
        return self.kind in ("flat", "ivf", "hnsw", "refine", "bits")

    @property
    def ids(self) -> np.ndarray:
        """The ids (n,), in the order in which `faiss_index` numbers its rows."""
        return self._ids.by_row.copy()

    @property
    def faiss_index(self):
        """The faiss index inside, to look at; None while there are no vectors."""
        return self._index

    def set_options(self, **options: int) -> None:
        """Change nprobe, efSearch or k_factor: how widely the next searches look.

        ValueError for an option that this kind does not have, or that is fixed when it is built,
        and for more cells (nprobe) than there are.
        """
        if self.kind == "auto":
            raise ValueError("options of kind 'auto' are chosen when vectors are added")
        options = check_options(self.kind, self.dim, options)
        for name in options:
            if name not in SEARCH_OPTIONS:
                raise ValueError(f"{name} cannot change later; make a new index with it")
        check_cells(self._options | options)
        self._given |= options
        self._options |= options

    def add(self, vectors: ArrayLike, ids: Iterable[int] | None = None) -> None:
        """Add vectors (n, dim), of any length, under ids (n,): any int64 numbers, each once.

        Without ids the numbers go on from the largest so far, starting at 0. ValueError, and
        nothing added, for NaN or infinite values, another dim, or an id that is there already.
        """
        vectors = self._unit_rows("vectors", vectors)
        ids = self._ids.new(ids, len(vectors))
        if len(ids) == 0:
            return
        total = len(self) + len(ids)
        self._lying = None
        learns = self.kind in kinds.LEARNED or self._wishes is not None
        outgrown = learns and total >= GROWTH * self._learned_from
        with OneThread():
            if self._index is None or outgrown:
                if self._index is not None:
                    stored = kinds.stored_vectors(self._index, self.kind)
                    vectors = np.concatenate([stored, vectors])
                if self._wishes is None:
                    options = choose_options(self.kind, self.dim, total, self._given)
                    self._index = kinds.build(self.kind, self.dim, options, vectors)
                else:
                    self.kind, options, self._index, *found = auto.choose(vectors, **self._wishes)
                    self._given, self.chosen = dict(options), tuple(found)
                self._options, self._learned_from = options, total
            else:
                self._index.add(vectors)
        self._ids.append(ids)

    def search(
        self, queries: ArrayLike, k: int, among: Iterable[int] | np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """The k most similar vectors for each of queries (n_queries, dim), best first.

        Returns scores (float32) and ids (int64), both (n_queries, min(k, len)). No place is ever
        empty: a query that finds fewer than k looks wider, in the end everywhere. Equal scores are
        in the order of adding.

        With `among`, only the vectors with these ids count, and there are at most as many columns;
        ids that are not in the index are ignored. `among` may also be an array of truth values,
        one for each vector in the order of `ids`. Every kind then looks at each of those vectors,
        and at no others.

        ValueError for NaN or infinite values, another dim, queries that are not 2-D, k < 1, ids
        that are no whole numbers, or a mask of another length.
        """
        queries = self._unit_queries(queries)
        k = k if type(k) is int and k > 0 else positive_int("k", k)
        mask = None if among is None else self._mask(among)
        k = min(k, len(self) if mask is None else int(np.count_nonzero(mask)))
        if k == 0 or len(queries) == 0:
            return np.empty((len(queries), k), np.float32), np.empty((len(queries), k), np.int64)
        with OneThread():
            if mask is None:
                scores, rows = kinds.search(self._index, self.kind, self._options, queries, k)
            else:
                if self._lying is None:
                    self._lying = lying_vectors(self._index, self.kind)
                scores, rows = search_among(self._index, self.kind, queries, k, mask, self._lying)
        if self.kind == "lsh":
            scores = np.cos(np.pi * scores / self._options["nbits"]).astype(np.float32)
        unsorted = scores[:, 1:] >= scores[:, :-1]
        if np.count_nonzero(unsorted):  # most often two equal scores, in one or two queries
            which = np.flatnonzero(unsorted.any(axis=1))
            order = np.lexsort((rows[which], -scores[which]))
            for found in (scores, rows):
                found[which] = np.take_along_axis(found[which], order, axis=1)
        return scores, self._ids.by_row[rows]

    def remove(self, ids: Iterable[int]) -> None:
        """Remove the vectors with these ids; ValueError, and nothing removed, if one is not there.

        faiss cannot remove from hnsw, refine and bits: there the remaining vectors are added once
        more to an empty index, which takes as long as adding them did. Nothing is learned again.
        """
        kept = ~self._ids.mask("ids", ids)
        if kept.all():
            return
        self._lying = None
        with OneThread():
            self._index = kinds.without(self._index, self.kind, kept) if kept.any() else None
        self._ids.keep(kept)

    def save(self, path: str | os.PathLike) -> None:
        """Write the index to one file; a file that is there is replaced once the new one is whole.

        `course_utils.retrieval.files` describes the format.
        """
        header = {
            "kind": self.kind,
            "dim": self.dim,
            "given": self._given,
            "options": self._options,
            "learned_from": self._learned_from,
            "next_id": self._ids.next_id,
        }
        if self.kind == "auto":  # still without vectors
            header["given"] = {name: self._wishes[name] for name in ("recall", "memory")}
        index_bytes = np.empty(0, dtype=np.uint8)
        if self._index is not None:
            kinds.forget_places(self._index, self.kind)  # what a search among some rows made
            index_bytes = load_faiss().serialize_index(self._index)
        files.write(path, header, self._ids.by_row, index_bytes)

    @classmethod
    def load(cls, path: str | os.PathLike) -> Self:
        """The index that `save` wrote, with identical searches.

        ValueError for a file that is damaged, truncated, of a newer format, or something else.
        """
        header, ids, index_bytes = files.read(path)
        index = cls(header["dim"], header["kind"], **header["given"])
        index._options = header["options"]
        index._learned_from = header["learned_from"]
        index._ids = RowIds(ids, header["next_id"])
        if len(ids):
            index._index = load_faiss().deserialize_index(index_bytes)
        return index

    def _wanted(
        self, recall: float = 0.95, memory: int | None = None, queries: ArrayLike | None = None
    ) -> dict:
        """The wishes of kind auto, checked."""
        share = number("recall", recall, "above 0 and at most 1", lambda x: 0 < x <= 1)
        room = None if memory is None else positive_int("memory", memory)
        asked = None if queries is None else self._unit_rows("queries", queries)
        if asked is not None and len(asked) < auto.LEAST:
            raise ValueError(f"queries must be at least {auto.LEAST}, but are {len(asked)}")
        return {"recall": share, "memory": room, "queries": asked}

    def _mask(self, among: Iterable[int] | np.ndarray) -> np.ndarray:
        mask = as_mask("among", among, len(self))
        return self._ids.mask("among", among, missing_ok=True) if mask is None else mask

    def _unit_queries(self, x: ArrayLike) -> np.ndarray:
        """The queries as unit rows: float32 ones of usual length need none of the other checks."""
        if type(x) is np.ndarray and x.dtype == np.float32 and x.shape[1:] == (self.dim,):
            if len(x) == 1:
                square = float(np.vdot(x, x))
                if 1e-20 < square < 1e20:
                    return x / square**0.5
            elif len(x):
                squares = np.einsum("ij,ij->i", x, x)  # it says nothing of overflow
                if squares.min() > 1e-20 and squares.max() < 1e20:  # not so with NaN either
                    return np.ascontiguousarray(x / np.sqrt(squares)[:, None])
        return self._unit_rows("queries", x)

    def _unit_rows(self, name: str, x: ArrayLike) -> np.ndarray:
        x = matrix(name, x)
        if x.shape[1] != self.dim:
            raise ValueError(
                f"{name} must have {self.dim} columns, the dim of this index, but have {x.shape[1]}"
            )
        return np.ascontiguousarray(l2_normalize(x))
