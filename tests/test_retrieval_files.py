"""Index files: whole or refused, old or new but never half."""

import os
import signal
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.retrieval import VectorIndex, files
from course_utils.retrieval.options import KINDS

VECTORS = np.random.default_rng(0).normal(size=(60, 8)).astype(np.float32)
IDS = np.arange(60) * 7 - 100


def saved(path, kind="ivf", **options):
    index = VectorIndex(8, kind, **options)
    index.add(VECTORS, IDS)
    index.save(path)
    return index


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("index") / "whole"
    saved(path)
    return path.read_bytes()


@pytest.mark.parametrize("kind", KINDS)
def test_a_loaded_index_goes_on_as_the_saved_one_would(kind, tmp_path):
    index = saved(tmp_path / "index", kind)
    loaded = VectorIndex.load(str(tmp_path / "index"))
    for each in (index, loaded):
        each.remove(IDS[::3])
        each.add(VECTORS[:5] + 1)
        each.add(np.tile(VECTORS, (3, 1)) + 2)
    np.testing.assert_array_equal(index.ids, loaded.ids)
    assert loaded.options == index.options
    if kind != "hnsw":  # whose random layers for new vectors start anew
        pairs = zip(index.search(VECTORS, 9), loaded.search(VECTORS, 9), strict=True)
        for ours, theirs in pairs:
            np.testing.assert_array_equal(ours, theirs)


def test_options_given_are_kept_and_those_chosen_are_chosen_again(tmp_path):
    index = saved(tmp_path / "index", "ivf", nprobe=3)
    index.set_options(nprobe=2)
    index.save(tmp_path / "index")
    loaded = VectorIndex.load(tmp_path / "index")
    assert loaded.options == {"nlist": 8, "nprobe": 2}
    loaded.add(np.tile(VECTORS, (4, 1)))
    assert loaded.options == {"nlist": 17, "nprobe": 2}


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_flipped_bit_is_noticed(whole, tmp_path_factory, data):
    damaged = bytearray(whole)
    byte = data.draw(st.integers(0, 200) | st.integers(0, len(whole) - 1))
    damaged[byte] ^= 1 << data.draw(st.integers(0, 7))
    path = tmp_path_factory.getbasetemp() / "flipped"
    path.write_bytes(damaged)
    with pytest.raises(ValueError, match=r"damaged|truncated|file format|no file of"):
        VectorIndex.load(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data[:-1], "truncated: 1 bytes are missing"),
        (lambda data: data[:300], "truncated"),
        (lambda data: data[:30], "truncated: only 30 bytes"),
        (lambda data: data[:3], "truncated: only 3 bytes"),
        (lambda data: b"", "no file of a VectorIndex"),
        (lambda data: b"IxFI" + data, "no file of a VectorIndex"),
        (lambda data: b"\x89PNG\r\n\x1a\n" * 99, "no file of a VectorIndex"),
        (lambda data: data + b"\0", "damaged"),
        (lambda data: data[:8] + struct.pack("<I", 2) + data[12:], "file format 2, but .* up to 1"),
    ],
)
def test_other_files_are_refused_with_their_name_and_the_reason(change, message, whole, tmp_path):
    path = tmp_path / "holiday.idx"
    path.write_bytes(change(whole))
    with pytest.raises(ValueError, match=f"holiday.idx .*{message}"):
        VectorIndex.load(path)


def test_faiss_sees_no_byte_of_a_damaged_file(whole, tmp_path, monkeypatch):
    path = tmp_path / "index"
    path.write_bytes(whole[:-5] + b"flips")
    monkeypatch.setattr("course_utils.retrieval.index.load_faiss", lambda: pytest.fail("asked"))
    with pytest.raises(ValueError, match="damaged"):
        VectorIndex.load(path)


@pytest.mark.parametrize("error", [OSError("no space left"), KeyboardInterrupt()])
def test_an_interrupted_save_leaves_the_old_file(error, tmp_path, monkeypatch):
    path = tmp_path / "index"
    saved(path)
    before = path.read_bytes()

    def fail(_):
        assert [file.stat().st_size > 1000 for file in tmp_path.iterdir()] == [True, True]
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(type(error)):
        saved(path, "flat")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_a_save_that_is_killed_leaves_the_old_file(whole, tmp_path):
    path = tmp_path / "index"
    path.write_bytes(whole)
    code = (
        "import os, sys, numpy as np; from course_utils.retrieval import files;"
        f"os.fsync = lambda _: os.kill(os.getpid(), {int(signal.SIGKILL)});"
        "files.write(sys.argv[1], {}, np.arange(3), np.zeros(10**6, np.uint8))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)])
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == whole


def test_a_missing_file_and_a_missing_folder_are_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nowhere"):
        VectorIndex.load(tmp_path / "nowhere")
    with pytest.raises(FileNotFoundError, match=r"nowhere"):
        VectorIndex(3).save(tmp_path / "nowhere" / "index")


def test_the_header_can_be_read_without_faiss(whole, tmp_path):
    path = Path(tmp_path) / "index"
    path.write_bytes(whole)
    header, ids, _ = files.read(path)
    assert header["kind"] == "ivf"
    assert header["dim"] == 8
    np.testing.assert_array_equal(ids, IDS)
