"""What stands behind `datasets`: the files of one set, each read when it is first needed."""

import io
import operator
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from PIL import Image

from ._features import read_features
from .images import read_image

FOLDER = Path(__file__).parent / "assets" / "pairs"


class StoredPairs:
    """One set's files. Texts are read at once, pictures and features when they are asked for."""

    def __init__(self, name: str) -> None:
        self.name, self.folder = name, FOLDER / name

    def _read(self, columns: list[str] | None = None):
        import pyarrow.parquet as pq

        file = self.folder / "pairs.parquet"
        try:
            # one thread is as fast for a file of this size, and leaves a process that can be forked
            with pq.ParquetFile(file, pre_buffer=False) as opened:
                columns = columns or [c for c in opened.schema_arrow.names if c != "image"]
                return opened.read(columns=columns, use_threads=False)
        except (OSError, ValueError) as error:  # pyarrow's own errors are of these kinds
            raise ValueError(
                f"{file} is missing or damaged; restore it with `git checkout -- {file.name}` "
                "in its folder, or install the course again"
            ) from error

    @cached_property
    def texts(self) -> dict[str, list]:
        return self._read().to_pydict()

    @cached_property
    def pictures(self):
        return self._read(["image"])["image"].combine_chunks()

    @cached_property
    def features(self) -> dict[str, np.ndarray]:
        features = read_features(self.folder / "features.npz")
        for kind in ("image", "text"):
            if len(features[kind]) != len(self.texts["caption"]):
                raise ValueError(
                    f"features.npz of {self.name} has {len(features[kind])} rows for {kind}, "
                    f"pairs.parquet has {len(self.texts['caption'])}; install the course again"
                )
        return features

    def picture(self, row: int) -> Image.Image:
        return read_image(io.BytesIO(self.pictures[int(row)].as_py()))


class Images(Sequence):
    """The pictures of some pairs; an index decodes one to RGB, a slice or list decodes none."""

    def __init__(self, stored: StoredPairs, rows: np.ndarray) -> None:
        self._stored, self._rows = stored, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index):
        if isinstance(index, slice | list | range) or getattr(index, "ndim", 0):
            return Images(self._stored, self._rows[index])
        return self._stored.picture(self._rows[operator.index(index)])

    def __repr__(self) -> str:
        return f"{len(self):,} pictures of {self._stored.name!r}, decoded when indexed"
