"""Several comparisons at once: a p-value that holds for all of them together."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import vector


def holm(p_values: ArrayLike) -> np.ndarray:
    """Holm's adjusted p-values (n,), float64, in the order of p_values (n,).

    Of twenty comparisons with nothing to find, one falls below 0.05 by chance. Call only those
    real whose adjusted value lies below 0.05: then the chance of even one false claim among all n
    is at most 5 %, however the comparisons depend on each other (Holm 1979). The smallest p-value
    is multiplied by n, the next by n - 1, and so on; none may come out below one before it, none
    above 1. All n comparisons that you looked at count, not only those that you report.

    ValueError unless p_values are 1-D, at least one, and between 0 and 1.

    >>> holm([0.01, 0.04, 0.03])
    array([0.03, 0.06, 0.06])
    """
    p_values = vector("p_values", p_values)
    if p_values.min() < 0 or p_values.max() > 1:
        raise ValueError(
            f"p_values must lie between 0 and 1, but go from {p_values.min()} to {p_values.max()}"
        )
    order = np.argsort(p_values)
    factors = np.arange(len(p_values), 0, -1)
    adjusted = np.empty(len(p_values))
    adjusted[order] = np.maximum.accumulate(p_values[order] * factors).clip(max=1)
    return adjusted
