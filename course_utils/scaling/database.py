"""Vectors in Milvus: embedded in a file, or a server and a whole cluster by its address alone."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, positive_int, same_rows
from course_utils._texts import texts
from course_utils.scaling.extra import require

AT_ONCE = 5000  # rows in one message; a server takes 64 MB
FUSED = 100  # hits of each search that a hybrid one joins
SMOOTH = 60  # of reciprocal rank fusion, as its authors chose it
TEXT_BYTES = 65_535  # the most that Milvus takes


def connect(where: str | os.PathLike):
    """A client of the database at `where`: a file ending in .db, or http://host:port.

    The file needs no server. Raises ModuleNotFoundError where Milvus is missing.
    """
    os.environ.setdefault("GRPC_VERBOSITY", "ERROR")  # else it prints on stderr, into notebooks
    where = os.fspath(where)
    require("pymilvus", *([] if "://" in where else ["milvus_lite"]))
    from pymilvus import MilvusClient

    return MilvusClient(where)


@contextmanager
def serve(
    folder: str | os.PathLike, patience: float = 120
) -> Iterator[tuple[str, subprocess.Popen]]:
    """A Milvus server in a process of its own: its address and the process, which ends with you.

    It asks for no password, so it listens on this machine alone (127.0.0.1), on a free port. What
    it holds stays in `folder` for the next one. Raises ModuleNotFoundError where Milvus is missing,
    and TimeoutError where it does not answer within `patience` seconds.
    """
    require("pymilvus", "milvus_lite")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()
    place = ["--data-dir", os.fspath(folder), "--host", host, "--port", str(port)]
    with (Path(folder).with_suffix(".log")).open("w") as log:
        words = [sys.executable, "-m", "milvus_lite", "server", *place]
        server = subprocess.Popen(words, stdout=log, stderr=log)
    try:
        _wait_for(server, host, port, patience)
        yield f"http://{host}:{port}", server
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(server: subprocess.Popen, host: str, port: int, patience: float) -> None:
    end = time.monotonic() + patience
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError(f"the Milvus server does not answer at {host}:{port}; see its .log file")


def create(client, name: str, dim: int, text: str = "") -> None:
    """An empty collection for unit vectors, searched exactly; an older one of the name goes.

    A row is an id, a vector, and facts to filter by, as many as you like. `text` names a fact that
    every row has, whose words the database keeps for `find_words` and `find_hybrid`.
    """
    from pymilvus import DataType, Function, FunctionType

    client.drop_collection(name)
    schema = client.create_schema(enable_dynamic_field=True)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="IP")
    if text:
        schema.add_field(text, DataType.VARCHAR, max_length=TEXT_BYTES, enable_analyzer=True)
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(Function("count_words", FunctionType.BM25, [text], ["words"]))
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index)


def put(client, name: str, ids: Sequence[int], vectors: ArrayLike, facts: Sequence[dict]) -> None:
    """Insert rows, or replace those whose ids are there.

    Raises ValueError where ids, vectors (n, dim) and facts do not pair up.
    """
    vectors = matrix("vectors", vectors)
    same_rows("vectors", vectors, "ids", ids)
    same_rows("vectors", vectors, "facts", facts)
    rows = [
        {**fact, "id": int(i), "vector": vector}
        for i, vector, fact in zip(ids, vectors, facts, strict=True)
    ]
    for at in range(0, len(rows), AT_ONCE):
        client.upsert(name, rows[at : at + AT_ONCE])


def find(
    client, name: str, queries: ArrayLike, k: int, where: str = ""
) -> tuple[np.ndarray, np.ndarray]:
    """Scores (q, k) float32 and ids (q, k) int64 of the best k; `where` filters by facts.

    All queries travel in one message: one alone costs nearly as much as a hundred. Fewer than k
    hits are filled up with score -inf and id -1.
    """
    queries, k = matrix("queries", queries), positive_int("k", k)
    found = client.search(
        name,
        list(queries),
        anns_field="vector",
        filter=where,
        limit=k,
        consistency_level="Strong",
    )
    return _table(found, k)


def find_words(
    client, name: str, sentences: Sequence[str], k: int, where: str = ""
) -> tuple[np.ndarray, np.ndarray]:
    """The best k by BM25, of the words that the rows' text shares with each sentence, as `find`.

    A row that shares no word is no hit. For a collection that was created with `text`.
    """
    sentences, k = texts("sentences", sentences), positive_int("k", k)
    found = client.search(
        name,
        sentences,
        anns_field="words",
        filter=where,
        limit=k,
        consistency_level="Strong",
    )
    scores, ids = _table(found, k)
    # Embedded, Milvus gives BM25 a minus sign; the server of the distributed one does not.
    return np.where(ids < 0, -np.inf, np.abs(scores)), ids


def find_hybrid(
    client, name: str, sentences: Sequence[str], queries: ArrayLike, k: int, where: str = ""
) -> tuple[np.ndarray, np.ndarray]:
    """The best k of both searches, joined by their ranks inside the database, as `find`.

    `queries` are the sentences' vectors (q, dim). The first 100 by vector and the first 100 by
    words are fused: a hit at rank r of a list gets 1 / (60 + r) for it (Cormack et al. 2009). Ranks
    need no common scale, which inner products and BM25 have not. Raises ValueError where sentences
    and queries do not pair up. For a collection that was created with `text`.
    """
    from pymilvus import AnnSearchRequest, RRFRanker

    queries, sentences = matrix("queries", queries), texts("sentences", sentences)
    same_rows("queries", queries, "sentences", sentences)
    k = positive_int("k", k)
    deep = max(k, FUSED)
    searches = [
        AnnSearchRequest(data, field, {}, deep, expr=where)
        for data, field in ((list(queries), "vector"), (sentences, "words"))
    ]
    found = client.hybrid_search(
        name,
        searches,
        RRFRanker(SMOOTH),
        limit=k,
        output_fields=["id"],  # else the vectors travel, too
        consistency_level="Strong",
    )
    return _table(found, k)


def _table(found, k: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores and ids (q, k) of what Milvus found."""
    scores = np.full((len(found), k), -np.inf, np.float32)
    ids = np.full((len(found), k), -1, np.int64)
    for row, hits in enumerate(found):
        scores[row, : len(hits)] = [hit["distance"] for hit in hits]
        ids[row, : len(hits)] = [hit["id"] for hit in hits]
    return scores, ids
