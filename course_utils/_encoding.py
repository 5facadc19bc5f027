"""What makes encoding fast, apart from what is encoded: folded layers, batches, look-ahead."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import groupby, pairwise

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval
from torch.overrides import TorchFunctionMode
from tqdm.auto import tqdm

from . import _checks
from .threads import usable_cores


def fold_batch_norms(tower: nn.Module) -> nn.Module:
    """The EfficientNet, changed to compute the same with fewer layers, in channels-last order.

    In evaluation a batch norm is one multiplication and one addition a channel, which the
    convolution before it can do by itself. A squeeze-and-excite block whose last weights are all 0
    multiplies each channel by a constant, and with a constant of 1 by nothing at all: it goes too.
    What a convolution gives is cut to 0 .. 6 where it lies, since new memory costs more than that.
    """
    for module in list(tower.eval().modules()):
        for (name, layer), (next_name, next_layer) in pairwise(list(module.named_children())):
            if isinstance(layer, nn.Conv2d) and isinstance(next_layer, nn.BatchNorm2d):
                setattr(module, name, fuse_conv_bn_eval(layer, next_layer))
                setattr(module, next_name, nn.Identity())
            if isinstance(layer, nn.BatchNorm2d) and isinstance(next_layer, nn.ReLU6):
                next_layer.inplace = True
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
    prepared: Iterable[dict],
    encode: Callable[[dict], torch.Tensor],
    groups: Sequence[Sequence[int]],
    width: int,
    progress: bool,
) -> np.ndarray:
    """Encode groups of rows, prepared in that order: (n, width) float32, each row in its place."""
    total = sum(map(len, groups))
    out = np.empty((total, width), dtype=np.float32)
    bar = tqdm(total=total, disable=not progress, desc="encoding")
    with bar, torch.inference_mode(), LinearByOneDnn():
        for rows, batch in zip(groups, prepared, strict=True):
            out[list(rows)] = encode(batch).float().numpy()
            bar.update(len(rows))
    return out


def prepared_ahead(prepare: Callable, items: Iterable, ahead: int) -> Iterator:
    """`prepare(item)` for each item in order, on all cores, up to `ahead` of them before their use.

    What prepare raises for an item is raised when its turn comes.
    """
    waiting = deque()
    pool = ThreadPoolExecutor(usable_cores())
    try:
        for item in items:
            waiting.append(pool.submit(prepare, item))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


class LinearByOneDnn(TorchFunctionMode):
    """In here, linear layers in float32 multiply by oneDNN, which torch uses for convolutions.

    On an AMD processor with AVX-512 that takes half of the time that MKL takes, on others as much.
    """

    def __torch_function__(self, function, types, args=(), kwargs=None):
        product = onednn_product() if function is F.linear and not kwargs else None
        if product and all(x is None or x.dtype == torch.float32 for x in args):
            x, weight, bias = (*args, None)[:3]
            return product(x, weight, bias, "none", [], "")
        return function(*args, **(kwargs or {}))


@cache
def onednn_product() -> Callable | None:
    """oneDNN's x @ weight.T + bias, by the name that torch.compile has for it; None where it fails.

    The name begins with an underscore, so that nobody promises that the next torch has it.
    """
    try:
        product = torch.ops.mkldnn._linear_pointwise
        product(torch.ones(1, 1), torch.ones(1, 1), None, "none", [], "")
    except (AttributeError, RuntimeError):
        return None
    return product
