"""Many vectors that behave like few real ones."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import generator, matrix, positive_int
from course_utils.retrieval.index import VectorIndex
from course_utils.similarity import l2_normalize

NEIGHBOURS = 10


def realistic_vectors(embeddings: ArrayLike, n: int, seed: int) -> np.ndarray:
    """n unit vectors (n, dim) with the clusters and main directions of embeddings (m, dim), m >= 2.

    Each lies between a random embedding and one of its ten nearest, with noise of the embeddings'
    own covariance at half its size. So it keeps both the clusters and the few directions that
    matter; plain Gaussian noise has neither, and makes every index look bad. Made vectors are still
    somewhat harder to search than real ones: lesson 05 compares as many of each (`grow`).

    ValueError unless embeddings are finite, 2-D and two at least, n is 1 at least, and seed is a
    whole number of at least 0.
    """
    embeddings = l2_normalize(matrix("embeddings", embeddings, at_least=2))
    n = positive_int("n", n)
    rng = generator(seed)
    everything = VectorIndex(embeddings.shape[1])
    everything.add(embeddings)
    _, nearest = everything.search(embeddings, k=NEIGHBOURS + 1)  # the first is the vector itself
    first = rng.integers(len(embeddings), size=n)
    second = nearest[first, rng.integers(1, nearest.shape[1], size=n)]
    share = rng.uniform(0.5, 0.9, size=(n, 1)).astype(np.float32)
    mixed = share * embeddings[first] + (1 - share) * embeddings[second]
    # The symmetric root: unlike other roots, it does not depend on the signs of eigenvectors.
    variance, direction = np.linalg.eigh(np.cov(embeddings, rowvar=False))
    root = (direction * np.sqrt(variance.clip(min=0))) @ direction.T
    noise = rng.standard_normal(mixed.shape, dtype=np.float32) @ root.astype(np.float32)
    return l2_normalize(mixed + 0.5 * noise)
