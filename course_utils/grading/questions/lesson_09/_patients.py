"""Spaces with a fault, and healthy ones that look a little as if they had one."""

import numpy as np

from course_utils.grading.questions.lesson_09._shared import unit

N, DIM, K, NOISE = 200, 48, 10, 0.8
# Each way to be healthy or sick: the name of its sickness.
WAYS = {
    "as it should be": "healthy",
    "long rows, index by cosine": "healthy",
    "an index that misses some": "healthy",
    "long rows, index by product": "wrong metric",
    "long rows, index by L2": "wrong metric",
    "the end is another version": "two versions",
    "rows of another version, scattered": "two versions",
    "the gallery lost a row": "skipped row",
    "the queries lost a row": "skipped row",
    "a mean among the rows": "hub",
    "things twice, to the last bit": "twins",
    "things twice, not quite equal": "twins",
}


def patient(rng, way):
    """queries and gallery (200, 48), whose rows share a direction, and found (200, 10) rows."""
    things = rng.normal(size=(N, DIM))
    if "twice" in way:
        rows = rng.permutation(N)[:80].reshape(2, 40)
        things[rows[1]] = things[rows[0]]
    shared = np.sqrt(DIM) * unit(rng.normal(size=DIM))
    queries = unit(things + NOISE * rng.normal(size=things.shape) + shared)
    gallery = unit(things + NOISE * rng.normal(size=things.shape) + shared)
    start = int(rng.integers(N // 4, 3 * N // 5))
    if "twice" in way:
        gallery[rows[1]] = gallery[rows[0]]
        if "equal" in way:
            gallery = unit(gallery + 0.01 * rng.normal(size=gallery.shape))
    if "should" in way:  # two equal rows are not many
        gallery[start] = gallery[start - 1]
    if "version" in way:
        turned = gallery @ np.linalg.qr(rng.normal(size=(DIM, DIM)))[0]
        moved = np.arange(N) >= start
        moved = rng.permutation(moved) if "scattered" in way else moved
        gallery = np.where(moved[:, None], turned, gallery)
    if "lost" in way:
        one_less = gallery if "gallery" in way else queries
        one_less[start:-1] = one_less[start + 1 :].copy()
        one_less[-1] = unit(rng.normal(size=DIM) + shared / np.sqrt(DIM))
    if "mean" in way:
        gallery[start] = unit(gallery.mean(axis=0))
    scores = queries @ gallery.T
    if "long" in way:
        gallery = gallery * rng.lognormal(0, 0.5, (N, 1))
        if "cosine" not in way:
            scores = queries @ gallery.T
        if "L2" in way:
            scores = 2 * scores - np.square(gallery).sum(axis=1)
    if "misses" in way:
        scores = np.where(rng.random(scores.shape) < 0.1, -1, scores)
    return queries, gallery, np.argsort(-scores, axis=1)[:, :K]
