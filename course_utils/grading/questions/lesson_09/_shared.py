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
    far_test, far_train, hits = np.eye(2, 4), np.eye(4)[3:], np.array([0, 1])
    by_the_first = (test, far_test), (train, far_train), hits, 0.5
    by_the_second = (far_test, test), (far_train, train), hits, 0.5
    return by_the_first, by_the_second


def beside(test, train, hits, threshold):
    """Splits for clean_score that differ in one thing: threshold, hits, the sides exchanged."""
    others = (test, train, hits, 0.999), (test, train, 1 - hits, threshold)
    return *others, (test[::-1], train, hits, threshold)
