"""Vectors from a file, mapped into memory: .npy, .npz, .safetensors and .parquet."""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from course_utils.audit.rows import BLOCK

MAGIC = np.lib.format.MAGIC_PREFIX
NUMBERS = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I8": "i1", "U8": "u1"}  # of safetensors


def open_vectors(path: str | os.PathLike, name: str | None = None) -> np.ndarray:
    """The vectors (n, dim) of a file, mapped and not read.

    `name` is the array, tensor or column to take, where a file has several. What cannot be mapped
    as it lies (.npz, .parquet, bfloat16) is copied into a temporary file, a block at a time. Raises
    ValueError where the file holds no such vectors, FileNotFoundError where there is none.
    """
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ValueError(f"{path} must be a file that ends in {', '.join(READERS)}")
    if path.is_dir():
        raise ValueError(f"{path} is a folder, not a file")
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there")
    try:
        vectors = reader(path, name)
    except _Refused as error:
        raise ValueError(f"{path} {error}") from None
    except Exception as error:  # each reader has its own
        said = (str(error) or type(error).__name__).splitlines()[0]
        raise ValueError(f"{path} cannot be read: {said}") from error
    if vectors.ndim != 2 or 0 in vectors.shape or vectors.dtype.kind not in "fiu":
        shape, dtype = vectors.shape, vectors.dtype
        raise ValueError(f"{path} must hold one vector a row, but has shape {shape} of {dtype}")
    return vectors


class _Refused(ValueError):
    """What a reader says about a file, without its path."""


def _npy(path: Path, name: str | None) -> np.ndarray:
    with path.open("rb") as file:
        # NumPy would take it for a pickle and say how to load that, which may run what it holds.
        if file.read(len(MAGIC)) != MAGIC:
            raise _Refused("is no .npy file, but for its name")
        file.seek(0)
        _header(file)
    return np.load(path, mmap_mode="r", allow_pickle=False)


def _npz(path: Path, name: str | None) -> np.ndarray:
    with zipfile.ZipFile(path) as archive:
        there = [entry[:-4] for entry in archive.namelist() if entry.endswith(".npy")]
        entry = f"{_chosen(name, there)}.npy"
        with archive.open(entry) as stored:
            return _copied(iter(lambda: stored.read(1 << 24), b""))


def _safetensors(path: Path, name: str | None) -> np.ndarray:
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        if size > path.stat().st_size:
            raise _Refused("is no safetensors file, or was cut off")
        tensors = json.loads(file.read(size))
    tensors.pop("__metadata__", None)
    matrices = [key for key, tensor in tensors.items() if len(tensor["shape"]) == 2]
    tensor = tensors[_chosen(name, list(tensors) if name else matrices)]
    shape, kind, (start, end) = tuple(tensor["shape"]), tensor["dtype"], tensor["data_offsets"]
    if size + 8 + end > path.stat().st_size:
        raise _Refused("was cut off")
    half = kind == "BF16"
    if not half and kind not in NUMBERS:
        raise _Refused(f"holds {kind}, and {', '.join([*NUMBERS, 'BF16'])} can be read")
    stored = np.memmap(path, "<u2" if half else NUMBERS[kind], "r", size + 8 + start, shape)
    if not half:
        return stored
    # The bits of a bfloat16 are the upper half of a float32's.
    wide = ((part.astype(np.uint32) << 16).view(np.float32) for part in _parts(stored))
    return _written(wide, shape)


def _parquet(path: Path, name: str | None) -> np.ndarray:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        lists = [field.name for field in file.schema_arrow if _holds_numbers(field.type)]
        if name is None and not lists:
            raise _Refused("has no column of lists of numbers")
        column = _chosen(name, file.schema_arrow.names if name else lists)
        if not _holds_numbers(file.schema_arrow.field(column).type):
            raise _Refused(f"has no vectors in its column {column!r}")

        def parts() -> Iterable[np.ndarray]:
            for batch in file.iter_batches(BLOCK, columns=[column]):
                vectors = batch.column(0)
                if vectors.null_count:
                    raise _Refused(f"has rows without a vector in its column {column!r}")
                lengths = pc.unique(pc.list_value_length(vectors)).to_pylist()
                if len(lengths) != 1 or not lengths[0]:
                    raise _Refused(f"has rows of unlike lengths in its column {column!r}")
                yield vectors.flatten().to_numpy(zero_copy_only=False).reshape(-1, lengths[0])

        if not file.metadata.num_rows:
            raise _Refused("must hold one vector a row, but has no rows")
        return _written(parts(), (file.metadata.num_rows,))


def _holds_numbers(kind: Any) -> bool:
    from pyarrow import types

    lists = types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind)
    return lists and (types.is_floating(kind.value_type) or types.is_integer(kind.value_type))


READERS = {".npy": _npy, ".npz": _npz, ".safetensors": _safetensors, ".parquet": _parquet}


def _chosen(name: str | None, there: list[str]) -> str:
    """The name asked for, or the only one that there is."""
    if name is None and len(there) == 1:
        return there[0]
    if name in there:
        return name
    listed = ", ".join(there) or "no vectors"
    lacks = "" if name is None else f", and not {name!r}"
    raise _Refused(f"holds {listed}{lacks}: say which name to take")


def _parts(x: np.ndarray) -> Iterable[np.ndarray]:
    for start in range(0, len(x), BLOCK):
        yield x[start : start + BLOCK]


def _written(parts: Iterable[np.ndarray], shape: tuple[int, ...]) -> np.ndarray:
    """These parts in a temporary file, mapped: float32. It is gone when the array is."""
    dim = 0
    with tempfile.TemporaryFile() as file:
        for part in parts:
            if dim and part.shape[1] != dim:
                raise _Refused(f"has rows of unlike lengths: {dim} and {part.shape[1]}")
            dim = part.shape[1]
            file.write(part.astype("<f4").tobytes())
        file.flush()
        return np.memmap(file, "<f4", "r", shape=(shape[0], dim))


def _copied(chunks: Iterable[bytes]) -> np.ndarray:
    """A .npy that comes in pieces, in a temporary file, mapped."""
    with tempfile.TemporaryFile() as file:
        file.writelines(chunks)
        file.flush()
        file.seek(0)
        shape, fortran, dtype = _header(file)
        return np.memmap(file, dtype, "r", file.tell(), shape, "F" if fortran else "C")


def _header(file: BinaryIO) -> tuple[tuple[int, ...], bool, np.dtype]:
    """Shape, whether it lies in Fortran's order, and dtype of a .npy that begins here."""
    read = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
    }[np.lib.format.read_magic(file)]
    shape, fortran, dtype = read(file)
    if dtype.hasobject:
        raise _Refused("holds Python objects, which are not read")
    return shape, fortran, dtype
