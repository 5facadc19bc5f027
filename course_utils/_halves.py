"""The photographs have no validation part of their own: a rule that makes two halves of them."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

HALVES = ("reporting", "choosing")


def halves(concepts: Sequence[str], strata: Sequence[str]) -> np.ndarray:
    """The half of each row, (n,) of str from `HALVES`; rows of one concept stay together.

    Concepts are sorted by their stratum (of several, the last by name), within it by the hash of
    their name, and dealt to the two halves in turn. So both halves hold each stratum alike, the
    alphabet plays no part within it, and the same rows give the same halves on every machine.

    >>> list(halves(["yak", "gnu", "yak", "rose"], ["mammal", "mammal", "mammal", "flower"]))
    ['reporting', 'choosing', 'reporting', 'reporting']
    """
    stratum_of: dict[str, str] = {}
    for concept, stratum in zip(concepts, strata, strict=True):
        stratum_of[concept] = max(stratum, stratum_of.get(concept, ""))
    dealt = sorted(stratum_of, key=lambda c: (stratum_of[c], sha256(c.encode()).digest()))
    half_of = {concept: HALVES[place % 2] for place, concept in enumerate(dealt)}
    return np.array([half_of[concept] for concept in concepts], dtype=object)
