"""Rows that are near everything."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import positive_int, same_dim
from course_utils.audit.finding import Finding
from course_utils.audit.neighbours import Told, nearest
from course_utils.audit.rows import Rows, as_rows, sampled

SAMPLE = 1000  # queries
HUB = 0.2  # share of the queries
FEWEST = 5  # queries, and times the fair share: among four rows, a fifth is what each one gets


def hubs(
    queries: ArrayLike | Rows,
    gallery: ArrayLike | Rows,
    sample: int = SAMPLE,
    seed: int = 0,
    told: Told = lambda rows: None,
) -> Finding:
    """Is some row of gallery (n, dim) among the first for far too many of the queries (q, dim)?

    The first are the nearest 10 by cosine, or a hundredth of a gallery below 1,000. In spaces of
    many dimensions some rows are near everything (Radovanović et al. 2010, Hubs in Space). Where
    all rows share a direction, a row that is little else does it: an average, say. Found where a
    row is among the first for more than a fifth of the queries, at least five of them, and five
    times as often as is fair.
    Evidence: k, share (of queries, of the row found most often), rows (found by more than a fifth,
    most often first), never (share of the gallery that no query found) and fair_share, k / n.
    """
    queries, gallery = as_rows("queries", queries), as_rows("gallery", gallery)
    same_dim(queries.name, queries, gallery.name, gallery)
    rows = sampled(len(queries), positive_int("sample", sample), seed)
    k = max(1, min(10, len(gallery) // 100))
    found = nearest(queries.unit(rows), gallery, k, told=told)[1]
    row, count = np.unique(found, return_counts=True)
    share = count / len(rows)
    often = np.argsort(-share, kind="stable")
    least = max(HUB, FEWEST * k / len(gallery), (FEWEST - 1) / len(rows))
    often = often[share[often] > least]
    evidence = {
        "k": k,
        "share": float(share.max()),
        "rows": row[often],
        "never": float(1 - len(row) / len(gallery)),
        "fair_share": k / len(gallery),
    }
    top = row[share.argmax()]
    message = (
        f"hubs: row {top} of {gallery.name} is among the first {k} for {share.max():.0%} of "
        f"{len(rows)} {queries.name} (fair: {k / len(gallery):.1%})"
    )
    advice = (
        f"look at row {top}: should it be there? then subtract each side's mean, taken on other "
        "rows, and normalize again"
    )
    ok = not len(often)
    return Finding(ok, message, evidence, "" if ok else advice)
