"""What a contrastive loss is given to learn from."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import generator, id_matrix, matrix, positive, same_dim, same_rows
from course_utils._texts import ids
from course_utils.audit.finding import Finding
from course_utils.similarity import cosine_similarity, l2_normalize

FEW_NEGATIVES = 31  # a batch of 32 pairs
FALSE_NEGATIVES = 0.05  # share of rows
EASY = 0.02  # mean probability that the softmax leaves to the negatives
SURE = 3.0  # standard errors: over many batches chance goes so far once in about a thousand


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
    queries, keys, number = _pairs(queries, keys, labels)
    temperature = positive("temperature", temperature)
    n = len(queries)
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


def batch_company(
    queries: ArrayLike,
    keys: ArrayLike,
    batches: ArrayLike,
    labels: Sequence[Hashable] | None = None,
    seed: int = 0,
) -> Finding:
    """Do these batches bring a query's nearest wrong keys together, or keep them apart?

    Row i of queries and keys (n, dim) is a pair; batches (m, size), m >= 2, holds rows, the more
    batches the better. In each the cosine of a query's nearest wrong key is compared with that of
    the nearest of equally many keys drawn by lot. One batch says little: what is judged is the mean
    difference over all, by its standard error. Keys of the query's label are never wrong ones.
    Evidence: hardest_cosine and by_lot (means over batches), difference (m,), in_errors (the mean
    difference in standard errors).
    """
    queries, keys, number = _pairs(queries, keys, labels)
    queries, keys = l2_normalize(queries), l2_normalize(keys)
    batches = id_matrix("batches", batches)
    if batches.shape[0] < 2 or batches.shape[1] < 2:
        raise ValueError(f"batches must be two or more, of two rows or more, not {batches.shape}")
    if batches.min() < 0 or batches.max() >= len(keys):
        raise ValueError(f"batches must hold rows from 0 to {len(keys) - 1}")
    if batches.shape[1] > len(keys):
        raise ValueError(f"batches must hold at most the {len(keys)} rows once each")
    rng = generator(seed)

    def nearest_wrong(batch: np.ndarray, among: np.ndarray) -> float:
        cosine = queries[batch] @ keys[among].T
        return cosine.max(axis=1, where=number[batch][:, None] != number[among], initial=-1).mean()

    found = []
    for batch in batches:
        lot = rng.choice(len(keys), len(batch) - 1, replace=False)
        found.append((nearest_wrong(batch, batch), nearest_wrong(batch, lot)))
    found = np.array(found)
    difference = found[:, 0] - found[:, 1]
    error = difference.std(ddof=1) / len(batches) ** 0.5
    in_errors = float(difference.mean() / error) if error else 0.0
    own, lot = found.mean(axis=0)
    message = (
        f"nearest wrong key in {len(batches)} batches at {own:.3f}, by lot at {lot:.3f}, "
        f"{in_errors:+.1f} standard errors"
    )
    easy = in_errors < -SURE
    evidence = {
        "hardest_cosine": float(own),
        "by_lot": float(lot),
        "difference": difference,
        "in_errors": in_errors,
    }
    advice = "draw batches by lot, or fill them with what is alike" if easy else ""
    return Finding(not easy, message + (": kept apart" if easy else ""), evidence, advice)


def _pairs(
    queries: ArrayLike, keys: ArrayLike, labels: Sequence[Hashable] | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Queries and keys, checked, and a number for each pair: equal labels, equal numbers."""
    queries, keys = matrix("queries", queries, at_least=1), matrix("keys", keys, at_least=1)
    same_dim("queries", queries, "keys", keys)
    same_rows("queries", queries, "keys", keys)
    if labels is None:
        labels = np.unique(keys, axis=0, return_inverse=True)[1].ravel()
    labels = ids("labels", labels)
    if len(labels) != len(queries):
        raise ValueError(f"labels must be one for each pair, but are {len(labels)}")
    number_of = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    return queries, keys, np.array([number_of[label] for label in labels])
