"""Typical wrong answers to sickness. A docstring: words of the line that rejects it."""

import numpy as np

from course_utils import audit
from course_utils.similarity import cosine_similarity, l2_normalize, top_k


def _metric(queries, gallery, found):
    return not audit.search_order(queries, gallery, found).ok


def _paired(queries, gallery, found):
    pairs = audit.row_pairs(queries, gallery)
    return "skipped row" if pairs.evidence["offset"] else None if pairs.ok else "two versions"


def _hub(queries, gallery, found):
    return not audit.hubs(queries, gallery).ok


def _twins(queries, gallery, found):
    return not audit.near_repeats(gallery).ok


def _by(metric=_metric, paired=_paired, hub=_hub, twins=_twins):
    """The audit's diagnosis, with some of its four steps exchanged."""

    def sickness(*space):
        if metric(*space):
            return "wrong metric"
        pairs = paired(*space)
        if pairs:
            return pairs
        return "hub" if hub(*space) else "twins" if twins(*space) else "healthy"

    return sickness


def lengths_alone(queries, gallery, found):
    """but all that was found is near by cosine"""
    return _by(metric=lambda q, g, f: not audit.check_vectors(g).ok)(queries, gallery, found)


def exactly_the_nearest(queries, gallery, found):
    """its index misses a tenth, as quick ones do"""

    def other(q, g, f):
        return (top_k(cosine_similarity(q, g), 10)[1] != f).any()

    return _by(metric=other)(queries, gallery, found)


def what_was_found_is_not_looked_at(queries, gallery, found):
    """what was found has the largest products"""
    return _by(metric=lambda *space: False)(queries, gallery, found)


def the_inner_product_alone(queries, gallery, found):
    """what was found is near by the L2 distance"""

    def product(q, g, f):
        return np.mean(top_k(q @ g.T, 10)[1] == f) > 0.99 and not audit.check_vectors(g).ok

    return _by(metric=product)(queries, gallery, found)


def the_l2_distance_alone(queries, gallery, found):
    """what was found has the largest products"""

    def distance(q, g, f):
        scores = 2 * q @ g.T - np.square(g).sum(axis=1)
        return np.mean(top_k(scores, 10)[1] == f) > 0.99 and not audit.check_vectors(g).ok

    return _by(metric=distance)(queries, gallery, found)


def hubs_asked_first(queries, gallery, found):
    """since many queries miss their own rows"""
    top = top_k(cosine_similarity(queries, gallery), 10)[1]
    if np.bincount(top.ravel()).max() > 45:
        return "hub"
    return _by()(queries, gallery, found)


def no_look_beside(queries, gallery, found):
    """from some row on what belongs to query i stands in row i"""
    return _by(paired=lambda *s: None if audit.row_pairs(*s[:2]).ok else "two versions")(
        queries, gallery, found
    )


def lost_rows_are_skipped_rows(queries, gallery, found):
    """the rows beside it are no nearer either"""
    return _by(paired=lambda *s: None if audit.row_pairs(*s[:2]).ok else "skipped row")(
        queries, gallery, found
    )


def one_row_earlier_alone(queries, gallery, found):
    """what belongs to query i stands in row i + 1"""

    def paired(q, g, f):
        pairs = audit.row_pairs(q, g)
        before = pairs.evidence["offset"] == -1
        return None if pairs.ok else "skipped row" if before else "two versions"

    return _by(paired=paired)(queries, gallery, found)


def one_row_later_alone(queries, gallery, found):
    """what belongs to query i stands in row i - 1"""

    def paired(q, g, f):
        pairs = audit.row_pairs(q, g)
        after = pairs.evidence["offset"] == 1
        return None if pairs.ok else "skipped row" if after else "two versions"

    return _by(paired=paired)(queries, gallery, found)


def the_end_alone(queries, gallery, found):
    """rows of the other version need not stand together"""

    def paired(q, g, f):
        place = (q @ g.T > np.einsum("ij,ij->i", q, g)[:, None]).mean(axis=1)
        first, last = place[:40].mean(), place[-40:].mean()
        return _paired(q, g, f) if last > first + 0.5 or _paired(q, g, f) == "skipped row" else None

    return _by(paired=paired)(queries, gallery, found)


def pairs_not_asked(queries, gallery, found):
    """from some row on a query's own row is anywhere"""
    return _by(paired=lambda *space: None, hub=lambda *space: False)(queries, gallery, found)


def no_hubs(queries, gallery, found):
    """one row is among the first ten of nearly all queries"""
    return _by(hub=lambda *space: False)(queries, gallery, found)


def hubs_where_any_row_is_found_often(queries, gallery, found):
    """nothing is wrong with it"""

    def often(q, g, f):
        counts = np.bincount(top_k(cosine_similarity(q, g), 10)[1].ravel())
        return counts.max() > 2 * 10

    return _by(hub=often)(queries, gallery, found)


def no_twins(queries, gallery, found):
    """80 of its 200 rows are there twice"""
    return _by(twins=lambda *space: False)(queries, gallery, found)


def equal_rows_alone(queries, gallery, found):
    """a twin that is not quite equal"""
    return _by(twins=lambda q, g, f: not audit.repeated_rows(g).ok)(queries, gallery, found)


def twins_among_the_queries(queries, gallery, found):
    """80 of its 200 rows are there twice"""
    return _by(twins=lambda q, g, f: not audit.near_repeats(q).ok)(queries, gallery, found)


def a_row_is_its_own_twin(queries, gallery, found):
    """nothing is wrong with it"""

    def twins(q, g, f):
        return ((l2_normalize(g) @ l2_normalize(g).T) > 0.95).any()

    return _by(twins=twins)(queries, gallery, found)


def one_pair_is_enough(queries, gallery, found):
    """Two equal rows of 200 are not many"""
    return _by(twins=lambda q, g, f: len(audit.near_duplicates(g).evidence["rows"]) > 0)(
        queries, gallery, found
    )


def always_healthy(queries, gallery, found):
    """one row is among the first ten of nearly all queries"""
    return "healthy"


def two_names(queries, gallery, found):
    """found a list in the list, expected strings"""
    return [_by()(queries, gallery, found)]


def another_word(queries, gallery, found):
    """expected one of"""
    return _by()(queries, gallery, found).replace("twins", "duplicates")
