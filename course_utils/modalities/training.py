"""One recipe for any pair of modalities: the loss of CLIP over pairs, whatever they are of."""

import math
from collections.abc import Hashable, Iterable, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor, nn

from course_utils._arrays import as_array
from course_utils._checks import generator, positive, positive_int, same_rows
from course_utils.losses import clip_loss

Batches = Iterable[tuple[Tensor, Tensor]]


def train_pair(
    encoder_a: nn.Module, encoder_b: nn.Module, batches: Batches, peak: float = 3e-3
) -> list[float]:
    """Train two encoders so that the two sides of each pair meet; gives the loss of each batch.

    `batches` has a length and gives pairs of tensors, row i of one beside row i of the other, as
    `PairBatches` does. Each encoder turns its side into (n, dim). CLIP's loss with a learned scale
    that starts at 1 / 0.07 and stays below 100 (Radford et al. 2021, section 2.5), AdamW, one cycle
    of the learning rate up to `peak`. An encoder without weights, as `nn.Identity()`, stays.

    ValueError when batches have no length or are none, or peak is no positive number.
    """
    if not hasattr(batches, "__len__") or not len(batches):
        raise ValueError("batches must have a length of at least 1: give a list or PairBatches")
    log_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))
    encoders = nn.ModuleList([encoder_a, encoder_b]).train()
    optimizer = torch.optim.AdamW(
        [*encoders.parameters(), log_scale], weight_decay=0.05, fused=True
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, positive("peak", peak), total_steps=len(batches)
    )
    losses = []
    for a, b in batches:
        loss = clip_loss(encoder_a(a), encoder_b(b), log_scale.exp().clamp(max=100))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
    encoders.eval()
    return losses


class PairBatches:
    """`steps` batches of up to `size` rows of a and b, drawn anew each time it is gone through.

    a and b hold one row a pair, of any shape. Where several rows show the same thing, `groups`
    says so, one id a row, and a batch takes one of each: another would be a false negative.
    The same seed gives the same batches.

    ValueError when a, b and groups do not pair up, a side is no table of numbers, or size, steps or
    seed is no whole number.

    >>> batches = PairBatches([[1.0], [2.0], [3.0]], [[4.0], [5.0], [6.0]], size=2, steps=1)
    >>> [tuple(side.shape) for side in next(iter(batches))]
    [(2, 1), (2, 1)]
    """

    def __init__(
        self,
        a: ArrayLike,
        b: ArrayLike,
        size: int = 128,
        steps: int = 200,
        groups: Sequence[Hashable] | None = None,
        seed: int = 0,
    ) -> None:
        self.a, self.b = rows_of_numbers("a", a), rows_of_numbers("b", b)
        same_rows("a", self.a, "b", self.b)
        if len(self.a) < 2:
            raise ValueError(f"a and b must have at least 2 rows, but have {len(self.a)}")
        self.groups = np.arange(len(self.a)) if groups is None else as_array("groups", groups)
        same_rows("a", self.a, "groups", np.atleast_1d(self.groups))
        self.size, self.steps = positive_int("size", size), positive_int("steps", steps)
        self.seed = seed
        generator(seed)

    def __len__(self) -> int:
        return self.steps

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        rng = generator(self.seed)
        for _ in range(self.steps):
            rows = rng.permutation(len(self.a))
            _, first = np.unique(self.groups[rows], return_index=True)
            rows = rows[rng.permutation(first)[: self.size]]
            yield self.a[rows], self.b[rows]


@torch.no_grad()
def embed(encoder: nn.Module, x: ArrayLike) -> np.ndarray:
    """What a trained encoder makes of x (n, ...): (n, dim) float32, unit rows.

    ValueError when x is no table of numbers.
    """
    return nn.functional.normalize(encoder(rows_of_numbers("x", x)), dim=-1).numpy()


def rows_of_numbers(name: str, x: ArrayLike) -> Tensor:
    """The argument as a float32 tensor of at least two dimensions, all finite."""
    x = as_array(name, x)
    if x.dtype.kind not in "biuf" or x.ndim < 2:
        raise ValueError(
            f"{name} must be numbers, one row a pair, but is {x.dtype} of shape {x.shape}"
        )
    x = x.astype(np.float32)
    if not np.isfinite(x).all():
        raise ValueError(f"{name} must be finite, but holds NaN or infinite values")
    return torch.from_numpy(x)
