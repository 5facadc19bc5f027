"""Ids: faiss numbers its rows, and takes -1 for nothing; people's ids are any whole numbers."""

from collections.abc import Iterable

import numpy as np


class RowIds:
    """The id of each row, and the row of each id: int64 numbers, negative ones too, each once."""

    def __init__(self, ids: np.ndarray | None = None, next_id: int = 0):
        self.next_id = next_id
        self._set(np.empty(0, dtype=np.int64) if ids is None else ids)

    def _set(self, ids: np.ndarray) -> None:
        self.by_row = ids
        self._row_of = {number: row for row, number in enumerate(ids.tolist())}

    def __len__(self) -> int:
        return len(self.by_row)

    def new(self, ids: Iterable[int] | None, n: int) -> np.ndarray:
        """The ids for n more rows, next_id and those after it by default; ValueError if not new."""
        ids = range(self.next_id, self.next_id + n) if ids is None else ids
        ids = as_int64("ids", ids)
        if len(ids) != n:
            raise ValueError(f"ids must be one a vector, but are {len(ids)} for {n} vectors")
        values, counts = np.unique(ids, return_counts=True)
        if (counts > 1).any():
            raise ValueError(f"ids must differ, but {_some(values[counts > 1].tolist())} repeated")
        present = [number for number in values.tolist() if number in self._row_of]
        if present:
            raise ValueError(f"ids must be new, but {_some(present)} in the index already")
        return ids

    def append(self, ids: np.ndarray) -> None:
        """Give new rows these ids."""
        self._row_of |= zip(ids.tolist(), range(len(self), len(self) + len(ids)), strict=True)
        self.by_row = np.concatenate([self.by_row, ids])
        self.next_id = max(self.next_id, int(ids.max()) + 1)

    def rows(self, name: str, ids: Iterable[int], missing_ok: bool = False) -> np.ndarray:
        """The rows of ids, sorted, each once; ValueError for ids that are missing, or without."""
        ids = as_int64(name, ids).tolist()
        missing = [number for number in ids if number not in self._row_of]
        if missing and not missing_ok:
            raise ValueError(f"{name} must be in the index, but {_some(missing)} not")
        rows = {self._row_of[number] for number in ids if number in self._row_of}
        return np.array(sorted(rows), dtype=np.int64)

    def keep(self, kept: np.ndarray) -> None:
        """Forget the rows that kept (n,) does not mark, and number the others anew."""
        self._set(self.by_row[kept])


def as_int64(name: str, numbers: Iterable[int]) -> np.ndarray:
    """The numbers as a 1-D array; ValueError unless all are whole and fit int64."""
    if isinstance(numbers, Iterable) and not isinstance(numbers, np.ndarray):
        numbers = list(numbers)
    array = np.asarray(numbers)
    if array.shape == (0,):
        return np.empty(0, dtype=np.int64)
    if array.ndim != 1 or array.dtype.kind not in "iu" or array.max() > np.iinfo(np.int64).max:
        raise ValueError(
            f"{name} must be whole numbers in one sequence, each within int64, "
            f"but have shape {array.shape} and dtype {array.dtype}"
        )
    return array.astype(np.int64)


def _some(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:3])) + (", ..." if len(numbers) > 3 else "")
    return f"{shown} {'is' if len(numbers) == 1 else 'are'}"
