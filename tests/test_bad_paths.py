"""Files are read and written under names that files have: each function with each bad kind."""

import io
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from course_utils import modalities as m
from course_utils.retrieval import VectorIndex
from tests.bad_kinds import bad_paths

PICTURE = Image.new("RGB", (4, 4), "red")
WRITERS = {
    "write_wav": lambda path: m.write_wav(path, [0.0, 0.5], 8_000),
    "write_clip": lambda path: m.write_clip(path, [PICTURE]),
    "VectorIndex.save": lambda path: VectorIndex(2).save(path),
}
READERS = {"read_wav": m.read_wav, "read_clip": m.read_clip, "VectorIndex.load": VectorIndex.load}
NO_PATHS = {
    "array": np.random.default_rng(0).random(12),
    "tensor": torch.arange(12.0),
    "numbers": [11, 11, 27],
    "bytearray": bytearray(b"a.wav"),
    "class": int,
}


def kinds(folder):
    return dict(bad_paths(folder)) | NO_PATHS


KINDS = set(kinds(Path()))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "given").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "given"


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"missing"}))
@pytest.mark.parametrize("name", WRITERS)
def test_nothing_is_written_under_a_name_that_is_none(name, kind, folder):
    with pytest.raises((ValueError, OSError)) as refused:
        WRITERS[name](kinds(folder)[kind])
    if isinstance(refused.value, ValueError):
        assert str(refused.value).startswith("path")
        assert len(str(refused.value).splitlines()) == 1
    assert list(folder.rglob("*")) == list(folder.parent.joinpath("here").rglob("*")) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("name", READERS)
def test_nothing_is_read_from_what_is_no_file(name, kind, folder):
    with pytest.raises((ValueError, OSError)):
        READERS[name](kinds(folder)[kind])


@pytest.mark.parametrize("name", ["write_wav", "write_clip"])
def test_an_old_file_stays_until_the_new_one_is_whole(name, folder, monkeypatch):
    WRITERS[name](folder / "a")
    before = (folder / "a").read_bytes()
    monkeypatch.setattr("os.fsync", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        m.write_wav(folder / "a", [0.25], 8_000)
    assert [(folder / "a").read_bytes()] == [before]
    assert len(list(folder.iterdir())) == 1


def test_an_open_file_is_written_too():
    file = io.BytesIO()
    m.write_clip(file, [PICTURE])
    assert m.read_clip(io.BytesIO(file.getvalue()))[0].size == (4, 4)
