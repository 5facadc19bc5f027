"""Lesson 4: from scores to probabilities and decisions that mean what they say."""

import math

import numpy as np
from numpy.typing import ArrayLike

from course_utils._arrays import as_array
from course_utils._checks import matrix, number, positive_int, same_rows, vector


def softmax(logits: ArrayLike) -> np.ndarray:
    """exp(logits) divided by its sum, row by row, without overflow: (n, m) gives (n, m)."""
    return _softmax(matrix("logits", logits, dtype=None))


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fit_temperature(scores: ArrayLike, targets: ArrayLike) -> float:
    """The temperature at which softmax(scores / temperature) has the least log loss.

    scores (n, n_labels), targets (n,) the index of each right label. Looked for between 1e-4 and
    10: scores that are never wrong want it ever lower, scores that say nothing ever higher. (Guo et
    al. 2017, section 4.2.)

    >>> round(fit_temperature([[0.3, 0.1], [0.3, 0.1], [0.3, 0.1], [0.1, 0.3]], [0, 0, 0, 0]), 4)
    0.182
    """
    scores = matrix("scores", scores, at_least=1, dtype=np.float64)
    targets = _targets(targets, scores)
    margins = scores - scores[np.arange(len(scores)), targets][:, None]
    low, high = 0.1, 1e4
    for _ in range(50):  # the loss is convex in scale = 1 / temperature: halve towards its minimum
        scale = math.sqrt(low * high)
        slope = (_softmax(scale * scores) * margins).sum(axis=1).mean()
        low, high = (low, scale) if slope > 0 else (scale, high)
    return 1 / scale


def expected_calibration_error(
    probabilities: ArrayLike, targets: ArrayLike, bins: int = 15
) -> float:
    """How far confidence is from accuracy: the mean gap over bins of equal width.

    probabilities (n, n_labels), rows that sum to 1; targets (n,) the index of each right label. The
    confidence of a row is its highest probability; each bin weighs as many rows as it holds. (Guo
    et al. 2017, section 2.)

    >>> round(expected_calibration_error([[0.9, 0.1], [0.8, 0.2]], [0, 1], bins=1), 4)
    0.35
    """
    probabilities = matrix("probabilities", probabilities, at_least=1, dtype=np.float64)
    if probabilities.min() < 0 or np.abs(probabilities.sum(axis=1) - 1).max() > 1e-3:
        raise ValueError("probabilities must be at least 0 and sum to 1 in each row")
    targets, bins = _targets(targets, probabilities), positive_int("bins", bins)
    confidence = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == targets
    bin_of_row = np.ceil(confidence * bins)
    gaps = [(confidence - correct)[bin_of_row == bin_].sum() for bin_ in np.unique(bin_of_row)]
    return float(np.abs(gaps).sum() / len(targets))


def lowest_threshold(scores: ArrayLike, flagged: ArrayLike, precision: float) -> dict[str, float]:
    """The lowest threshold at which flagging scores at or above it has at least this precision.

    scores (n,), flagged (n,) of bool. Lowest, so that the recall is the highest. Gives "threshold",
    "precision" and "recall". Where no threshold reaches the precision, the threshold is infinite,
    the precision of flagging nothing NaN, and the recall 0.

    >>> lowest_threshold([0.4, 0.3, 0.2, 0.1], [True, False, True, False], precision=0.6)
    {'threshold': 0.2, 'precision': 0.6666666666666666, 'recall': 1.0}
    """
    precision = number("precision", precision, "above 0 and at most 1", lambda x: 0 < x <= 1)
    scores, flagged = vector("scores", scores), as_array("flagged", flagged)
    if flagged.dtype != bool or flagged.ndim != 1:
        raise ValueError(
            f"flagged must be one bool a score, but is {flagged.dtype} of shape {flagged.shape}"
        )
    same_rows("scores", scores, "flagged", flagged)
    order = np.argsort(-scores)
    ranked, hits = scores[order], np.cumsum(flagged[order])
    reached = hits / np.arange(1, len(scores) + 1)
    reached[:-1][ranked[:-1] == ranked[1:]] = 0  # no threshold lies between equal scores
    enough = np.flatnonzero(reached >= precision)
    if not len(enough):
        return {"threshold": math.inf, "precision": math.nan, "recall": 0.0}
    last = enough[-1]
    return {
        "threshold": float(ranked[last]),
        "precision": float(reached[last]),
        "recall": float(hits[last] / hits[-1]),
    }


def _targets(targets: ArrayLike, scores: np.ndarray) -> np.ndarray:
    targets = as_array("targets", targets)
    n, n_labels = scores.shape
    if targets.shape != (n,) or targets.dtype.kind not in "iu":
        raise ValueError(
            f"targets must be {n} whole numbers, one a row, "
            f"but is {targets.dtype} of shape {targets.shape}"
        )
    if targets.min() < 0 or targets.max() >= n_labels:
        raise ValueError(f"targets must lie between 0 and {n_labels - 1}, the columns of the rows")
    return targets
