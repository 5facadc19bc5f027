"""What changes when the wording or the domain does."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, number, positive_int, same_dim, same_rows, vector
from course_utils._texts import listed
from course_utils.audit.finding import Finding
from course_utils.similarity import cosine_similarity, top_k


def prompt_stability(
    wordings: Sequence[ArrayLike], gallery: ArrayLike, k: int = 10, at_least: float = 0.8
) -> Finding:
    """Do paraphrases find the same? wordings: two or more (n_queries, dim), gallery: (n, dim).

    Row q of every wording means the same. Each wording's rankings of the gallery are compared with
    the first wording's: how often is the first result the same, and how many of the first k are.
    Found where the least stable wording keeps the first result for fewer queries than `at_least`.
    Evidence: same_first and overlap, a share for each wording after the first.
    """
    wordings = listed("wordings", wordings, "matrices")
    if len(wordings) < 2:
        raise ValueError(f"wordings must be at least two, but are {len(wordings)}")
    wordings = [matrix(f"wordings[{i}]", w, at_least=1) for i, w in enumerate(wordings)]
    gallery, k = matrix("gallery", gallery, at_least=1), positive_int("k", k)
    at_least = number("at_least", at_least, "a share from 0 to 1", lambda x: 0 <= x <= 1)
    for i, wording in enumerate(wordings):
        same_dim(f"wordings[{i}]", wording, "gallery", gallery)
        same_rows("wordings[0]", wordings[0], f"wordings[{i}]", wording)
    found = [top_k(cosine_similarity(wording, gallery), k)[1] for wording in wordings]
    first, others = found[0], found[1:]
    same_first = [float((other[:, 0] == first[:, 0]).mean()) for other in others]
    overlap = [
        float(np.mean([np.isin(a, b).mean() for a, b in zip(first, other, strict=True)]))
        for other in others
    ]
    least = int(np.argmin(same_first))
    message = (
        f"wordings[{least + 1}] keeps the first result for {same_first[least]:.0%} of the queries, "
        f"and {overlap[least]:.0%} of the first {first.shape[1]}"
    )
    evidence = {"same_first": same_first, "overlap": overlap}
    return Finding(min(same_first) >= at_least, message, evidence)


def threshold_drift(threshold: float, validation: ArrayLike, new: ArrayLike) -> Finding:
    """Does a threshold chosen on validation scores (n,) let through as many of new scores (m,)?

    Pass scores of the same kind of item, best of those that should stay below: then the shares are
    false alarms. Found where the two shares differ by more than three standard errors (the
    two-proportion z-test), which chance does about once in 370 times.
    Evidence: validation_share, new_share, z, and new_threshold, which would restore the share.
    """
    validation, new = vector("validation", validation), vector("new", new)
    threshold = number("threshold", threshold)
    shares = float((validation >= threshold).mean()), float((new >= threshold).mean())
    both = np.concatenate([validation, new]) >= threshold
    error = np.sqrt(both.mean() * (1 - both.mean()) * (1 / len(validation) + 1 / len(new)))
    z = float((shares[1] - shares[0]) / error) if error else 0.0
    new_threshold = float(np.quantile(new, 1 - shares[0]))
    message = (
        f"threshold {threshold:.3g} lets through {shares[0]:.1%} of the validation scores "
        f"and {shares[1]:.1%} of the new ones"
    )
    if abs(z) > 3:
        message += f"; {new_threshold:.3g} would restore the share"
    evidence = {
        "validation_share": shares[0],
        "new_share": shares[1],
        "z": z,
        "new_threshold": new_threshold,
    }
    return Finding(abs(z) <= 3, message, evidence)
