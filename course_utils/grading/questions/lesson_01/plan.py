"""The question plan.

Recalls were measured once, by tools/measure_drawing_recalls.py: reading the drawings takes longer
than all else in a check.
"""

from functools import cache
from importlib.resources import files

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.answers import No
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, pair

PICTURES, MEMORY, ENOUGH, MOST = 30_000_000, 16e9, 0.9, 1280


@cache
def _found():
    """How many drawings there are, then how many find their partner with 1, 2 ... numbers each."""
    stored = np.load(files("course_utils") / "assets/drawing_recalls.npy")
    return dict(zip(("plain", "pca"), stored.tolist(), strict=True))


def _recall_at_10(method, dim):
    found = _found()[method]
    return 100 * (found[dim] / found[0])


def _method_and_dim(plan):
    """The two parts of a plan; the check and the judge take and refuse the same."""
    method, dim = pair(plan, 'give a pair such as ("plain", 1280)')
    expect.one_of(method, ["plain", "pca"])
    whole = "the second is a whole number from 1 to 1280: how many numbers are kept"
    try:
        dim = number(dim)
    except No:
        raise No(whole) from None
    expect.that(dim.is_integer() and 1 <= dim <= MOST, whole)
    return str(method), int(dim)


def _outcome(plan):
    """Bytes for the shop's pictures, and R@10 as a share of what full vectors reach."""
    method, dim = _method_and_dim(plan)
    return PICTURES * 4 * dim, _recall_at_10(method, dim) / _recall_at_10("plain", MOST)


def _kept_promises(plan):
    size, share = _outcome(plan)
    return {"fits": size <= MEMORY, "finds enough": share >= ENOUGH}


@question(kind="value", observe=_kept_promises)
def plan(value, holds):
    with holds("a way to cut, and how many numbers to keep"):
        method, _ = _method_and_dim(value)
    size, share = _outcome(value)
    with holds("30 million of them fit into 16 GB"):
        too_much = f"they take {size / 1e9:.2f} GB. How many numbers of 4 bytes has one vector?"
        expect.that(size <= MEMORY, too_much)
    with holds("they find nine tenths of what full vectors find"):
        plain, pca = "Which order of the numbers keeps more?", "There is room for more numbers"
        better = plain if method == "plain" else pca
        expect.that(share >= ENOUGH, f"they find {share:.2%} of it. {better}")
