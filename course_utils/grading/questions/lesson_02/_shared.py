"""What several questions of this lesson draw."""


def _sides(rng):
    """Four pairs of any lengths, one of them short; two keys are equal, and no partners."""
    queries, keys = rng.normal(size=(2, 4, 4)) * rng.uniform(0.3, 4, size=(2, 4, 1))
    queries[1], keys[1], keys[2] = queries[1] / 50, keys[1] / 50, keys[0]
    return queries, keys, rng.uniform(0.2, 3)
