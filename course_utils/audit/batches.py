"""What a contrastive loss is given to learn from."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix, positive, same_dim, same_rows
from course_utils._texts import ids
from course_utils.audit.finding import Finding
from course_utils.similarity import cosine_similarity

FEW_NEGATIVES = 31  # a batch of 32 pairs
FALSE_NEGATIVES = 0.05  # share of rows
EASY = 0.02  # mean probability that the softmax leaves to the negatives


def batch_composition(
    queries: ArrayLike,
    keys: ArrayLike,
    labels: Sequence[Hashable] | None = None,
    temperature: float = 0.07,
) -> Finding:
    """Can a contrastive loss learn from this batch, row i of queries and keys (n, dim) a pair?

    Finds too few negatives, false ones (two pairs with one label, such as the same caption; without
    labels: two identical keys), and easy ones: InfoNCE's gradient is in proportion to 1 - p, where
    p is the probability that the softmax at this temperature gives to the right key. False
    negatives are left out of p.
    Evidence: negatives (a query), false_negatives (rows), gradient_share (mean of 1 - p),
    positive_cosine and hardest_cosine (means over queries, the latter None without negatives).
    """
    queries, keys = matrix("queries", queries, at_least=1), matrix("keys", keys, at_least=1)
    same_dim("queries", queries, "keys", keys)
    same_rows("queries", queries, "keys", keys)
    temperature = positive("temperature", temperature)
    if labels is None:
        labels = np.unique(keys, axis=0, return_inverse=True)[1].ravel()
    labels = ids("labels", labels)
    if len(labels) != len(queries):
        raise ValueError(f"labels must be one for each pair, but are {len(labels)}")
    n = len(queries)
    number_of = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    number = np.array([number_of[label] for label in labels])
    same = number[:, None] == number
    cosine = cosine_similarity(queries, keys).astype(np.float64)
    own = cosine.diagonal()
    with np.errstate(over="ignore"):  # a negative that is far closer leaves a probability of 0
        odds = np.where(same, 0, np.exp((cosine - own[:, None]) / temperature)).sum(axis=1)
    gradient_share = float((1 - 1 / (1 + odds)).mean())
    false = np.flatnonzero(same.sum(axis=1) > 1)
    hardest = np.where(same, -np.inf, cosine).max(axis=1)

    problems = []
    if n - 1 < FEW_NEGATIVES:
        problems.append(f"only {n - 1} negatives a query")
    if len(false) > FALSE_NEGATIVES * n:
        problems.append(
            f"{len(false)} of {n} pairs share their label with another (false negatives)"
        )
    if gradient_share < EASY:
        problems.append(f"the negatives are too easy (gradient share {gradient_share:.3f})")
    evidence = {
        "negatives": n - 1,
        "false_negatives": false,
        "gradient_share": gradient_share,
        "positive_cosine": float(own.mean()),
        "hardest_cosine": float(hardest.mean()) if np.isfinite(hardest).all() else None,
    }
    well = f"{n - 1} negatives a query, gradient share {gradient_share:.2f}"
    return Finding(not problems, f"batch: {'; '.join(problems) or well}", evidence)
