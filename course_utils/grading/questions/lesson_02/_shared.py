"""What several questions of this lesson draw."""


def _sides(rng):
    """Four pairs of any lengths, some shorter than 1; two keys are equal, and no partners."""
    queries, keys = rng.normal(size=(2, 4, 5)) * rng.uniform(0.1, 4, size=(2, 4, 1))
    keys[2] = keys[0]
    return queries, keys, rng.uniform(0.2, 3)
