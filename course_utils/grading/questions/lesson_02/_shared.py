"""What several questions of this lesson draw."""


def _sides(rng):
    queries, keys = rng.normal(size=(2, 4, 5)) * rng.uniform(0.3, 4, size=(2, 4, 1))
    return queries, keys, rng.uniform(0.1, 1)
