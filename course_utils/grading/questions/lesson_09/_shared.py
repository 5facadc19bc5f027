"""What several questions of this lesson draw with."""

import numpy as np


def unit(x):
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def near(rng, x, cosine):
    """A unit row at this cosine to x."""
    aside = rng.normal(size=len(x))
    aside -= (aside @ unit(x)) * unit(x)
    return cosine * unit(x) + np.sqrt(1 - cosine**2) * unit(aside)


def at_the_threshold():
    """What clean_score gets, for each side: row 0 has a cosine of 0.5 there, in any precision."""
    test, train = np.array([[1.0, 1, 1, 1], [0, 0, 0, 2]]), np.array([[2.0, 2, 2, -2]])
    far, hits = (np.eye(2, 4), np.eye(4)[3:]), np.array([0, 1])
    return ((test, far[0]), (train, far[1]), hits, 0.5), (
        (far[0], test),
        (far[1], train),
        hits,
        0.5,
    )
