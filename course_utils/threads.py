"""One import order for torch and faiss, which each bring an OpenMP runtime of their own."""

import os
from types import ModuleType


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
