"""What several questions of this lesson draw and compare."""

import numpy as np


def _near(rng, vector, apart):
    """Neighbours of a vector: how far each stands from it, as a share of its length."""
    aside = rng.normal(size=(len(apart), len(vector)))
    aside -= np.outer(aside @ vector, vector) / (vector @ vector)
    aside *= np.linalg.norm(vector) / np.linalg.norm(aside, axis=1, keepdims=True)
    return vector + np.array(apart)[:, None] * aside


def _alike(found, other):
    return found.shape == other.shape and bool(np.allclose(found, other, atol=1e-4))
