"""One import order for torch and faiss, and one thread in faiss where results depend on it."""

import os
from functools import cache
from threading import Lock
from types import ModuleType, SimpleNamespace

BLAS_FROM = 800  # numbers in a batch from which multiplying matrices pays in one thread


def usable_cores() -> int:
    """Number of cores this process may use: a container may have fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load_torch() -> ModuleType:
    """The torch module, imported."""
    import torch

    return torch


@cache
def load_faiss() -> ModuleType:
    """The faiss module, imported after torch.

    Two OpenMP runtimes in one process can deadlock or crash when faiss comes first and both run
    parallel regions, above all on macOS. Torch first is the order that works everywhere.
    """
    load_torch()
    import faiss

    return faiss


class OneThread:
    """Let faiss work in one thread, so that neither results nor timings depend on the cores.

    With more, rounding flips some bits of lsh, and links of an hnsw graph depend on who is first.
    faiss 1.15 multiplies matrices for batches of 128,000 numbers and more, which suits many
    threads. In one it pays from 800 numbers: k-means is up to ten times faster.

    The number of threads belongs to the thread that sets it, but that limit to the whole process:
    the first who enters lowers it, the last who leaves puts it back. A new one for each use:

    >>> with OneThread():
    ...     load_faiss().omp_get_max_threads()
    1
    """

    # Not attributes of the class: setting one makes Python look all of them up anew.
    _lock = Lock()
    _process = SimpleNamespace(inside=0, usual_limit=0)

    def __enter__(self) -> None:
        self._faiss = faiss = load_faiss()
        self._threads = faiss.omp_get_max_threads()
        if self._threads != 1:
            faiss.omp_set_num_threads(1)
        process = self._process
        with self._lock:
            if process.inside == 0:
                process.usual_limit = faiss.cvar.distance_compute_blas_threshold
                faiss.cvar.distance_compute_blas_threshold = min(process.usual_limit, BLAS_FROM)
            process.inside += 1

    def __exit__(self, *_: object) -> None:
        if self._threads != 1:
            self._faiss.omp_set_num_threads(self._threads)
        process = self._process
        with self._lock:
            process.inside -= 1
            if process.inside == 0:
                self._faiss.cvar.distance_compute_blas_threshold = process.usual_limit
