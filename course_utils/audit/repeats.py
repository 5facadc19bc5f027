"""Rows that are there more than once, or nearly."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import positive_int
from course_utils.audit.finding import Finding
from course_utils.audit.neighbours import Told, nearest
from course_utils.audit.rows import Rows, as_rows, sampled

REPEATED = 0.05  # share of rows
ALIKE = 0.95  # a cosine
SAMPLE = 1000  # rows


def repeated_rows(rows: ArrayLike | Rows, told: Told = lambda rows: None) -> Finding:
    """Are rows (n, dim) there more than once, to the last bit?

    Two pictures with one caption cannot be told apart by it: no model brings both first. Where k
    rows are equal, chance puts the right one first once in k times, so that R@1 has a ceiling below
    100 %. Found where more than a twentieth of the rows is repeated.
    Evidence: repeated (share of rows that have an equal), ceiling (of R@1) and groups (rows of each
    group of equals, the largest group first, else in the file's order).

    >>> repeated_rows([[1, 0], [0, 1], [1, 0], [0.6, 0.8]])
    found  rows: 2 of 4 rows are there more than once, as often as 2 times; R@1 is at most 75%
    """
    rows = as_rows("rows", rows)
    marks = np.concatenate([_marks(rows, block, told) for block in rows.blocks()])
    order = np.argsort(marks, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(marks[order]) != 0])
    groups = [group for group in np.split(order, starts[1:]) if len(group) > 1]
    groups.sort(key=lambda group: (-len(group), group[0]))  # not by marks: each run has its own
    among = sum(map(len, groups))
    ceiling = len(starts) / len(rows)  # 1 / k for each of k rows is 1 a group
    evidence = {"repeated": among / len(rows), "ceiling": ceiling, "groups": groups}
    ok = among <= REPEATED * len(rows)
    message = f"{rows.name}: {among} of {len(rows)} rows are there more than once"
    if groups:
        message += f", as often as {len(groups[0])} times; R@1 is at most {ceiling:.0%}"
    advice = "count every equal one as right, or ask for the thing by something that tells it apart"
    return Finding(ok, message, evidence, "" if ok else advice)


def near_repeats(
    rows: ArrayLike | Rows, sample: int = SAMPLE, seed: int = 0, told: Told = lambda rows: None
) -> Finding:
    """Do many rows (n, dim) have another row at a cosine of 0.95 or more?

    They fill the first results with one thing, and they leak where rows are split at random.
    `near_duplicates` lists them all, in a time that grows with n * n; this asks for a sample. Found
    where more than a twentieth of it has a near-duplicate.
    Evidence: share, rows (of those that have one) and matches (the nearest row of each).
    """
    rows = as_rows("rows", rows)
    if len(rows) < 2:
        raise ValueError(f"{rows.name} must have at least two rows, but have {len(rows)}")
    asked = sampled(len(rows), positive_int("sample", sample), seed)
    cosines, found = nearest(rows.unit(asked), rows, 1, but_not=asked, told=told)
    near = cosines[:, 0] >= ALIKE
    ok = near.mean() <= REPEATED
    message = (
        f"{rows.name}: {near.sum()} of {len(asked)} rows looked at have a near-duplicate "
        f"(cosine {ALIKE} or more)"
    )
    advice = "show one of each group, and keep a group on one side of every split"
    evidence = {"share": float(near.mean()), "rows": asked[near], "matches": found[near, 0]}
    return Finding(bool(ok), message, evidence, "" if ok else advice)


def _marks(rows: Rows, block: slice, told: Told) -> np.ndarray:
    """A 64-bit hash a row: two of a million rows collide once in ten million times."""
    x = rows.raw(block) + 0.0  # so that -0.0 is 0.0
    told(len(x))
    return np.fromiter((hash(row.tobytes()) for row in x), np.int64, len(x))
