"""Are these vectors made as those were? By the same model, from pixels prepared the same way."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import generator, matrix, same_dim, same_rows
from course_utils.audit.finding import Finding
from course_utils.similarity import l2_normalize

SAME = 0.99  # a cosine; float16 and another machine stay above it
SHUFFLES = 999
RARE = 0.005  # a p-value


def same_encoding(stored: ArrayLike, again: ArrayLike) -> Finding:
    """Do the same items get the same vectors again? stored and again: (n, dim), one item a row.

    Keep some items for it and encode them where the queries are encoded: pixels that are prepared
    another way there and a new version of the model show at once, whatever the users ask for.
    Found where an item's two vectors have a cosine below 0.99.
    Evidence: cosines (n,) and rows (those below).
    """
    stored, again = matrix("stored", stored, at_least=1), matrix("again", again, at_least=1)
    same_rows("stored", stored, "again", again)
    same_dim("stored", stored, "again", again)
    cosines = np.einsum("ij,ij->i", l2_normalize(stored), l2_normalize(again))
    rows = np.flatnonzero(~(cosines >= SAME))
    message = (
        f"encoding: {len(rows)} of {len(cosines)} items moved (cosine below {SAME}); "
        f"mean cosine {cosines.mean():.2f}, lowest {cosines.min():.2f}"
    )
    advice = (
        "compare model, version, size, colour order and normalization on one item, step by step"
    )
    evidence = {"cosines": cosines, "rows": rows}
    return Finding(not len(rows), message, evidence, advice if len(rows) else "")


def population_drift(reference: ArrayLike, new: ArrayLike, seed: int = 0) -> Finding:
    """Are new vectors (m, dim) from where the reference's (n, dim) are? By a permutation test.

    Compares the means of the unit rows. It cannot say why they differ: other pixels and other
    wishes look alike here, and a change that leaves the mean where it is stays unseen. Found where
    fewer than one in 200 random splits of all rows has means as far apart.
    Evidence: distance (of the means), p_value. Takes memory for 999 (n + m) numbers.
    """
    reference, new = matrix("reference", reference, 2), matrix("new", new, at_least=2)
    same_dim("reference", reference, "new", new)
    x = l2_normalize(np.concatenate([reference, new]))
    belongs = np.repeat([1 / len(reference), -1 / len(new)], [len(reference), len(new)])
    weights = np.tile(belongs.astype(np.float32), (SHUFFLES + 1, 1))
    generator(seed).permuted(weights[1:], axis=1, out=weights[1:])
    distances = np.linalg.norm(weights @ x, axis=1)
    # Rounding must not part splits that are the same.
    p_value = float((distances >= distances[0] * (1 - 1e-6)).mean())
    ok = p_value > RARE
    message = (
        f"population: the means are {distances[0]:.3f} apart, "
        f"which {p_value:.1%} of random splits reach"
    )
    advice = "is it what is asked for, or how it is encoded? encode kept items again to tell"
    evidence = {"distance": float(distances[0]), "p_value": p_value}
    return Finding(ok, message, evidence, "" if ok else advice)
