"""Spaces for the audit's tests: a healthy one, drawn from the course's own, to plant a fault in."""

from functools import cache

import numpy as np

from course_utils.clip import pair_embeddings


@cache
def _all() -> list[np.ndarray]:
    sets = pair_embeddings("clipart"), pair_embeddings("photos")
    return [np.concatenate(sides) for sides in zip(*sets, strict=True)]


def healthy(seed: int, n: int = 600) -> tuple[np.ndarray, np.ndarray]:
    """n pairs of clip art and photographs, drawn anew: images and texts (n, 384), unit rows."""
    images, texts = _all()
    rows = np.random.default_rng(seed).choice(len(images), n, replace=False)
    return images[rows], texts[rows]


def another_model(x: np.ndarray, seed: int = 0) -> np.ndarray:
    """The same things, as a model with its own axes gives them: turned, lengths and angles kept."""
    dim = x.shape[1]
    turn, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(dim, dim)))
    return (x @ turn).astype(np.float32)
