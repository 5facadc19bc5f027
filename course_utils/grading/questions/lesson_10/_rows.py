"""Rows that lie on a disk and are fetched by `read(start, stop)`; who reads is watched."""

import tracemalloc
import weakref

import numpy as np


class Rows:
    """What was read: how often each row, the most rows at once, the most earlier blocks kept."""

    def __init__(self, rows):
        self._rows, self._given = rows, []
        self.times, self.most, self.kept = np.zeros(len(rows), dtype=int), 0, 0

    def read(self, start, stop):
        if start < 0 or stop < start:
            raise ValueError(f"read({start}, {stop}): rows are counted from 0, and stop is behind")
        block = self._rows[start:stop].copy()
        block.flags.writeable = False  # as a file is that was opened for reading
        self.times[start:stop] += 1
        self.most = max(self.most, len(block))
        self._given = [earlier for earlier in self._given if earlier() is not None]
        self.kept = max(self.kept, len(self._given))
        self._given.append(weakref.ref(block))
        return block


def most_memory(run):
    """Bytes that were taken at once while `run()` ran, by Python and NumPy."""
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
