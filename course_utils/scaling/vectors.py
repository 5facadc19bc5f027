"""The vectors of all shards in one file that can be mapped into memory, and their keys."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from course_utils._files import write_atomically
from course_utils.scaling.task import SETTINGS, part_of


def start(out: Path, model: str) -> None:
    """Make the folder, or raise ValueError where it holds the vectors of another model.

    A model that could never be loaded, such as a mistyped one, left none.
    """
    settings = out / SETTINGS
    noted = _noted(settings) if settings.exists() else {"model": None}
    if noted["model"] != model and "weights" in noted:
        raise ValueError(
            f"out: {out} holds vectors of the model {noted['model']!r}, and those of {model!r} are "
            "of another space; give another folder"
        )
    (out / "parts").mkdir(parents=True, exist_ok=True)
    if noted["model"] != model:
        write_atomically(settings, json.dumps({"model": model}).encode())


def _noted(settings: Path) -> dict[str, str]:
    try:
        noted = json.loads(settings.read_text("utf-8"))
    except ValueError:
        noted = None
    if not isinstance(noted, dict) or "model" not in noted:
        raise ValueError(f"out: {settings} is not of this job; give another folder")
    return noted


def gather(shards: list[Path], out: Path) -> None:
    """Write vectors.npy, keys.txt and bad.txt from the shards' parts, in the shards' order."""
    for left in [*out.glob(".*.tmp"), *(out / "parts").glob(".*.tmp")]:  # of killed workers
        left.unlink()
    names, rows, dim, bad = [], 0, 0, []
    for shard in shards:
        with np.load(part_of(shard, out)) as part:
            names += [f"{shard.stem}/{key}\n" for key in part["keys"]]
            bad += [f"{shard.stem}/{key}\t{reason}\n" for key, reason in part["bad"]]
            rows, dim = rows + len(part["vectors"]), part["vectors"].shape[1]
    write_atomically(out / "vectors.npy", _npy(shards, out, (rows, dim)))
    write_atomically(out / "keys.txt", "".join(names).encode())
    write_atomically(out / "bad.txt", "".join(bad).encode())


def read_vectors(out: str | os.PathLike) -> tuple[np.ndarray, list[str]]:
    """The vectors (n, dim) float32, mapped and not read, and their keys `shard/key`.

    Raises ValueError where the folder holds no finished embedding.
    """
    out = Path(out)
    if not (out / "keys.txt").exists():
        raise ValueError(f"out: {out} holds no finished embedding; run `course embed` to its end")
    keys = (out / "keys.txt").read_text("utf-8").splitlines()
    vectors = np.load(out / "vectors.npy", mmap_mode="r" if keys else None)
    if len(vectors) != len(keys):
        raise ValueError(f"out: {out} holds {len(vectors)} vectors, but {len(keys)} keys")
    return vectors, keys


def _npy(shards: list[Path], out: Path, shape: tuple[int, int]) -> Iterator[bytes]:
    header = io.BytesIO()
    facts = {"descr": "<f4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(header, facts)
    yield header.getvalue()
    for shard in shards:
        with np.load(part_of(shard, out)) as part:
            yield part["vectors"].astype("<f4", copy=False).tobytes()
