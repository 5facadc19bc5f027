"""Ids: faiss numbers its rows, and takes -1 for nothing; people's ids are any whole numbers."""

from collections.abc import Iterable
from reprlib import repr as shortened

import numpy as np

from course_utils._arrays import as_array

LARGEST = np.iinfo(np.int64).max


class RowIds:
    """The id of each row, and the row of each id: int64 numbers, negative ones too, each once.

    Ids that ascend with the rows, as those given by default do, take 8 bytes each; any others 24,
    for a sorted copy and its rows. (A dictionary takes 116.)
    """

    def __init__(self, ids: np.ndarray | None = None, next_id: int = 0):
        self.next_id = next_id
        self._set(np.empty(0, dtype=np.int64) if ids is None else ids)

    def _set(self, ids: np.ndarray) -> None:
        self.by_row = self._sorted = ids
        self._rows = None  # where the sorted ids stand, unless all ascend already
        if not (ids[1:] > ids[:-1]).all():
            self._rows = np.argsort(ids)
            self._sorted = ids[self._rows]

    def __len__(self) -> int:
        return len(self.by_row)

    def new(self, ids: Iterable[int] | None, n: int) -> np.ndarray:
        """The ids for n more rows, next_id and those after it by default; ValueError if not new."""
        if ids is None and self.next_id + n <= LARGEST:
            return np.arange(self.next_id, self.next_id + n, dtype=np.int64)
        ids = range(self.next_id, self.next_id + n) if ids is None else ids
        ids = as_int64("ids", ids)
        if len(ids) != n:
            raise ValueError(f"ids must be one a vector, but are {len(ids)} for {n} vectors")
        values, counts = np.unique(ids, return_counts=True)
        if (counts > 1).any():
            raise ValueError(f"ids must differ, but {_some(values[counts > 1])} repeated")
        present = self._find(values)[1]
        if present.any():
            raise ValueError(f"ids must be new, but {_some(values[present])} in the index already")
        return ids

    def append(self, ids: np.ndarray) -> None:
        """Give new rows these ids."""
        n, by_row = len(self), np.concatenate([self.by_row, ids])
        order = np.argsort(ids)
        ascend = self._rows is None and (order[1:] > order[:-1]).all()
        if ascend and (n == 0 or ids[0] > self._sorted[-1]):
            self._sorted = by_row
        else:  # into a sorted copy, without sorting all of it again
            rows = np.arange(n) if self._rows is None else self._rows
            places = np.searchsorted(self._sorted, ids[order])
            self._sorted = np.insert(self._sorted, places, ids[order])
            self._rows = np.insert(rows, places, n + order)
        self.by_row = by_row
        self.next_id = max(self.next_id, int(ids.max()) + 1)

    def mask(self, name: str, ids: Iterable[int], missing_ok: bool = False) -> np.ndarray:
        """Which rows (n,) have these ids; ValueError for ids that are missing, or without."""
        ids = as_int64(name, ids)
        rows, found = self._find(ids)
        if not (missing_ok or found.all()):
            raise ValueError(
                f"{name} must be in the index, but {_some(np.unique(ids[~found]))} not"
            )
        chosen = np.zeros(len(self), dtype=bool)
        chosen[rows[found]] = True
        return chosen

    def _find(self, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The row of each of the ids, and whether there is one; any row where there is none."""
        if len(self) == 0:
            return np.zeros(len(ids), dtype=np.int64), np.zeros(len(ids), dtype=bool)
        first, last = int(self._sorted[0]), int(self._sorted[-1])
        if last - first == len(self) - 1:  # without gaps, an id tells its place
            places = ids - first
            places[(ids < first) | (ids > last)] = 0
        else:
            places = np.searchsorted(self._sorted, ids).clip(max=len(self) - 1)
        rows = places if self._rows is None else self._rows[places]
        return rows, self._sorted[places] == ids

    def keep(self, kept: np.ndarray) -> None:
        """Forget the rows that kept (n,) does not mark, and number the others anew."""
        self._set(self.by_row[kept])


def as_int64(name: str, numbers: Iterable[int]) -> np.ndarray:
    """The numbers as a 1-D array; ValueError unless all are whole and fit int64."""
    if isinstance(numbers, str | bytes) or not isinstance(numbers, Iterable):
        raise ValueError(
            f"{name} must be whole numbers in one sequence, but is {shortened(numbers)}"
        )
    if not hasattr(numbers, "__array__"):
        numbers = list(numbers)
    array = as_array(name, numbers)
    if array.shape == (0,):
        return np.empty(0, dtype=np.int64)
    if array.ndim != 1 or array.dtype.kind not in "iu" or array.max() > LARGEST:
        raise ValueError(
            f"{name} must be whole numbers in one sequence, each within int64, "
            f"but have shape {array.shape} and dtype {array.dtype}"
        )
    return array.astype(np.int64)


def as_mask(name: str, among: Iterable[int] | np.ndarray, n: int) -> np.ndarray | None:
    """`among` where it is an array or a tensor of truth values, one a row; None where it is ids.

    A list of truth values is no mask: [True] could be an id by mistake.
    """
    if type(among) is np.ndarray:
        is_mask = among.dtype == np.bool
    else:
        is_mask = hasattr(among, "__array__") and "bool" in str(getattr(among, "dtype", ""))
    if not is_mask:
        return None
    mask = as_array(name, among)
    if mask.shape != (n,):
        raise ValueError(
            f"{name} must be ids, or a mask with a truth value for each of the {n} vectors, "
            f"but is a mask of shape {mask.shape}"
        )
    return mask


def _some(numbers: np.ndarray) -> str:
    shown = ", ".join(map(str, numbers[:3])) + (", ..." if len(numbers) > 3 else "")
    return f"{shown} {'is' if len(numbers) == 1 else 'are'}"
