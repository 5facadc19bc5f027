"""Lesson 2: losses that pull pairs together and push everything else apart.

Row i of one side belongs to row i of the other. One rule for all of them: rows may have any length,
and each loss normalizes them itself, so that what it compares are cosines. Tensors of shape
(n, dim) in, a scalar tensor out, with gradients for the embeddings, and for a temperature, scale or
bias that is a tensor too. Half-precision rows are compared in float32, and sides of two precisions
in the finer one. A ValueError names the argument that holds NaN or infinite values, is no 2-D
tensor of floating point numbers, is empty, or does not fit its partner.
"""

import math

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import Tensor

from course_utils._checks import positive_int
from course_utils._tensors import check_rows, finite, positive, scalar, unit_rows


def info_nce(queries: Tensor, keys: Tensor, temperature: float | Tensor = 0.07) -> Tensor:
    """Cross-entropy of picking each query's own key out of all keys; one direction.

    queries (n, dim) and keys (m, dim), m >= n: key i is the positive of query i, and any keys after
    the first n are negatives for every query. (van den Oord et al. 2018, equation 4.)

    >>> perfect = torch.eye(4)
    >>> round(info_nce(perfect, perfect, temperature=1.0).item(), 4)  # log(1 + 3 / e)
    0.7437
    """
    queries, keys = unit_rows(queries=queries, keys=keys)
    if len(keys) < len(queries):
        raise ValueError(f"keys must have a row for each of the {len(queries)} queries")
    logits = queries @ keys.T / positive("temperature", temperature)
    return F.cross_entropy(logits, torch.arange(len(queries), device=logits.device))


def clip_loss(images: Tensor, texts: Tensor, logit_scale: float | Tensor) -> Tensor:
    """InfoNCE from images to texts and from texts to images, averaged.

    images and texts (n, dim). logit_scale multiplies the cosines: it is 1 / temperature, not its
    logarithm. (Radford et al. 2021, figure 3.)

    >>> images, texts = torch.eye(4), torch.eye(4)
    >>> clip_loss(images, texts, logit_scale=1.0) == info_nce(images, texts, temperature=1.0)
    tensor(True)
    """
    images, texts = unit_rows(images=images, texts=texts, paired=True)
    logits = positive("logit_scale", logit_scale) * images @ texts.T
    own = torch.arange(len(images), device=logits.device)
    return (F.cross_entropy(logits, own) + F.cross_entropy(logits.T, own)) / 2


def multiple_negatives_ranking_loss(
    queries: Tensor, keys: Tensor, scale: float | Tensor = 20.0
) -> Tensor:
    """InfoNCE under its name in text retrieval, with scale = 1 / temperature.

    Shapes as in `info_nce`. (Henderson et al. 2017, section 4.4; the scale of 20 is that of the
    Sentence Transformers library, and without one the loss can hardly fall.)
    """
    return info_nce(queries, keys, temperature=1 / positive("scale", scale))


def siglip_loss(
    images: Tensor,
    texts: Tensor,
    logit_scale: float | Tensor = 10.0,
    logit_bias: float | Tensor = -10.0,
) -> Tensor:
    """For each of the n * n pairs alone: do they match? Summed, then divided by n.

    images and texts (n, dim); the probability of a match is sigmoid(logit_scale * cosine +
    logit_bias). The defaults are where the paper starts to learn both: left there, even a perfect
    pair gets a probability of 1/2. (Zhai et al. 2023, algorithm 1.)

    >>> perfect = torch.eye(1)
    >>> round(siglip_loss(perfect, perfect).item(), 4)  # log 2
    0.6931
    """
    images, texts = unit_rows(images=images, texts=texts, paired=True)
    scale, bias = positive("logit_scale", logit_scale), finite("logit_bias", logit_bias)
    logits = scale * images @ texts.T + bias
    sign = 2 * torch.eye(len(images), device=logits.device, dtype=logits.dtype) - 1
    return -F.logsigmoid(sign * logits).sum() / len(images)


def triplet_loss(
    anchors: Tensor, positives: Tensor, negatives: Tensor, margin: float = 0.2
) -> Tensor:
    """How far each positive is from being closer than its negative by the margin; mean over rows.

    All three (n, dim); the distance is 1 - cosine. (Schroff et al. 2015, equation 2, who use the
    squared distance: that is 2 * (1 - cosine), so their margin of 0.2 is one of 0.1 here.)

    >>> collapsed = torch.ones(3, 2)
    >>> round(triplet_loss(collapsed, collapsed, collapsed, margin=0.2).item(), 4)
    0.2
    """
    anchors, positives, negatives = unit_rows(
        anchors=anchors, positives=positives, negatives=negatives, paired=True
    )
    margin = scalar("margin", margin, "a number of at least 0", 0)
    to_positive = 1 - (anchors * positives).sum(dim=1)
    to_negative = 1 - (anchors * negatives).sum(dim=1)
    return F.relu(to_positive - to_negative + margin).mean()


@torch.no_grad()
def hardest_negatives(queries: Tensor, keys: Tensor, k: int) -> Tensor:
    """Indices (n, k) of the k keys most similar to each query, its own key left out.

    queries (n, dim) and keys (m, dim), m >= n and m >= 2; most similar first, ties to the lower
    index; k > m - 1 gives m - 1. A duplicate of the own key is no true negative and comes first:
    look at what you mine.

    >>> directions = torch.tensor([[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    >>> hardest_negatives(directions, directions, k=1).tolist()
    [[1], [0], [1]]
    """
    queries, keys = unit_rows(queries=queries, keys=keys)
    if len(keys) < max(2, len(queries)):
        raise ValueError("keys must have a row for each query, and at least one other")
    cosines = (queries @ keys.T).fill_diagonal_(-math.inf)
    ranked = cosines.argsort(dim=1, descending=True, stable=True)
    return ranked[:, : min(positive_int("k", k), len(keys) - 1)]


def gather_with_gradient(x: Tensor) -> Tensor:
    """The rows of all processes, in rank order, so that a loss sees every negative there is.

    x (n, dim), the same shape in each process; gives (processes * n, dim), and x itself where
    torch.distributed is not in use. Each process then computes the whole loss. Average the
    gradients of the parameters over the processes, as DistributedDataParallel does: they equal
    those of one process with the whole batch.
    """
    check_rows("x", x)
    if not dist.is_available() or not dist.is_initialized():
        return x
    shapes = [None] * dist.get_world_size()
    dist.all_gather_object(shapes, tuple(x.shape))
    if len(set(shapes)) > 1:
        raise ValueError(f"x must have one shape in all processes, but the shapes are {shapes}")
    return _Gather.apply(x)


class _Gather(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x: Tensor) -> Tensor:
        x = x.contiguous()
        parts = [torch.empty_like(x) for _ in range(dist.get_world_size())]
        dist.all_gather(parts, x)
        return torch.cat(parts)

    @staticmethod
    def backward(ctx, gradient: Tensor) -> Tensor:
        # These rows took part in the loss of every process: add up what each has to say on them.
        gradient = gradient.clone(memory_format=torch.contiguous_format)
        dist.all_reduce(gradient)
        return gradient.chunk(dist.get_world_size())[dist.get_rank()]
