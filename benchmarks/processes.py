"""What processes cost: seconds of wall and of CPU, MiB of memory, children included."""

import resource
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import psutil

GONE = (psutil.NoSuchProcess, psutil.AccessDenied)


@dataclass
class Cost:
    """Seconds."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def children_cost() -> Iterator[Cost]:
    """What processes cost that begin and end in here."""
    cost, usage = Cost(), resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    yield cost
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost.wall = time.perf_counter() - began
    cost.cpu = after.ru_utime + after.ru_stime - usage.ru_utime - usage.ru_stime


@contextmanager
def tree_cost() -> Iterator[Cost]:
    """What the children of this process, which live on, and theirs cost meanwhile.

    A process that ended meanwhile is in its parent's account if that one waited for it, else lost.
    """
    cost, before = Cost(), _cpu_by_process()
    began = time.perf_counter()
    yield cost
    cost.wall = time.perf_counter() - began
    after = _cpu_by_process()
    cost.cpu = sum(seconds - before.get(pid, 0) for pid, seconds in after.items())


def _cpu_by_process() -> dict[int, float]:
    found = {}
    for process in psutil.Process().children(recursive=True):
        with suppress(*GONE):
            found[process.pid] = sum(process.cpu_times()[:4])
    return found


class PeakMemory:
    """The most MiB that the children of this process had together, looked at ten times a second.

    Pages that several share are counted once.
    """

    def __init__(self) -> None:
        self.peak, self._over = 0.0, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.1):
            self.peak = max(self.peak, tree_memory())


def tree_memory() -> float:
    """MiB that the children of this process and theirs have together now."""
    total = 0
    for process in psutil.Process().children(recursive=True):
        with suppress(*GONE):
            total += process.memory_full_info().pss
    return total / 2**20
