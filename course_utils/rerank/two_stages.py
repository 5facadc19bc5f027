"""Two stages: a quick search names candidates, a slow reader puts them in order."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from course_utils._arrays import as_array
from course_utils._checks import id_matrix, positive_int
from course_utils.similarity import top_k


def two_stage_search(
    candidates: ArrayLike, score: Callable[[int, np.ndarray], ArrayLike], k: int = 10
) -> tuple[np.ndarray, np.ndarray]:
    """Rank the candidates of a first stage by a second: (scores, ids), both (n_queries, k).

    candidates (n_queries, n_candidates) are the ids that any first stage found, best first:
    `VectorIndex.search` or `top_k` give them. score(query, ids) is the second stage: it gets the
    number of a query and its candidates' ids and returns one finite score for each, higher is
    better. It is called once a query. Equal scores keep the order of the first stage. Ids are
    returned as int64, scores as float32; k over n_candidates gives n_candidates columns.

    What the first stage missed cannot come back: R@1 after the second stage is at most recall@
    n_candidates of the first (Nogueira and Cho 2019, section 3; Humeau et al. 2020 for the ways
    between one vector and a full reader).

    Raises ValueError where candidates are not whole numbers in two dimensions, where one is
    negative (no id), where k < 1, and where score does not return one finite number an id.

    >>> liked = np.array([0.1, 0.9, 0.4, 0.8])
    >>> two_stage_search([[2, 0, 3]], lambda query, ids: liked[ids], k=2)[1]
    array([[3, 2]])
    """
    candidates = id_matrix("candidates", candidates)
    if not candidates.size:
        raise ValueError(f"candidates must be at least one, but have shape {candidates.shape}")
    if candidates.min() < 0:
        raise ValueError(f"candidates must be ids of at least 0, but one is {candidates.min()}")
    k = positive_int("k", k)
    scored = np.stack([_scores(score, query, ids) for query, ids in enumerate(candidates)])
    best, columns = top_k(scored, k)
    return best, np.take_along_axis(candidates, columns, axis=1)


def _scores(score: Callable, query: int, ids: np.ndarray) -> np.ndarray:
    found = as_array("score's result", score(query, ids))
    real = found.dtype.kind in "biuf"
    if found.shape != ids.shape or not real or not np.isfinite(found).all():
        raise ValueError(
            f"score must return {len(ids)} finite numbers for query {query}, one a candidate, "
            f"but returned {found.dtype} of shape {found.shape}"
        )
    return found.astype(np.float32)
