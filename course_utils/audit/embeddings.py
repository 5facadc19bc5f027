"""Vectors as they are: lengths, collapse, near-duplicates."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, number, same_dim
from course_utils.audit.finding import Finding
from course_utils.audit.neighbours import Told
from course_utils.audit.rows import Rows, as_rows, finite
from course_utils.similarity import l2_normalize

LENGTH_TOLERANCE = 1e-3  # rounding to float16 stays below it
COLLAPSED = 0.9  # mean cosine between different rows
TILE = 2048  # rows and columns of the similarity matrix that are in memory at once


def check_vectors(
    embeddings: ArrayLike | Rows, name: str = "embeddings", told: Told = lambda rows: None
) -> Finding:
    """Are these (n, dim) rows fit for comparing: finite, of length one, not all alike?

    Where lengths differ, a dot product rewards long vectors, whatever they show. A mean cosine near
    1 between different rows is a collapsed space: everything is everything's neighbour.
    Evidence: bad_rows (not finite, zero, or not of length one), lengths (lowest, highest) and
    mean_cosine (of the finite rows, None for fewer than two).

    >>> check_vectors([[3.0, 4.0], [0.0, 1.0]])
    found  embeddings: 1 of 2 rows do not have length one (lengths 1.000 to 5.000)
    """
    rows = as_rows(name, embeddings)
    lengths, total, itself = [], np.zeros(rows.shape[1]), 0.0
    for block in rows.blocks():
        x = rows.raw(block, finite=False)
        sound = finite(x)
        lengths.append(np.full(len(x), np.nan))
        x = x[sound]
        # In float64, since the squares of very long or very short rows leave float32.
        squares = np.einsum("ij,ij->i", x, x, dtype=np.float64, casting="same_kind")
        lengths[-1][sound] = np.sqrt(squares)
        unit = l2_normalize(x)
        total += unit.sum(axis=0, dtype=np.float64)
        itself += np.square(unit).sum(dtype=np.float64)  # a row's cosine with itself, 1
        told(len(sound))
    length = np.concatenate(lengths)
    sound = ~np.isnan(length)
    n = int(sound.sum())
    # The sum of all n * n cosines is the squared length of the sum of the unit rows.
    mean_cosine = float((np.square(total).sum() - itself) / (n * (n - 1))) if n > 1 else None
    zero = length == 0
    wrong = sound & ~zero & (np.abs(length - 1) > LENGTH_TOLERANCE)
    span = (float(length[sound].min()), float(length[sound].max())) if n else None

    problems = []
    if n < len(rows):
        problems.append(f"{len(rows) - n} of {len(rows)} rows hold NaN or infinite values")
    if zero.any():
        problems.append(f"{zero.sum()} of {len(rows)} rows are zero")
    if wrong.any():
        between = f"lengths {span[0]:.3f} to {span[1]:.3f}"
        problems.append(f"{wrong.sum()} of {len(rows)} rows do not have length one ({between})")
    if mean_cosine is not None and mean_cosine > COLLAPSED:
        problems.append(f"the rows are nearly all alike (mean cosine {mean_cosine:.2f})")
    evidence = {
        "bad_rows": np.flatnonzero(~sound | zero | wrong),
        "lengths": span,
        "mean_cosine": mean_cosine,
    }
    well = f"{len(rows)} finite rows of length one"
    advice = "encode rows that are zero or not finite again; divide every row by its length"
    message = f"{name}: {'; '.join(problems) or well}"
    return Finding(not problems, message, evidence, advice if problems else "")


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
