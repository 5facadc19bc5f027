"""Lesson 1: comparing vectors, and what makes a space of them good.

Vectors are rows of any length: each function compares directions and normalizes what it is given.
Arrays in, float32 arrays out. A ValueError names the argument that has NaN or infinite values, is
not 2-D, is empty where a row is needed, or does not fit its partner.
"""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, positive, positive_int, same_dim, same_rows


def _unit_rows(x: np.ndarray) -> np.ndarray:
    # Squares of 1e30 overflow float32 and those of 1e-30 vanish: bring each row near 1 first.
    largest = np.abs(x).max(axis=1, keepdims=True)
    x = x / np.where(largest > 0, largest, 1)
    norm = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(norm > 0, norm, 1)


def l2_normalize(x: ArrayLike) -> np.ndarray:
    """Each row of x (n, dim) divided by its length; a zero row stays zero.

    >>> l2_normalize([[3, 4], [0, 0]])
    array([[0.6, 0.8],
           [0. , 0. ]], dtype=float32)
    """
    return _unit_rows(matrix("x", x))


def cosine_similarity(a: ArrayLike, b: ArrayLike) -> np.ndarray:
    """Cosine of the angle between each row of a (n, dim) and each row of b (m, dim): (n, m).

    Rounding can take a value past 1 by some 1e-7. A zero row has cosine 0 with everything.

    >>> cosine_similarity([[1, 0]], [[5, 0], [0, 1], [-3, 4]])
    array([[ 1. ,  0. , -0.6]], dtype=float32)
    """
    a, b = matrix("a", a), matrix("b", b)
    same_dim("a", a, "b", b)
    return _unit_rows(a) @ _unit_rows(b).T


def angular_distance(a: ArrayLike, b: ArrayLike) -> np.ndarray:
    """Angle between each row of a (n, dim) and each row of b (m, dim), divided by pi: (n, m).

    0 for the same direction, 0.5 for a right angle, 1 for the opposite direction. Unlike 1 - cos
    it is a metric on directions. Computed in float64, since the arc cosine of a float32 value near
    1 is off by some 1e-4. A zero row has no direction; its distance counts as 0.5.

    >>> angular_distance([[1, 0]], [[2, 0], [1, 1], [0, 1], [-1, 0]])
    array([[0.  , 0.25, 0.5 , 1.  ]], dtype=float32)
    """
    a, b = matrix("a", a, dtype=np.float64), matrix("b", b, dtype=np.float64)
    same_dim("a", a, "b", b)
    cosine = _unit_rows(a) @ _unit_rows(b).T
    return (np.arccos(cosine.clip(-1, 1)) / np.pi).astype(np.float32)


def top_k(scores: ArrayLike, k: int) -> tuple[np.ndarray, np.ndarray]:
    """The k highest scores of each row and their columns, best first, ties to the lower column.

    scores (n, m) gives values and indices (int64), both (n, min(k, m)). Values are float32, or
    float64 where scores are: rounding them would make ties.

    >>> values, indices = top_k([[0.2, 0.9, 0.9, 0.5]], k=3)
    >>> indices
    array([[1, 2, 3]])
    """
    scores = matrix("scores", scores, dtype=None)
    n, m = scores.shape
    k = min(positive_int("k", k), m)
    indices = np.empty((n, k), dtype=np.int64)
    block = max(1, 4_000_000 // m)  # rows at a time, since partitioning copies them
    for start in range(0, n, block):
        indices[start : start + block] = _top_columns(scores[start : start + block], k)
    return np.take_along_axis(scores, indices, axis=1), indices


def _top_columns(scores: np.ndarray, k: int) -> np.ndarray:
    kth_best = np.partition(scores, -k, axis=1)[:, [-k]]
    rows, columns = np.nonzero(scores >= kth_best)  # k a row, or more where the k-th is tied
    order = np.lexsort((columns, -scores[rows, columns], rows))  # the last key counts first
    starts = np.searchsorted(rows, np.arange(len(scores)))
    return columns[order][starts[:, None] + np.arange(k)]


def truncate(x: ArrayLike, dim: int) -> np.ndarray:
    """The first dim columns of x (n, m), normalized again: (n, dim).

    Worth doing where training put the most important directions first (Kusupati et al. 2022,
    Matryoshka Representation Learning).

    >>> truncate([[0.3, 0.4, 0.5, 0.7]], dim=2)
    array([[0.6, 0.8]], dtype=float32)
    """
    x = matrix("x", x)
    if positive_int("dim", dim) > x.shape[1]:
        raise ValueError(f"dim must be at most the {x.shape[1]} columns of x, but is {dim}")
    return _unit_rows(x[:, :dim])


def alignment(x: ArrayLike, y: ArrayLike) -> float:
    """Mean squared distance between partners, row i of x and row i of y, as unit vectors.

    0 is perfect, 2 is what unrelated directions score (Wang and Isola 2020, section 4.1).

    >>> alignment([[1, 0], [0, 1]], [[1, 0], [1, 0]])
    1.0
    """
    x, y = matrix("x", x, at_least=1), matrix("y", y, at_least=1)
    same_dim("x", x, "y", y)
    same_rows("x", x, "y", y)
    squared = np.square(_unit_rows(x) - _unit_rows(y)).sum(axis=1)
    return float(squared.mean(dtype=np.float64))


def uniformity(x: ArrayLike, t: float = 2.0) -> float:
    """log of the mean of exp(-t |x_i - x_j|^2) over all pairs of different rows, as unit vectors.

    0 when all rows are one direction; the lower, the more evenly they cover the sphere (Wang and
    Isola 2020, section 4.1). Takes memory for the n * n distances.

    >>> round(uniformity([[1, 0], [-1, 0]]), 4)
    -8.0
    """
    x = matrix("x", x, at_least=2)
    x, t = _unit_rows(x), positive("t", t)
    length = np.square(x).sum(axis=1)
    squared = length[:, None] + length - 2 * (x @ x.T)
    np.fill_diagonal(squared, np.inf)
    nearest = squared.min()  # taken out of the exponent, which could otherwise be all zeros
    total = np.exp(-t * (squared - nearest)).sum(dtype=np.float64)
    return float(np.log(total / (len(x) * (len(x) - 1))) - t * nearest)


def modality_gap(x: ArrayLike, y: ArrayLike) -> float:
    """Distance between the mean of the unit rows of x (n, dim) and that of y (m, dim).

    Liang et al. 2022 (Mind the Gap, section 4.2) find it well above 0 in models like CLIP.

    >>> round(modality_gap([[1, 0], [0, 1]], [[-1, 0], [0, -1]]), 4)
    1.4142
    """
    x, y = matrix("x", x, at_least=1), matrix("y", y, at_least=1)
    same_dim("x", x, "y", y)
    centre_x, centre_y = (_unit_rows(side).mean(axis=0, dtype=np.float64) for side in (x, y))
    return float(np.linalg.norm(centre_x - centre_y))
