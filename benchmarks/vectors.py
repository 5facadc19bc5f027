"""Vectors to search in: made to be like embeddings, in any number, of any dim.

Pictures and captions lie in clusters, vary along few directions, and on two sides of a gap. Here a
vector is one of 3,000 centres plus noise, in 40 directions of falling importance, with a little
noise in all; a query is drawn the same way and moved across the gap.
"""

import numpy as np

DIRECTIONS, CENTRES, SPREAD, FLOOR, GAP = 40, 3000, 0.6, 0.03, 0.6


def vectors_and_queries(n: int, n_queries: int, dim: int, seed: int):
    """Unit rows, float32: (n, dim) and (n_queries, dim). Another seed is another world."""
    rng = np.random.default_rng(seed)
    basis = np.linalg.qr(rng.normal(size=(dim, min(dim, DIRECTIONS))))[0].T.astype(np.float32)
    importance = (1 / np.sqrt(1 + np.arange(len(basis)))).astype(np.float32)
    centres = rng.standard_normal((CENTRES, len(basis)), dtype=np.float32) * importance
    gap = rng.standard_normal(dim, dtype=np.float32)
    gap *= GAP / np.linalg.norm(gap)

    def draw(count: int) -> np.ndarray:
        noise = rng.standard_normal((count, len(basis)), dtype=np.float32)
        places = centres[rng.integers(CENTRES, size=count)] + SPREAD * importance * noise
        rows = places @ basis
        rows += FLOOR * rng.standard_normal(rows.shape, dtype=np.float32)
        return rows

    return unit(draw(n)), unit(unit(draw(n_queries)) + gap)


def unit(rows: np.ndarray) -> np.ndarray:
    """The rows with length 1."""
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def recall(found: np.ndarray, true: np.ndarray) -> float:
    """The mean share of the true rows (n, k) that were found (n, k)."""
    return float((found[:, :, None] == true[:, None, :]).any(axis=1).mean())
