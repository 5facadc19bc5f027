"""One import order for torch and faiss, and one thread in faiss where results depend on it."""

import os
from threading import Lock
from types import ModuleType

BLAS_FROM = 800  # numbers in a batch from which multiplying matrices pays in one thread


def usable_cores() -> int:
    """Number of cores this process may use: a container may have fewer than its machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def load_torch() -> ModuleType:
    """The torch module, imported."""
    import torch

    return torch


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

    _lock = Lock()
    _inside = 0
    _usual_limit = 0

    def __enter__(self) -> None:
        self._faiss = faiss = load_faiss()
        self._threads = faiss.omp_get_max_threads()
        faiss.omp_set_num_threads(1)
        with OneThread._lock:
            if OneThread._inside == 0:
                OneThread._usual_limit = faiss.cvar.distance_compute_blas_threshold
                faiss.cvar.distance_compute_blas_threshold = min(self._usual_limit, BLAS_FROM)
            OneThread._inside += 1

    def __exit__(self, *_: object) -> None:
        self._faiss.omp_set_num_threads(self._threads)
        with OneThread._lock:
            OneThread._inside -= 1
            if OneThread._inside == 0:
                self._faiss.cvar.distance_compute_blas_threshold = self._usual_limit
