"""Vectors as they are: lengths, collapse, near-duplicates."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, number, same_dim
from course_utils.audit.finding import Finding
from course_utils.similarity import l2_normalize

LENGTH_TOLERANCE = 1e-3  # rounding to float16 stays below it
COLLAPSED = 0.9  # mean cosine between different rows
TILE = 2048  # rows and columns of the similarity matrix that are in memory at once


def check_embeddings(embeddings: ArrayLike, name: str = "embeddings") -> Finding:
    """Are these (n, dim) rows fit for comparing: finite, of length one, not all alike?

    Where lengths differ, a dot product rewards long vectors, whatever they show. A mean cosine near
    1 between different rows is a collapsed space: everything is everything's neighbour.
    Evidence: bad_rows (not finite, zero, or not of length one), lengths (lowest, highest) and
    mean_cosine (of the finite rows, None for fewer than two).

    >>> check_embeddings([[3.0, 4.0], [0.0, 1.0]])
    found  embeddings: 1 of 2 rows do not have length one (lengths 1.000 to 5.000)
    """
    x = matrix(name, embeddings, at_least=1, dtype=None, finite=False)
    finite = np.isfinite(x).all(axis=1)
    length = np.linalg.norm(x, axis=1)
    zero = finite & (length == 0)
    wrong = finite & ~zero & (np.abs(length - 1) > LENGTH_TOLERANCE)
    span = (float(length[finite].min()), float(length[finite].max())) if finite.any() else None
    mean_cosine = _mean_cosine(x[finite])

    problems = []
    if not finite.all():
        problems.append(f"{(~finite).sum()} of {len(x)} rows hold NaN or infinite values")
    if zero.any():
        problems.append(f"{zero.sum()} of {len(x)} rows are zero")
    if wrong.any():
        lengths = f"lengths {span[0]:.3f} to {span[1]:.3f}"
        problems.append(f"{wrong.sum()} of {len(x)} rows do not have length one ({lengths})")
    if mean_cosine is not None and mean_cosine > COLLAPSED:
        problems.append(f"the rows are nearly all alike (mean cosine {mean_cosine:.2f})")
    evidence = {
        "bad_rows": np.flatnonzero(~finite | zero | wrong),
        "lengths": span,
        "mean_cosine": mean_cosine,
    }
    well = f"{len(x)} finite rows of length one"
    return Finding(not problems, f"{name}: {'; '.join(problems) or well}", evidence)


def near_duplicates(
    items: ArrayLike, reference: ArrayLike | None = None, threshold: float = 0.95
) -> Finding:
    """Rows of items (n, dim) with a cosine of at least `threshold` to a row of reference (m, dim).

    For leakage pass the test rows as items and the training rows as reference. Without a reference
    each row is compared with the rows before it, so that deleting the rows found keeps the first of
    each group. The matrix of similarities is never in memory as a whole, only tiles of it; time
    grows with n * m.
    Evidence: rows (of items), matches (the closest row of reference for each of them), cosines.

    >>> finding = near_duplicates([[1, 0], [0, 1], [1, 0.01]])
    >>> finding
    found  1 of 3 rows have a near-duplicate (cosine 0.95 or more)
    >>> np.delete([[1, 0], [0, 1], [1, 0.01]], finding.evidence["rows"], axis=0).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    threshold = number("threshold", threshold, "above 0 and at most 1", lambda x: 0 < x <= 1)
    items = l2_normalize(matrix("items", items))
    among_itself = reference is None
    reference = items if among_itself else l2_normalize(matrix("reference", reference))
    same_dim("items", items, "reference", reference)
    closest = np.full(len(items), -np.inf, dtype=np.float32)
    match = np.full(len(items), -1)
    for top in range(0, len(items), TILE):
        rows = slice(top, top + TILE)
        end = min(top + TILE, len(items)) if among_itself else len(reference)
        for left in range(0, end, TILE):
            tile = items[rows] @ reference[left : left + TILE].T
            if among_itself and left == top:
                tile[~np.tri(len(tile), k=-1, dtype=bool)] = -np.inf  # itself, and later rows
            column = tile.argmax(axis=1)
            value = np.take_along_axis(tile, column[:, None], axis=1)[:, 0]
            better = value > closest[rows]
            closest[rows] = np.where(better, value, closest[rows])
            match[rows] = np.where(better, left + column, match[rows])
    found = np.flatnonzero(closest >= threshold - 1e-6)  # equal rows can have a cosine of 0.9999999
    evidence = {"rows": found, "matches": match[found], "cosines": closest[found]}
    message = f"{len(found)} of {len(items)} rows have a near-duplicate"
    return Finding(len(found) == 0, f"{message} (cosine {threshold:g} or more)", evidence)


def _mean_cosine(x: np.ndarray) -> float | None:
    """Mean cosine over all pairs of different rows, without the matrix of them.

    The sum of all n * n cosines is the squared length of the sum of the unit rows.
    """
    if len(x) < 2:
        return None
    unit = l2_normalize(x)
    total = np.square(unit.sum(axis=0, dtype=np.float64)).sum()
    itself = np.square(unit).sum(dtype=np.float64)  # n, but for zero rows
    return float((total - itself) / (len(x) * (len(x) - 1)))
