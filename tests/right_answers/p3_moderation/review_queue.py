"""Right answers to review_queue, differently written."""

import numpy as np


def stable(scores, threshold, k):
    return np.argsort(np.abs(scores - threshold), kind="stable")[:k]


def in_python(scores, threshold, k):
    return sorted(range(len(scores)), key=lambda row: abs(scores[row] - threshold))[:k]


def lexsorted(scores, threshold, k):
    rows = np.arange(len(scores))
    return list(np.lexsort((rows, np.abs(threshold - scores)))[:k])
