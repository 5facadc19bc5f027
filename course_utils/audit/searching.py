"""Does an index rank as the vectors say?"""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, same_dim, same_rows
from course_utils.audit.finding import Finding
from course_utils.similarity import cosine_similarity, top_k

AS_GOOD = 0.02  # of the rows found, between two orders
AT_LEAST = 0.5  # of the rows found; an approximate index misses some


def search_order(queries: ArrayLike, gallery: ArrayLike, found: ArrayLike) -> Finding:
    """Are found (q, k), rows of gallery (n, dim), the nearest to queries (q, dim) by cosine?

    They are compared with the first k by four orders: cosine, inner product, the L2 distance, and
    the farthest first, which is what sorting distances as if they were scores gives. On rows of
    length one the first three are one order. Found where another order explains what was found
    better than the cosine does, or where the cosine explains less than half. A row of -1 is none.
    Evidence: shares, the share of what was found that each order has among its first k.

    >>> search_order([[1.0, 0.0]], [[0.9, 0.0], [5.0, 5.0]], [[1]])
    found  index: its results are those of the inner product (100%), not of the cosine (0%)
    """
    queries, gallery = matrix("queries", queries, at_least=1), matrix("gallery", gallery, 1)
    same_dim("queries", queries, "gallery", gallery)
    rows = matrix("found", found, at_least=1, dtype=np.int64)
    same_rows("queries", queries, "found", rows)
    if rows.max() >= len(gallery) or rows.max() < 0:
        raise ValueError(f"found must be rows of gallery, 0 to {len(gallery) - 1}, or -1 for none")
    cosine, product = cosine_similarity(queries, gallery), queries @ gallery.T
    orders = {
        "the cosine": cosine,
        "the inner product": product,
        "the L2 distance": 2 * product - np.square(gallery).sum(axis=1),  # less each query's square
        "the farthest first": -cosine,
    }
    there = rows >= 0
    shares = {}
    for name, scores in orders.items():
        best = top_k(scores, rows.shape[1])[1]
        hit = (rows[:, :, None] == best[:, None, :]).any(axis=2)
        shares[name] = float(hit[there].mean())
    best = max(shares, key=shares.get)
    own = shares["the cosine"]
    advice = "normalize rows and queries, make an inner-product index, and sort the highest first"
    if own < shares[best] - AS_GOOD:
        ok = False
        message = f"its results are those of {best} ({shares[best]:.0%}), not of the cosine"
        message += f" ({own:.0%})"
    elif own < AT_LEAST:
        ok, message = False, f"only {own:.0%} of its results are the nearest by cosine"
        advice = "was it built from these vectors, in this order? raise its search effort"
    else:
        ok, message = True, f"{own:.0%} of its results are the nearest by cosine"
    return Finding(ok, f"index: {message}", {"shares": shares}, "" if ok else advice)
