"""Lesson 2: one batch on several processes, run for real on this machine.

A function written in a notebook cell cannot be sent to a new process, which has no notebook to find
it in. So the step that the lesson compares stands here.
"""

import math
import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist

from course_utils.losses import clip_loss, gather_with_gradient


def clip_step(
    image_features: np.ndarray, text_features: np.ndarray, gather: bool = True, seed: int = 0
) -> tuple[float, dict[str, np.ndarray]]:
    """Loss and gradients of two linear heads and a learned temperature on one batch of pairs.

    image_features (n, d) and text_features (n, e) are the whole batch. Run under `run_processes`,
    each process takes its equal share of the rows, in rank order, and the gradients are averaged
    over the processes. Without gather, each knows only the negatives in its own share.

    >>> pairs = np.random.default_rng(0).standard_normal((8, 16), dtype=np.float32)
    >>> loss, gradients = clip_step(pairs, pairs)
    >>> {name: gradient.shape for name, gradient in gradients.items()}
    {'image_head': (16, 64), 'text_head': (16, 64), 'log_scale': ()}
    """
    images, texts = torch.as_tensor(image_features), torch.as_tensor(text_features)
    generator = torch.Generator().manual_seed(seed)
    parameters = {
        "image_head": torch.randn(images.shape[1], 64, generator=generator, dtype=images.dtype),
        "text_head": torch.randn(texts.shape[1], 64, generator=generator, dtype=texts.dtype),
        "log_scale": torch.tensor(math.log(1 / 0.07), dtype=images.dtype),
    }
    for parameter in parameters.values():
        parameter.requires_grad_()

    processes = dist.get_world_size() if dist.is_initialized() else 1
    rank = dist.get_rank() if dist.is_initialized() else 0
    images = images.chunk(processes)[rank] @ parameters["image_head"]
    texts = texts.chunk(processes)[rank] @ parameters["text_head"]
    if gather:
        images, texts = gather_with_gradient(images), gather_with_gradient(texts)
    loss = clip_loss(images, texts, parameters["log_scale"].exp())
    loss.backward()

    if processes > 1:
        for parameter in parameters.values():
            dist.all_reduce(parameter.grad)
            parameter.grad /= processes
    return loss.item(), {name: p.grad.numpy() for name, p in parameters.items()}


def run_processes(function: Callable, *args: object, processes: int = 2) -> list:
    """function(*args) in each of several new processes joined by torch.distributed, over gloo.

    Gives what each returned, in rank order. Raises ValueError for a function that was defined in a
    notebook. In a script, call this under `if __name__ == "__main__":`, since each new process
    imports the script again.
    """
    if function.__module__ == "__main__" and not hasattr(sys.modules["__main__"], "__file__"):
        raise ValueError("function must stand in a module: new processes do not see the notebook")
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool,
    ):
        meeting_point = Path(folder, "store")
        runs = [
            pool.submit(_join, rank, processes, meeting_point, function, args)
            for rank in range(processes)
        ]
        return [run.result() for run in runs]


def _join(
    rank: int, processes: int, meeting_point: Path, function: Callable, args: tuple
) -> object:
    torch.set_num_threads(1)
    if sys.platform != "win32":  # the loopback interface, since a laptop's own name may not resolve
        loopback = "lo0" if sys.platform == "darwin" else "lo"
        os.environ.setdefault("GLOO_SOCKET_IFNAME", loopback)
    dist.init_process_group(
        "gloo",
        store=dist.FileStore(str(meeting_point), processes),
        rank=rank,
        world_size=processes,
        timeout=timedelta(minutes=5),
    )
    try:
        return function(*args)
    finally:
        dist.destroy_process_group()
