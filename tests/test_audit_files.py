"""Files of vectors in every format: read as they are, mapped, and one clear line where not."""

import json
import tracemalloc
import zipfile

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
from click.testing import CliRunner
from safetensors.torch import save_file

from course_utils import audit
from course_utils.audit import files
from course_utils.cli import course
from course_utils.clip import load_clip
from course_utils.datasets import load_pairs
from tests.patients import another_model, healthy
from tests.test_clip import tiny_clip

X = np.random.default_rng(0).normal(size=(70, 5)).astype(np.float32)


def written(path, x=X):
    kind = path.suffix
    if kind == ".npy":
        np.save(path, x)
    elif kind == ".npz":
        np.savez(path, vectors=x)
    elif kind == ".safetensors":
        save_file({"vectors": torch.tensor(x)}, path)
    else:
        rows = pa.array(list(x), pa.list_(pa.from_numpy_dtype(x.dtype)))
        pq.write_table(pa.table({"id": range(len(x)), "vectors": rows}), path, row_group_size=20)
    return path


@pytest.fixture(params=[".npy", ".npz", ".safetensors", ".parquet"])
def kind(request):
    return request.param


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_every_format_gives_the_same_rows(kind, dtype, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "BLOCK", 16)
    found = audit.open_vectors(written(tmp_path / f"x{kind}", X.astype(dtype)))
    np.testing.assert_allclose(found, X, rtol=1e-2)
    assert isinstance(found, np.memmap)
    if kind != ".npy":
        assert np.array_equal(found, audit.open_vectors(tmp_path / f"x{kind}", "vectors"))


def test_compressed_bfloat16_fixed_lists_and_fortran_order(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "BLOCK", 16)
    np.savez_compressed(tmp_path / "a.npz", x=X)
    save_file({"x": torch.tensor(X).bfloat16(), "scale": torch.ones(1)}, tmp_path / "b.safetensors")
    lists = pa.FixedSizeListArray.from_arrays(X.ravel(), 5)
    pq.write_table(pa.table({"x": lists}), tmp_path / "c.parquet")
    np.savez(tmp_path / "d.npz", x=np.asfortranarray(X))
    np.save(tmp_path / "e.NPY.npy", np.asfortranarray(X))
    for name in ("a.npz", "c.parquet", "d.npz", "e.NPY.npy"):
        assert np.array_equal(audit.open_vectors(tmp_path / name), X)
    half = audit.open_vectors(tmp_path / "b.safetensors")
    assert np.array_equal(half, torch.tensor(X).bfloat16().float().numpy())


def test_which_of_several(tmp_path):
    np.savez(tmp_path / "two.npz", image=X, text=-X)
    assert np.array_equal(audit.open_vectors(tmp_path / "two.npz", "text"), -X)
    with pytest.raises(ValueError, match=r"two\.npz holds image, text: say which name to take"):
        audit.open_vectors(tmp_path / "two.npz")
    with pytest.raises(ValueError, match="holds image, text, and not 'words': say which"):
        audit.open_vectors(tmp_path / "two.npz", "words")


def objects(path):
    np.savez(path, x=np.array([[1, "a"]], dtype=object))


def ragged(path):
    pq.write_table(pa.table({"x": [[1.0, 2.0], [3.0]]}), path)


def no_lists(path):
    pq.write_table(pa.table({"x": [1.0]}), path)


def cut_off(path):
    whole = written(path).read_bytes()
    path.write_bytes(whole[: len(whole) - 30])


def without_a_row(path):
    pq.write_table(pa.table({"x": [[1.0, 2.0], None]}), path)


def no_rows(path):
    pq.write_table(pa.table({"x": pa.array([], pa.list_(pa.float32()))}), path)


BAD = {
    "missing.npy": (lambda path: None, "is not there"),
    "folder.npy": (lambda path: path.mkdir(), "is a folder, not a file"),
    "text.npy": (lambda path: path.write_text("0.1 0.2"), r"is no \.npy file, but for its name$"),
    "x.csv": (lambda path: path.write_text("1,2"), "must be a file that ends in .npy, .npz"),
    "empty.npy": (lambda path: path.write_bytes(b""), r"is no \.npy file"),
    "text.npz": (lambda path: path.write_text("no zip"), "cannot be read"),
    "text.safetensors": (lambda path: path.write_text("no tensors at all"), "was cut off"),
    "text.parquet": (lambda path: path.write_text("no table"), "cannot be read"),
    "line.npy": (lambda path: np.save(path, X[0]), r"one vector a row, but has shape \(5,\)"),
    "none.npy": (lambda path: np.save(path, X[:0]), r"but has shape \(0, 5\)"),
    "words.npy": (lambda path: np.save(path, np.array([["a"]])), "of <U1"),
    "objects.npz": (objects, "holds Python objects"),
    "objects.npy": (
        lambda path: np.save(path, np.array([[1, "a"]], dtype=object)),
        "holds Python objects",
    ),
    "ragged.parquet": (ragged, "rows of unlike lengths"),
    "null.parquet": (without_a_row, "has rows without a vector in its column 'x'"),
    "empty.parquet": (no_rows, "has no rows"),
    "flat.parquet": (no_lists, "has no column of lists of numbers"),
    "cut.npy": (cut_off, "cannot be read"),
    "cut.npz": (cut_off, "cannot be read"),
    "cut.safetensors": (cut_off, "was cut off"),
    "cut.parquet": (cut_off, "cannot be read"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line(name, tmp_path):
    make, said = BAD[name]
    make(tmp_path / name)
    with pytest.raises((ValueError, FileNotFoundError), match=said) as error:
        audit.open_vectors(tmp_path / name)
    assert str(tmp_path / name) in str(error.value)
    assert "\n" not in str(error.value)


def test_an_archive_without_arrays(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.npz", "w") as archive:
        archive.writestr("notes.txt", "none")
    with pytest.raises(ValueError, match="holds no vectors: say which name to take"):
        audit.open_vectors(tmp_path / "x.npz")


def test_a_large_file_stays_on_the_disk(tmp_path):
    x = np.lib.format.open_memmap(tmp_path / "x.npy", "w+", np.float16, (400_000, 64))
    rng = np.random.default_rng(0)
    for start in range(0, len(x), 50_000):
        x[start : start + 50_000] = rng.normal(size=(50_000, 64))
    x.flush()
    mapped = audit.open_vectors(tmp_path / "x.npy")
    tracemalloc.start()
    audit.check_vectors(mapped)
    audit.hubs(mapped[:200], mapped)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 400_000 * 64 * 4 / 2


# --- course audit --------------------------------------------------------------------------------


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(
        course, ["audit", *map(str, words)], prog_name="course"
    )


@pytest.fixture
def pairs(tmp_path):
    images, texts = healthy(0, 1500)
    _, first = np.unique(texts, axis=0, return_index=True)
    rows = np.sort(first)[:600]
    np.save(tmp_path / "images.npy", images[rows])
    np.save(tmp_path / "texts.npy", texts[rows])
    return tmp_path / "images.npy", tmp_path / "texts.npy"


def test_healthy_files(run, pairs):
    done = run(*pairs)
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "600 pairs of 384 numbers: 0 of 8 checks found something"
    assert all(line.startswith("ok     ") for line in lines[1:])
    assert len(lines) == 9


def test_sick_files(run, pairs):
    images = np.load(pairs[0])
    images[300:] = another_model(images[300:])
    np.save(pairs[0], images)
    done = run(*pairs)
    assert done.exit_code == 1
    assert "found  pairs: rows" in done.stdout
    assert "       next: which model" in done.stdout
    found = json.loads(run(*pairs, "--json").stdout)
    assert found["findings"]["pairs"]["ok"] is False
    assert not found["ok"]


def test_two_sides_in_one_file(run, pairs, tmp_path):
    np.savez(tmp_path / "both.npz", image=np.load(pairs[0]), text=np.load(pairs[1]))
    both = tmp_path / "both.npz"
    assert run(both, both, "--images-name", "image", "--texts-name", "text").exit_code == 0


def test_sides_that_do_not_fit(run, pairs, tmp_path):
    short = tmp_path / "short.npy"
    np.save(short, np.load(pairs[1])[:-1])
    done = run(pairs[0], short)
    assert isinstance(done.exception, ValueError)  # which `main` makes one line, and 2
    assert "pair up row by row" in str(done.exception)
    assert run(pairs[0]).exit_code == 2


def test_what_another_model_and_another_library_wrote(run, tmp_path):
    tiny_clip(tmp_path / "tiny")
    model = load_clip(tmp_path / "tiny")
    pairs = load_pairs("photos").select(range(48))
    images = model.encode_images(pairs.images)
    texts = model.encode_texts(list(pairs.captions))
    save_file({"image_embeds": torch.tensor(images)}, tmp_path / "images.safetensors")
    pq.write_table(pa.table({"text": list(texts)}), tmp_path / "texts.parquet")
    done = run(tmp_path / "images.safetensors", tmp_path / "texts.parquet", "--json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1  # it never learned anything
    assert (found["rows"], found["dim"]) == images.shape
    assert found["findings"]["images"]["evidence"]["lengths"][1] == pytest.approx(1, abs=1e-3)
    assert not found["findings"]["pairs"]["ok"]
