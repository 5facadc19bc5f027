"""Milvus beside the course's own search: the same hits, from a file, a server, after a kill."""

import os
import re
import signal
import subprocess
import sys

import numpy as np
import pytest

from course_utils.rerank.words import bm25
from course_utils.retrieval import VectorIndex
from course_utils.scaling import database, exact_search

pytest.importorskip("pymilvus")
pytest.importorskip("milvus_lite")


@pytest.fixture(scope="module")
def vectors():
    x = np.random.default_rng(0).normal(size=(300, 16)).astype(np.float32)
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def fill(client, vectors):
    database.create(client, "shop", vectors.shape[1])
    facts = [
        {"price": row % 100, "colour": "red" if row % 3 == 0 else "blue"} for row in range(300)
    ]
    database.put(client, "shop", np.arange(300), vectors, facts)


@pytest.fixture(scope="module")
def client(vectors, tmp_path_factory):
    client = database.connect(tmp_path_factory.mktemp("milvus") / "shop.db")
    fill(client, vectors)
    yield client
    client.close()


def test_three_searches_agree(client, vectors):
    queries = vectors[:20] + 0.1
    index = VectorIndex(16)
    index.add(vectors)
    _, of_index = index.search(queries, 10)
    _, mapped = exact_search(vectors, queries, 10)
    _, of_milvus = database.find(client, "shop", queries, 10)
    np.testing.assert_array_equal(mapped, of_index)
    np.testing.assert_array_equal(of_milvus, of_index)


def test_a_filter_finds_the_best_of_those_it_lets_through(client, vectors):
    allowed = np.flatnonzero((np.arange(300) % 100 < 5) & (np.arange(300) % 3 == 0))
    _, ids = database.find(client, "shop", vectors[:5], 10, where='price < 5 and colour == "red"')
    _, rows = exact_search(vectors[allowed], vectors[:5], 10)
    expected = np.where(rows < 0, -1, allowed[rows])
    np.testing.assert_array_equal(ids, expected)
    assert (ids == -1).any()  # five are red and cheap: the rest is filled up


def test_replace_delete_and_count(vectors, tmp_path):
    client = database.connect(tmp_path / "shop.db")
    fill(client, vectors)
    database.put(client, "shop", [7], -vectors[7:8], [{"price": 1}])
    client.delete("shop", ids=[8, 9])
    _, ids = database.find(client, "shop", np.stack([-vectors[7], vectors[8]]), 3)
    assert ids[0, 0] == 7
    assert 8 not in ids
    count = client.query("shop", output_fields=["count(*)"])[0]["count(*)"]
    assert count == 298
    client.close()


CAPTIONS = [
    *["a pig", "a black cat and a dog", "two dogs run", "a cat", "the pig in a wood"],
    *["a wood", "a black wood", "nothing of it", "an owl", "black and white", "a dog"],
]


def fill_with_words(client, vectors):
    database.create(client, "read", vectors.shape[1], text="caption")
    facts = [{"caption": caption, "row": row} for row, caption in enumerate(CAPTIONS)]
    database.put(client, "read", range(len(CAPTIONS)), vectors[: len(CAPTIONS)], facts)


@pytest.fixture(scope="module")
def read(client, vectors):
    fill_with_words(client, vectors)
    return client


def test_words_are_found_as_bm25_says(read):
    sentences = ["black cat", "a pig", "dog", "zebra"]
    scores, ids = database.find_words(read, "read", sentences, 4)
    known = bm25(sentences, CAPTIONS, k1=1.5)  # what milvus-lite uses, whatever it is told
    for row in range(len(sentences)):
        hits = ids[row] >= 0
        assert hits.sum() == min(4, (known[row] > 0).sum())
        np.testing.assert_allclose(scores[row, hits], np.sort(known[row])[::-1][: hits.sum()], 1e-5)
        np.testing.assert_allclose(scores[row, hits], known[row, ids[row, hits]], 1e-5)
        assert np.isneginf(scores[row, ~hits]).all()


def fused(*lists):
    points = {}
    for ranked in lists:
        for rank, item in enumerate(ranked[ranked >= 0].tolist(), start=1):
            points[item] = points.get(item, 0) + 1 / (60 + rank)
    return points


def test_a_hybrid_search_joins_the_ranks_of_both(read, vectors):
    sentences, queries = ["black cat", "wood", "zebra"], vectors[[8, 3, 2]]
    by_words = database.find_words(read, "read", sentences, 100)[1]
    by_vector = database.find(read, "read", queries, 100)[1]
    scores, ids = database.find_hybrid(read, "read", sentences, queries, 5)
    for row in range(len(sentences)):
        points = fused(by_vector[row], by_words[row])
        np.testing.assert_allclose(scores[row], sorted(points.values())[:-6:-1], 1e-5)
        np.testing.assert_allclose(scores[row], [points[item] for item in ids[row]], 1e-5)
    np.testing.assert_array_equal(ids[2], by_vector[2, :5])  # no word is known: vectors alone
    assert not np.array_equal(ids[0], by_vector[0, :5])


def test_both_searches_of_a_hybrid_one_are_filtered(read, vectors):
    _, ids = database.find_hybrid(read, "read", ["black"], vectors[:1], 11, where="row >= 4")
    assert set(ids[0]) == {-1, 4, 5, 6, 7, 8, 9, 10}
    _, ids = database.find_words(read, "read", ["black"], 11, where="row >= 4")
    assert set(ids[0]) == {-1, 6, 9}


def test_sentences_are_a_list_and_pair_up_with_queries(read, vectors):
    with pytest.raises(ValueError, match=r"for one text pass \[text\]"):
        database.find_words(read, "read", "a pig", 5)
    with pytest.raises(ValueError, match="sentences"):
        database.find_hybrid(read, "read", ["a pig"], vectors[:2], 5)


def test_replaced_and_deleted_rows_are_not_found_by_their_words(vectors, tmp_path):
    client = database.connect(tmp_path / "read.db")
    fill_with_words(client, vectors)
    database.put(client, "read", [3], vectors[3:4], [{"caption": "a zebra", "row": 3}])
    client.delete("read", ids=[1])
    _, ids = database.find_words(client, "read", ["cat", "zebra"], 2)
    np.testing.assert_array_equal(ids, [[-1, -1], [3, -1]])
    client.close()


WRITER = """
import sys
import numpy as np
from course_utils.scaling import database
client = database.connect(sys.argv[1])
database.create(client, "shop", 8)
for start in range(0, 100_000, 50):
    x = np.eye(8, dtype=np.float32)[np.arange(50) % 8]
    database.put(client, "shop", range(start, start + 50), x, [{}] * 50)
    print(start + 50, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_loses_nothing_that_was_acknowledged(tmp_path):
    path = str(tmp_path / "shop.db")
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True
    )
    for line in writer.stdout:
        if int(line) >= 500:
            break
    os.kill(writer.pid, signal.SIGKILL)
    acknowledged = max([500, *map(int, re.findall(r"^\d+$", writer.stdout.read(), re.M))])
    writer.wait()
    client = database.connect(path)
    client.load_collection("shop")
    count = client.query("shop", output_fields=["count(*)"])[0]["count(*)"]
    client.close()
    assert acknowledged <= count <= acknowledged + 50


def test_a_server_gives_what_the_file_gives_also_after_a_kill(read, vectors, tmp_path):
    words, asked = ["black cat", "wood", "zebra"], vectors[[8, 3, 2]]

    def searched(by):
        by.load_collection("shop")
        by.load_collection("read")
        yield database.find(by, "shop", vectors[:20], 10)
        yield database.find_words(by, "read", words, 10)
        yield database.find_hybrid(by, "read", words, asked, 10)

    here = list(searched(read))
    with database.serve(tmp_path / "served") as (address, server):
        assert address.startswith("http://127.0.0.1:")
        remote = database.connect(address)
        fill(remote, vectors)
        fill_with_words(remote, vectors)
        there = list(searched(remote))
        remote.close()
        server.kill()
    assert server.poll() is not None
    with database.serve(tmp_path / "served") as (address, _):
        remote = database.connect(address)
        again = list(searched(remote))
        remote.close()
    for served in (there, again):
        for (scores, ids), (scores_there, ids_there) in zip(here, served, strict=True):
            np.testing.assert_array_equal(ids, ids_there)
            np.testing.assert_allclose(scores, scores_there, atol=1e-6)


def test_a_server_that_does_not_start_is_said(tmp_path):
    (tmp_path / "served").write_text("a file where a folder should be")
    with (
        pytest.raises(TimeoutError, match="does not answer"),
        database.serve(tmp_path / "served", patience=30),
    ):
        pass


def test_an_alias_changes_from_one_collection_to_another(client, vectors):
    database.create(client, "turned", 16)
    database.put(client, "turned", range(300), -vectors, [{}] * 300)
    client.create_alias("shop", "live")
    assert database.find(client, "live", vectors[:1], 1)[1] == 0
    client.alter_alias("turned", "live")
    assert database.find(client, "live", -vectors[:1], 1)[1] == 0
