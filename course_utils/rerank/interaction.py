"""Late interaction: many vectors a side, compared after both sides were encoded on their own."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from course_utils._checks import matrix


def maxsim(query_tokens: Sequence[ArrayLike], item_tokens: Sequence[ArrayLike]) -> np.ndarray:
    """For each query and item: each query token's best product with a token of the item, summed.

    query_tokens: one matrix (n_tokens, dim) a query, as a list or as an array (n, n_tokens, dim);
    item_tokens the same for items. Lengths may differ, dim may not. Gives (n_queries, n_items)
    float32. Products are taken as they come: unit rows make them cosines, and a longer row makes
    its token count more. A row of zeros, such as padding, adds 0 to a query, but in an item it
    can win over negative products: leave padding out of items.

    Raises ValueError where a side is empty or holds an item without a token, where a matrix is not
    2-D or not finite, and where dims differ. (Khattab and Zaharia 2020, ColBERT, section 3.3.)

    >>> maxsim([[[1, 0], [0, 1]]], [[[1, 0], [0.6, 0.8]], [[0, -1]]])
    array([[ 1.8, -1. ]], dtype=float32)
    """
    queries, items = _matrices("query_tokens", query_tokens), _matrices("item_tokens", item_tokens)
    dims = {part.shape[1] for part in (*queries, *items)}
    if len(dims) > 1:
        raise ValueError(
            f"query_tokens and item_tokens must have one dimension, but have {sorted(dims)}"
        )
    starts = _starts(items)
    together = np.concatenate(items).T
    best = [np.maximum.reduceat(query @ together, starts, axis=1).sum(axis=0) for query in queries]
    return np.stack(best).astype(np.float32)


def _matrices(name: str, tokens: Sequence[ArrayLike]) -> list[np.ndarray]:
    if isinstance(tokens, np.ndarray) and tokens.ndim == 2:
        raise ValueError(f"{name} must be a list of matrices; for one of them pass [{name}]")
    tokens = list(tokens)
    if not tokens:
        raise ValueError(f"{name} must hold at least one matrix of tokens, but is empty")
    return [matrix(f"{name}[{i}]", part, at_least=1) for i, part in enumerate(tokens)]


def _starts(items: Sequence[np.ndarray]) -> np.ndarray:
    return np.cumsum([0, *(len(item) for item in items[:-1])])
