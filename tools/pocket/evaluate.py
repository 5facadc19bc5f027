"""How good a shared space is: retrieval in both directions."""

from collections.abc import Sequence

import torch
from torch import Tensor

from .data import Gallery
from .head import Heads

# Weights in the score that choices are made by: photographs are what the model is for.
WEIGHTS = {"gcompris photos": 0.4, "gcompris drawings": 0.2, "emoji": 0.2, "clipart": 0.2}


def ranks(
    images: Tensor, texts: Tensor, image_captions: Sequence[str], captions: Sequence[str]
) -> tuple[Tensor, Tensor]:
    """Rank from 0 of the first right answer of every text, and of every picture.

    `captions` are the distinct ones, in the order of `texts`. Every picture with the caption asked
    for is right.
    """
    number = {caption: i for i, caption in enumerate(captions)}
    of_image = torch.tensor([number[caption] for caption in image_captions])
    right = of_image[None] == torch.arange(len(captions))[:, None]
    return _first(texts @ images.T, right), _first(images @ texts.T, right.T)


def _first(scores: Tensor, right: Tensor) -> Tensor:
    order = scores.argsort(dim=1, descending=True, stable=True)
    return right.gather(1, order).float().argmax(dim=1)


def validate(heads: Heads, galleries: dict[str, Gallery]) -> dict[str, float]:
    """Mean reciprocal rank in percent, both directions averaged, and the weighted score."""
    scores = {}
    with torch.no_grad():
        for name, gallery in galleries.items():
            images, texts = heads.images(gallery.images), heads.texts(gallery.texts)
            both = ranks(images, texts, gallery.image_captions, gallery.captions)
            scores[name] = sum(50 * (1 / (1 + found)).mean().item() for found in both)
    scores["score"] = sum(WEIGHTS[name] * scores[name] for name in WEIGHTS)
    return scores


def recalls(heads: Heads, gallery: Gallery) -> dict[str, float]:
    """R@1, R@5 and R@10 in percent, from texts to pictures and back."""
    with torch.no_grad():
        images, texts = heads.images(gallery.images), heads.texts(gallery.texts)
    both = ranks(images, texts, gallery.image_captions, gallery.captions)
    return {
        f"{direction} R@{k}": 100 * (found < k).float().mean().item()
        for direction, found in zip(("text to image", "image to text"), both, strict=True)
        for k in (1, 5, 10)
    }


def accuracy(heads: Heads, images: Tensor, prompts: Tensor, labels: Sequence[int]) -> float:
    """Share of pictures whose nearest prompt is their label's, in percent."""
    with torch.no_grad():
        nearest = (heads.images(images) @ heads.texts(prompts).T).argmax(dim=1)
    return 100 * (nearest == torch.as_tensor(labels)).float().mean().item()


def table(title: str, runs: Sequence[dict[str, float]]) -> str:
    """Mean, standard deviation over the runs, and each run, a line a measure."""
    lines = [title]
    for name in runs[0]:
        values = torch.tensor([run[name] for run in runs])
        spread = values.std(correction=0)
        each = " ".join(f"{value:5.1f}" for value in values)
        lines.append(f"  {name:24}{values.mean():6.1f} ± {spread:.1f}   ({each})")
    return "\n".join(lines)
