"""The question plan."""

from functools import cache

import numpy as np

from course_utils.grading.kernel import expect
from course_utils.grading.kernel.answers import No
from course_utils.grading.kernel.question import question
from course_utils.grading.kernel.returned import number, pair

PICTURES, MEMORY, ENOUGH, MOST = 30_000_000, 16e9, 0.9, 1280


@cache
def _drawings():
    """What the image tower gives for one thing drawn by two artists, plain and turned by PCA."""
    from course_utils.datasets import load_pairs

    emoji = load_pairs("emoji")
    gallery = emoji.select(emoji.styles == "fluent-emoji")
    queries = emoji.select(emoji.styles == "noto")
    queries = queries.select(np.isin(queries.concepts, gallery.concepts))
    plain = _unit(queries.image_features), _unit(gallery.image_features)
    sample = plain[1][::3]
    turn = np.linalg.svd(sample - sample.mean(axis=0), full_matrices=False)[2].T
    return {"plain": plain, "pca": (plain[0] @ turn, plain[1] @ turn)}


def _unit(x):
    length = np.linalg.norm(x, axis=1, keepdims=True)
    return x / np.where(length > 0, length, 1)


@cache
def _recall_at_10(method, dim):
    """A picture that ties with the partner counts against it: who would come first is luck."""
    queries, gallery = (_unit(side[:, :dim]) for side in _drawings()[method])
    scores = queries @ gallery.T
    return 100 * float(np.mean((scores >= np.diag(scores)[:, None]).sum(axis=1) <= 10))


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
