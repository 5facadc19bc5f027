"""Does row i of the images belong with row i of the texts?

A job that skips an unreadable picture on one side only moves every later row by one; a gallery that
is half re-encoded by a new model holds rows of two spaces. Neither raises an error. Both show in
where a row's own text stands among others: nearly first where it belongs, in the middle by chance.
"""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import positive_int, same_dim, same_rows
from course_utils.audit.finding import Finding
from course_utils.audit.rows import Rows, as_rows, sampled

SAMPLE = 2000  # rows looked at
OTHERS = 1000  # texts that a row's own text is compared with
STRETCHES = 20  # parts of the file, in its order
FEWEST = 40  # rows of a stretch
OFFSETS = (-3, -2, -1, 1, 2, 3)
SCATTERED = 0.25  # share of rows


def row_pairs(
    images: ArrayLike | Rows, texts: ArrayLike | Rows, sample: int = SAMPLE, seed: int = 0
) -> Finding:
    """Do the rows of images (n, dim) and texts (n, dim) pair up, all along the file?

    A row's place is the share of other texts that are closer to its image than its own text: 0 is
    best, 0.5 is chance. Found where a stretch of rows is at chance (within three standard errors),
    where texts a few rows off are closer (by five), or where a quarter of the rows or more is at
    chance, scattered: that share is twice the share of places above a half.
    Evidence: place (mean), stretches (first row, last row, mean place), offset (of the texts, None
    where none is closer) and at_chance (that share). Needs at least 40 rows.
    """
    images, texts = as_rows("images", images), as_rows("texts", texts)
    same_dim(images.name, images, texts.name, texts)
    same_rows("images", images, "texts", texts)
    if len(images) < FEWEST:
        raise ValueError(f"images must have at least {FEWEST} rows, but have {len(images)}")
    rows = sampled(len(images), positive_int("sample", sample), seed)
    others = sampled(len(texts), OTHERS, seed + 1)
    x = images.unit(rows)
    to_others = x @ texts.unit(others).T
    places = {
        offset: _places(x, texts, rows, offset, to_others, others) for offset in (0, *OFFSETS)
    }

    parts = np.array_split(np.arange(len(rows)), max(1, min(STRETCHES, len(rows) // FEWEST)))
    means = [float(np.nanmean(places[0][part])) for part in parts]
    lost = [part for part, mean in zip(parts, means, strict=True) if mean > _chance(part, 3)]
    at_chance = float(min(1, 2 * np.mean(places[0] > 0.5)))
    offset, moved = _shift(places, parts)
    evidence = {
        "place": float(places[0].mean()),
        "stretches": [
            (int(rows[p[0]]), int(rows[p[-1]]), m) for p, m in zip(parts, means, strict=True)
        ],
        "offset": offset,
        "at_chance": at_chance,
    }
    if offset:
        where = f"from row {rows[moved[0][0]]} on" if moved[0][0] else "all along"
        message = f"{where}, an image's text stands {abs(offset)} rows {_side(offset)}"
        advice = (
            "look for a row that one side skipped (an unreadable file, a header), and pair by id"
        )
    elif len(lost) == len(parts):
        message = "images and texts are no closer to their own than to any other"
        advice = "are they of one model and one order? encode ten pairs again and compare"
    elif lost:
        first, last = rows[lost[0][0]], rows[lost[-1][-1]]
        message = f"rows {first} to {last}: {len(lost)} of {len(parts)} stretches are at chance"
        advice = "which model and which preprocessing made these rows? encode some of them again"
    elif at_chance > SCATTERED:
        message = f"about {at_chance:.0%} of the rows, scattered, are no closer to their own text"
        advice = "which model made which row? keep a model's version beside every vector"
    else:
        message = f"an image's own text is closer than {1 - places[0].mean():.0%} of the others"
        return Finding(True, f"pairs: {message} (chance 50%)", evidence)
    return Finding(False, f"pairs: {message}", evidence, advice)


def _places(
    x: np.ndarray,
    texts: Rows,
    rows: np.ndarray,
    offset: int,
    to_others: np.ndarray,
    others: np.ndarray,
) -> np.ndarray:
    """Share of the others that are closer than the text at this offset; NaN beyond the ends."""
    partner = rows + offset
    there = (partner >= 0) & (partner < len(texts))
    own = np.einsum("ij,ij->i", x, texts.unit(np.clip(partner, 0, len(texts) - 1)))
    counts = partner[:, None] != others
    closer = to_others - 1e-6 > own[:, None]  # an equal text is not closer
    place = (closer & counts).sum(axis=1) / counts.sum(axis=1)
    return np.where(there, place, np.nan)


def _chance(part: np.ndarray, errors: float) -> float:
    """What the mean of uniform places stays above, but for that many standard errors."""
    return 0.5 - errors / np.sqrt(12 * len(part))


def _shift(
    places: dict[int, np.ndarray], parts: list[np.ndarray]
) -> tuple[int | None, list[np.ndarray]]:
    """The offset whose texts are clearly closer than the rows' own in most parts, and these."""
    moved = {
        offset: [part for part in parts if _clearly_above(places[0][part] - places[offset][part])]
        for offset in OFFSETS
    }
    best = max(OFFSETS, key=lambda offset: len(moved[offset]))
    return (best, moved[best]) if moved[best] else (None, [])


def _clearly_above(differences: np.ndarray) -> bool:
    """Is their mean more than five standard errors above 0? NaN is left out."""
    there = differences[~np.isnan(differences)]
    return there.mean() > 5 * there.std(ddof=1) / np.sqrt(len(there)) + 1e-9


def _side(offset: int) -> str:
    return "later" if offset > 0 else "earlier"
