"""Shards, their embedding by workers that die, and search in what lies on disk."""

import io
import os
import signal
import tarfile
import threading

import numpy as np
import pytest
from click.testing import CliRunner

from course_utils.cli import course
from course_utils.clip import load_clip
from course_utils.datasets import load_pairs
from course_utils.images import read_image
from course_utils.retrieval import VectorIndex
from course_utils.scaling import (
    embed_shards,
    embedding,
    exact_search,
    read_shard,
    read_vectors,
    task,
    write_shards,
)
from course_utils.scaling.vectors import start
from tests.test_clip import tiny_clip


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    pairs = load_pairs("clipart")
    samples = (
        (f"{row:06}", pairs.images[row], {"caption": pairs.captions[row]}) for row in range(48)
    )
    folder = tmp_path_factory.mktemp("shards")
    write_shards(folder, samples, per_shard=6)
    return folder


def keys_of(folder):
    return [
        f"{path.stem}/{key}" for path in sorted(folder.glob("*.tar")) for key, _ in read_shard(path)
    ]


def embed_here(folder, out):
    """Without workers: the task itself, shard after shard."""
    start(out, "pocket")
    for path in sorted(folder.glob("*.tar")):
        task.embed_shard(path, out, "pocket")
    assert embed_shards([folder], out) == []


def kill_some(client, stop, killed):
    """Ends a worker with -9 every other second, wherever it is in its work."""
    while not stop.wait(2) and len(killed) < 3:
        pid = next(iter(client.run(os.getpid).values()), None)
        if pid:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_killed_workers_lose_nothing_and_repeat_nothing(shards, tmp_path, monkeypatch):
    killed, stop, real = [], threading.Event(), embedding._embedded

    def with_kills(client, *arguments):
        killer = threading.Thread(target=kill_some, args=(client, stop, killed))
        killer.start()
        try:
            yield from real(client, *arguments)
        finally:
            stop.set()
            killer.join()

    monkeypatch.setattr(embedding, "_embedded", with_kills)
    assert embed_shards([shards], tmp_path) == []
    assert killed
    vectors, keys = read_vectors(tmp_path)
    assert keys == keys_of(shards)
    assert not list((tmp_path / "parts").glob(".*"))
    pictures = load_pairs("clipart").images
    expected = load_clip().encode_images([pictures[row] for row in range(48)])
    assert (vectors * expected).sum(axis=1).min() > 0.95  # the shards hold lossy pictures


def test_done_shards_are_skipped_and_changed_ones_are_not(shards, tmp_path, monkeypatch):
    embed_here(shards, tmp_path)
    monkeypatch.setattr(embedding, "_client", None)  # no worker is needed
    seen = []
    assert embed_shards([shards], tmp_path, on_shard=lambda *at: seen.append(at)) == []
    assert seen == [(8, 8)]
    one = sorted(shards.glob("*.tar"))[0]
    assert task.is_done(one, tmp_path)
    longer = tmp_path / one.name
    longer.write_bytes(one.read_bytes() + bytes(10_240))
    assert not task.is_done(longer, tmp_path)


def test_bad_pictures_are_listed_and_stop_nothing(shards, tmp_path):
    good = next(iter(read_shard(sorted(shards.glob("*.tar"))[0])))[1]["webp"]
    path = tmp_path / "mixed.tar"
    with tarfile.open(path, "w") as tar:
        for name, content in [
            ("a.webp", good),
            ("b.webp", b"no picture"),
            ("c.json", b"{}"),
            ("a.webp", good),
            ("d.webp", good),
        ]:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    embed_here(tmp_path, tmp_path / "out")
    vectors, keys = read_vectors(tmp_path / "out")
    assert keys == ["mixed/a", "mixed/d"]
    assert len(vectors) == 2
    bad = (tmp_path / "out" / "bad.txt").read_text().splitlines()
    assert [line.split("\t")[0] for line in bad] == ["mixed/b", "mixed/c", "mixed/a"]


def test_a_damaged_shard_keeps_what_lies_before_the_damage(shards, tmp_path):
    whole = sorted(shards.glob("*.tar"))[0].read_bytes()
    (tmp_path / "cut.tar").write_bytes(whole[: len(whole) // 2])
    embed_here(tmp_path, tmp_path / "out")
    _, keys = read_vectors(tmp_path / "out")
    assert 0 < len(keys) < 6
    assert "damaged" in (tmp_path / "out" / "bad.txt").read_text()


def test_a_model_of_a_local_folder_embeds_too(shards, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tiny_clip(tmp_path / "tiny")
    out, first = tmp_path / "out", sorted(shards.glob("*.tar"))[0]
    words = ["embed", str(first), "--out", str(out), "--model", "tiny", "--workers", "1"]
    result = CliRunner().invoke(course, words)
    assert result.exit_code == 0, result.output
    vectors, keys = read_vectors(out)
    assert vectors.shape == (6, 10)
    pictures = [read_image(io.BytesIO(files["webp"])) for _, files in read_shard(first)]
    np.testing.assert_allclose(vectors, load_clip("tiny").encode_images(pictures), atol=1e-5)
    assert keys == [f"00000/{row:06}" for row in range(6)]


def test_vectors_of_two_models_do_not_meet(shards, tmp_path):
    start(tmp_path, "another")
    with pytest.raises(ValueError, match="another space"):
        embed_shards([shards], tmp_path)


@pytest.mark.parametrize(
    ("paths", "says"),
    [(["nowhere"], "does not exist"), (["."], "no .tar file"), (["a/x.tar", "b/x.tar"], "differ")],
)
def test_shards_that_cannot_be_used(paths, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.tar").touch()
    with pytest.raises(ValueError, match=says):
        embed_shards(paths, "out")


def test_an_unfinished_embedding_is_not_read(tmp_path):
    with pytest.raises(ValueError, match="no finished embedding"):
        read_vectors(tmp_path)


def test_a_scheduler_elsewhere_gets_the_same_call(shards, tmp_path):
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=1, threads_per_worker=1, memory_limit=0, dashboard_address=None
    ) as cluster:
        result = CliRunner().invoke(
            course,
            [
                "embed",
                str(shards),
                "--out",
                str(tmp_path),
                "--scheduler",
                cluster.scheduler_address,
            ],
        )
    assert result.exit_code == 0, result.output
    assert "48 vectors of 384 numbers" in result.output
    assert read_vectors(tmp_path)[1] == keys_of(shards)


def test_two_ways_to_search_what_was_embedded_agree(shards, tmp_path):
    embed_here(shards, tmp_path)
    vectors, _ = read_vectors(tmp_path)
    index = VectorIndex(vectors.shape[1])
    index.add(vectors)
    queries = load_clip().encode_texts(["a cat", "a red car", "music"])
    scores, rows = exact_search(vectors, queries, 10, block=7)
    expected_scores, expected = index.search(queries, 10)
    np.testing.assert_array_equal(rows, expected)
    np.testing.assert_allclose(scores, expected_scores, atol=1e-5)


def test_a_command_without_shards_is_wrong_usage(tmp_path):
    result = CliRunner().invoke(course, ["embed", "--out", str(tmp_path)])
    assert result.exit_code == 2
