"""What makes encoding fast, apart from what is encoded: folded layers, batches, look-ahead."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby, pairwise

import numpy as np
import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval
from tqdm.auto import tqdm

from . import _checks


def fold_batch_norms(tower: nn.Module) -> nn.Module:
    """The EfficientNet, changed to compute the same with fewer layers, in channels-last order.

    In evaluation a batch norm is one multiplication and one addition a channel, which the
    convolution before it can do by itself. A squeeze-and-excite block whose last weights are all 0
    multiplies each channel by a constant, and with a constant of 1 by nothing at all: it goes too.
    """
    for module in list(tower.eval().modules()):
        for (name, layer), (next_name, next_layer) in pairwise(list(module.named_children())):
            if isinstance(layer, nn.Conv2d) and isinstance(next_layer, nn.BatchNorm2d):
                setattr(module, name, fuse_conv_bn_eval(layer, next_layer))
                setattr(module, next_name, nn.Identity())
        excite = getattr(module, "squeeze_excite", None)
        if excite is not None and passes_through(excite):
            module.squeeze_excite = nn.Identity()
    return tower.to(memory_format=torch.channels_last)


def passes_through(excite: nn.Module) -> bool:
    """Whether a squeeze-and-excite block multiplies every channel by 1, whatever it sees."""
    gate = excite.expand
    return not gate.weight.any() and bool((gate.bias.sigmoid() == 1).all())


def batches(rows: Sequence[int], size: int) -> list[Sequence[int]]:
    """The rows in groups of at most `size`. Raises ValueError for a `batch_size` under 1."""
    _checks.positive_int("batch_size", size)
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def one_length_batches(lengths: Sequence[int], size: int) -> list[Sequence[int]]:
    """Rows 0 .. n - 1 in groups of at most `size` that all have one length, short ones first.

    >>> one_length_batches([3, 5, 3, 3], 2)
    [[0, 2], [3], [1]]
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    same = (list(rows) for _, rows in groupby(order, key=lengths.__getitem__))
    return [batch for rows in same for batch in batches(rows, size)]


def in_batches(
    prepare: Callable[[Sequence[int]], dict],
    encode: Callable[[dict], torch.Tensor],
    groups: Sequence[Sequence[int]],
    width: int,
    progress: bool,
) -> np.ndarray:
    """Encode groups of rows: (n, width) float32, each row in its place."""
    total = sum(map(len, groups))
    out = np.empty((total, width), dtype=np.float32)
    with tqdm(total=total, disable=not progress, desc="encoding") as bar, torch.inference_mode():
        for rows, batch in zip(groups, prepared_ahead(prepare, groups), strict=True):
            out[list(rows)] = encode(batch).float().numpy()
            bar.update(len(rows))
    return out


def prepared_ahead(prepare: Callable, items: Iterable) -> Iterator:
    """`prepare(item)` for each item, the next one already under way while this one is used."""
    with ThreadPoolExecutor(max_workers=1) as worker:
        waiting = None
        for item in items:
            upcoming = worker.submit(prepare, item)
            if waiting is not None:
                yield waiting.result()
            waiting = upcoming
        if waiting is not None:
            yield waiting.result()
