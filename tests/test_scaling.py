"""Shards, their embedding by workers that die, and search in what lies on disk."""

import io
import os
import signal
import subprocess
import sys
import tarfile
import threading
import time
from pathlib import Path

import faiss
import numpy as np
import pytest
from click.testing import CliRunner

from course_utils.cli import course
from course_utils.clip import load_clip
from course_utils.datasets import load_pairs
from course_utils.images import read_image
from course_utils.retrieval import VectorIndex
from course_utils.scaling import (
    database,
    embed_shards,
    embedding,
    exact_search,
    extra,
    open_on_disk,
    read_shard,
    read_vectors,
    task,
    write_on_disk,
    write_shards,
)
from course_utils.scaling.colours import Colours
from course_utils.scaling.vectors import start
from tests import scaling_worker
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


def kill_some(client, stop, killed, most):
    """Ends a worker with -9 every other second, wherever it is in its work."""
    while not stop.wait(2) and len(killed) < most:
        pid = next(iter(client.run(os.getpid).values()), None)
        if pid:
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)


def embed_with_kills(monkeypatch, deaths, *arguments):
    killed, stop, real = [], threading.Event(), embedding._embedded

    def with_kills(client, *given):
        killer = threading.Thread(target=kill_some, args=(client, stop, killed, deaths))
        killer.start()
        try:
            yield from real(client, *given)
        finally:
            stop.set()
            killer.join()

    monkeypatch.setattr(embedding, "_embedded", with_kills)
    assert embed_shards(*arguments) == []
    assert killed


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_worker_loses_nothing_and_repeats_nothing(shards, tmp_path, monkeypatch):
    monkeypatch.setattr(embedding, "embed_shard", scaling_worker.embed_shard)
    embed_with_kills(monkeypatch, 1, [shards], tmp_path, "colours", 1)
    vectors, keys = read_vectors(tmp_path)
    assert keys == keys_of(shards)
    assert not list((tmp_path / "parts").glob(".*"))
    pictures = [
        read_image(io.BytesIO(files["webp"]))
        for path in sorted(shards.glob("*.tar"))
        for _, files in read_shard(path)
    ]
    expected = Colours().encode_images(pictures)
    np.testing.assert_array_equal(vectors, expected)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_killed_workers_of_the_model_lose_nothing_and_repeat_nothing(shards, tmp_path, monkeypatch):
    embed_with_kills(monkeypatch, 3, [shards], tmp_path)
    vectors, keys = read_vectors(tmp_path)
    assert keys == keys_of(shards)
    pictures = load_pairs("clipart").images
    expected = load_clip().encode_images([pictures[row] for row in range(48)])
    assert (vectors * expected).sum(axis=1).min() > 0.95  # the shards hold lossy pictures


SLOWLY = """
from course_utils.cli import main
from course_utils.scaling import embedding
from tests import scaling_worker
embedding.embed_shard = scaling_worker.embed_shard
if __name__ == "__main__":  # a worker begins by running this file, too
    main()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no groups of processes as in a terminal")
@pytest.mark.parametrize("seconds", [1, 2, 3, None])  # while workers start; or while they work
def test_control_c_ends_the_job_in_one_word(shards, tmp_path, seconds):
    script, out = tmp_path / "slowly.py", tmp_path / "out"
    script.write_text(SLOWLY)
    words = ["embed", str(shards), "--out", str(out), "--model", "colours", "--workers", "1"]
    job = subprocess.Popen(
        [sys.executable, str(script), *words],
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    if seconds:
        time.sleep(seconds)
    while not (seconds or list(out.glob("parts/*.npz"))) and job.poll() is None:
        time.sleep(0.1)
    os.killpg(job.pid, signal.SIGINT)  # as a terminal does
    _, said = job.communicate(timeout=60)
    assert job.returncode == 130
    assert "Traceback" not in said
    assert "stopped" in said.splitlines()
    assert len(list(out.glob("parts/*.npz"))) < 8


def test_who_only_searches_does_not_wait_for_torch():
    code = "import sys, course_utils.scaling; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_done_shards_are_skipped(shards, tmp_path, monkeypatch):
    embed_here(shards, tmp_path)
    monkeypatch.setattr(embedding, "_client", None)  # no worker is needed
    seen = []
    assert embed_shards([shards], tmp_path, on_shard=lambda *at: seen.append(at)) == []
    assert seen == [(8, 8)]


def test_a_shard_is_done_by_its_content(shards, tmp_path):
    one, other = sorted(shards.glob("*.tar"))[:2]
    shard = tmp_path / "one.tar"
    shard.write_bytes(one.read_bytes())
    start(tmp_path, "pocket")
    assert not task.is_done(shard, tmp_path)
    task.embed_shard(shard, tmp_path, "pocket")
    assert task.is_done(shard, tmp_path)
    times, size = shard.stat(), shard.stat().st_size
    shard.write_bytes(other.read_bytes()[:size].ljust(size, b"\0"))
    os.utime(shard, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not task.is_done(shard, tmp_path)  # of the same name, size and time
    shard.write_bytes(one.read_bytes())
    assert task.is_done(shard, tmp_path)


@pytest.mark.parametrize("damage", ["cut", "bits", "old"])
def test_a_part_that_is_damaged_is_made_anew(shards, tmp_path, damage):
    shard = sorted(shards.glob("*.tar"))[0]
    start(tmp_path, "pocket")
    task.embed_shard(shard, tmp_path, "pocket")
    part = task.part_of(shard, tmp_path)
    whole = part.read_bytes()
    if damage == "cut":
        part.write_bytes(whole[: len(whole) // 2])
    elif damage == "bits":
        middle = len(whole) // 2
        part.write_bytes(whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :])
    else:
        np.savez(part, keys=["a"], vectors=np.ones((1, 384)))  # nobody knows of which shard
    assert not task.is_done(shard, tmp_path)
    task.embed_shard(shard, tmp_path, "pocket")
    with np.load(part) as again:
        assert len(again["vectors"]) == 6


@pytest.mark.parametrize("moment", ["encode_images", "fsync", "replace"])
def test_a_death_at_any_moment_leaves_nothing_that_counts(shards, tmp_path, monkeypatch, moment):
    class Death(BaseException):
        """Not an error: nothing catches it, as nothing catches SIGKILL."""

    def die(*arguments):
        raise Death

    shard = sorted(shards.glob("*.tar"))[0]
    start(tmp_path, "pocket")
    place = {"encode_images": type(load_clip()), "fsync": os, "replace": type(tmp_path)}[moment]
    with monkeypatch.context() as deadly:
        deadly.setattr(place, moment, die)
        with pytest.raises(Death):
            task.embed_shard(shard, tmp_path, "pocket")
    assert not task.is_done(shard, tmp_path)
    task.embed_shard(shard, tmp_path, "pocket")
    assert task.is_done(shard, tmp_path)


def write_tar(path, files):
    with tarfile.open(path, "w") as tar:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))


def test_bad_pictures_are_listed_and_stop_nothing(shards, tmp_path):
    good = next(iter(read_shard(sorted(shards.glob("*.tar"))[0])))[1]["webp"]
    files = [
        ("a.webp", good),
        ("b.webp", b"no picture"),
        ("c.json", b"{}"),
        ("a.webp", good),
        ("d.webp", good),
    ]
    write_tar(tmp_path / "mixed.tar", files)
    embed_here(tmp_path, tmp_path / "out")
    vectors, keys = read_vectors(tmp_path / "out")
    assert keys == ["mixed/a", "mixed/d"]
    assert len(vectors) == 2
    bad = (tmp_path / "out" / "bad.txt").read_text().splitlines()
    assert [line.split("\t")[0] for line in bad] == ["mixed/b", "mixed/c", "mixed/a"]


def test_names_that_are_no_line_of_text_are_bad_ones(shards, tmp_path):
    good = next(iter(read_shard(sorted(shards.glob("*.tar"))[0])))[1]["webp"]
    names = ["two\nlines", "tab\there", "end\x0b", "no utf-8 \udcff", "ein Bild ü", "sub/日本"]
    write_tar(tmp_path / "Bilder ä.tar", [(f"{name}.webp", good) for name in names])
    embed_here(tmp_path, tmp_path / "out")
    vectors, keys = read_vectors(tmp_path / "out")
    assert keys == ["Bilder ä/ein Bild ü", "Bilder ä/sub/日本"]
    assert len(vectors) == 2
    bad = (tmp_path / "out" / "bad.txt").read_text("utf-8").splitlines()
    assert [line.split("\t")[0] for line in bad] == [f"Bilder ä/{name!a}" for name in names[:4]]
    assert all(line.endswith("is no name that a line of keys.txt can hold") for line in bad)


def test_a_picture_of_any_kind_that_can_be_read_counts(tmp_path):
    picture = load_pairs("clipart").images[0]
    files = []
    for kind in ("webp", "jpeg", "png", "gif", "bmp", "tiff"):
        content = io.BytesIO()
        read_image(picture).save(content, kind)
        files.append((f"{kind}.{kind}", content.getvalue()))
    write_tar(tmp_path / "kinds.tar", files)
    embed_here(tmp_path, tmp_path / "out")
    vectors, keys = read_vectors(tmp_path / "out")
    assert len(keys) == 6
    assert (vectors @ vectors[0]).min() > 0.8


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
    start(tmp_path, "colours")
    task.embed_shard(next(shards.glob("*.tar")), tmp_path, "colours")
    with pytest.raises(ValueError, match="another space"):
        embed_shards([shards], tmp_path)


def test_a_mistyped_model_does_not_claim_the_folder(shards, tmp_path):
    shard, out = sorted(shards.glob("*.tar"))[0], tmp_path / "out"
    start(out, str(tmp_path / "colors"))
    (tmp_path / "colors").mkdir()
    with pytest.raises(ValueError, match=r"colors has no config\.json"):
        task.embed_shard(shard, out, str(tmp_path / "colors"))
    start(out, "colours")
    task.embed_shard(shard, out, "colours")
    assert embed_shards([shard], out, "colours") == []


def test_other_weights_of_one_name_do_not_meet(shards, tmp_path):
    tiny, out, (first, second, *_) = tmp_path / "tiny", tmp_path / "out", sorted(shards.glob("*"))
    tiny_clip(tiny)
    start(out, str(tiny))
    task.embed_shard(first, out, str(tiny))
    assert embed_shards([first], out, str(tiny)) == []
    before = (out / "embedding.json").read_text()

    tiny_clip(tiny)  # trained anew, under the same name
    task._encoder.cache_clear()  # as in another process
    start(out, str(tiny))
    with pytest.raises(ValueError, match="other weights that were called"):
        task.embed_shard(second, out, str(tiny))
    with pytest.raises(ValueError, match="other weights that were called"):
        embed_shards([first], out, str(tiny))  # nothing is left to do, and yet
    assert (out / "embedding.json").read_text() == before
    assert [part.stem for part in (out / "parts").iterdir()] == [first.stem]


def test_the_same_weights_elsewhere_go_on(shards, tmp_path):
    tiny, out, (first, second, *_) = tmp_path / "tiny", tmp_path / "out", sorted(shards.glob("*"))
    tiny_clip(tiny)
    start(out, str(tiny))
    task.embed_shard(first, out, str(tiny))
    task._encoder.cache_clear()
    assert task.embed_shard(second, out, str(tiny)) == second.name


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


def test_a_folder_called_like_a_shard_is_none(shards, tmp_path):
    (tmp_path / "a.tar").mkdir()
    with pytest.raises(ValueError, match=r"there is no \.tar file"):
        embed_shards([tmp_path], tmp_path / "out")


def test_a_shard_with_a_name_of_two_lines_is_refused_at_once(tmp_path):
    try:
        (tmp_path / "a\nb.tar").touch()
    except OSError:
        pytest.skip("no such names here")
    with pytest.raises(ValueError, match=r"names of one line in UTF-8, unlike 'a\\nb\.tar'"):
        embed_shards([tmp_path], tmp_path / "out")


@pytest.mark.parametrize("content", ["{}", "[]", "not json"])
def test_a_folder_of_another_tool_is_left_alone(content, shards, tmp_path):
    (tmp_path / "embedding.json").write_text(content)
    with pytest.raises(ValueError, match="is not of this job; give another folder"):
        embed_shards([shards], tmp_path)
    assert (tmp_path / "embedding.json").read_text() == content
    assert [path.name for path in tmp_path.iterdir()] == ["embedding.json"]


def test_an_unfinished_embedding_is_not_read(tmp_path):
    with pytest.raises(ValueError, match="no finished embedding"):
        read_vectors(tmp_path)


def test_a_scheduler_elsewhere_gets_the_same_call(shards, tmp_path):
    from distributed import LocalCluster

    words = ["embed", str(shards), "--out", str(tmp_path), "--scheduler"]
    with LocalCluster(  # threads of this process, reached over TCP: a process starts in ten seconds
        n_workers=1, processes=False, protocol="tcp", memory_limit=0, dashboard_address=None
    ) as cluster:
        address = cluster.scheduler_address
        assert address.startswith("tcp://")
        result = CliRunner().invoke(course, [*words, address])
    assert result.exit_code == 0, result.output
    assert "48 vectors of 384 numbers" in result.output
    assert read_vectors(tmp_path)[1] == keys_of(shards)


def test_from_pictures_to_the_ten_nearest_in_four_ways(shards, tmp_path):
    pytest.importorskip("pymilvus")
    pytest.importorskip("milvus_lite")
    embed_here(shards, tmp_path)
    vectors, keys = read_vectors(tmp_path)
    queries = load_clip().encode_texts(["a cat", "a red car", "music"])
    index = VectorIndex(vectors.shape[1])
    index.add(vectors)
    scores, expected = index.search(queries, 10)
    quantizer = faiss.IndexFlatIP(vectors.shape[1])
    quantizer.add(np.ascontiguousarray(vectors[::12]))
    write_on_disk(tmp_path / "lists", vectors, np.arange(48), quantizer)
    client = database.connect(tmp_path / "pictures.db")
    database.create(client, "pictures", vectors.shape[1])
    database.put(client, "pictures", range(48), vectors, [{"key": key} for key in keys])
    for found_scores, found in (
        exact_search(vectors, queries, 10, block=7),
        open_on_disk(tmp_path / "lists", n_probe=4).search(queries, 10),
        database.find(client, "pictures", queries, 10),
    ):
        np.testing.assert_array_equal(found, expected)
        np.testing.assert_allclose(found_scores, scores, atol=1e-5)
    best = client.get("pictures", ids=[int(expected[0, 0])])[0]
    client.close()
    assert best["key"] == keys[expected[0, 0]]


@pytest.mark.parametrize("module", ["dask", "distributed"])
def test_without_workers_one_sentence_says_how_to_get_them(shards, tmp_path, monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    result = CliRunner().invoke(course, ["embed", str(shards), "--out", str(tmp_path)])
    assert result.exit_code == 1
    lines = [line for line in result.output.splitlines() if "embedding:" not in line]
    assert [line.strip() for line in lines if line.strip()] == [
        f"Error: Dask is missing. Get it by: {extra.INSTALL}"
    ]


@pytest.mark.parametrize("module", ["pymilvus", "milvus_lite"])
def test_without_a_database_one_sentence_says_how_to_get_it(tmp_path, monkeypatch, module):
    for other in {"pymilvus", "milvus_lite"} - {module}:
        pytest.importorskip(other)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ModuleNotFoundError, match=r"^Milvus is missing\. Get it by: python -m pip"):
        database.connect(tmp_path / "shop.db")
    assert "Milvus is missing" in extra.lacking()


def test_a_command_without_shards_is_wrong_usage(tmp_path):
    result = CliRunner().invoke(course, ["embed", "--out", str(tmp_path)])
    assert result.exit_code == 2
