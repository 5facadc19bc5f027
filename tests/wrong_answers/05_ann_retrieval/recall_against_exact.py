"""Typical wrong answers to recall_against_exact. A docstring: words of the line that rejects it."""

import numpy as np


def _hits(found, true):
    """Neighbours found, a number for each query."""
    return np.array([len((set(f) & set(t)) - {-1}) for f, t in zip(found, true, strict=True)])


def place_by_place(found, true):
    """the same rows in another order"""
    width = min(found.shape[1], true.shape[1])
    same = (found[:, :width] == true[:, :width]) & (true[:, :width] >= 0)
    return float(np.mean(same.sum(axis=1) / (true >= 0).sum(axis=1)))


def hit_rate(found, true):
    """that is the hit rate"""
    return float(np.mean(_hits(found, true) > 0))


def number_of_hits(found, true):
    """a number of hits, not a share"""
    return float(np.mean(_hits(found, true)))


def precision(found, true):
    """What do you divide by?"""
    return float(np.mean(_hits(found, true) / found.shape[1]))


def empty_places_count_as_found(found, true):
    """-1 counts as found"""
    return float(np.mean([np.isin(t, f).mean() for f, t in zip(found, true, strict=True)]))


def empty_places_count_as_found_in_sets(found, true):
    """-1 counts as found"""
    pairs = [(set(f), set(t)) for f, t in zip(found, true, strict=True)]
    return float(np.mean([len(f & t) / len(t) for f, t in pairs]))


def empty_places_count_as_missed(found, true):
    """count as neighbours that were missed"""
    return float(np.mean(_hits(found, true) / true.shape[1]))


def pooled_over_the_queries(found, true):
    """all neighbours were pooled"""
    return float(_hits(found, true).sum() / (true != -1).sum())


def neighbours_of_any_query(found, true):
    """Compare row by row"""
    everything = set(found.ravel().tolist())
    return float(np.mean([np.mean([x in everything for x in t[t >= 0].tolist()]) for t in true]))


def row_0_is_taken_for_nothing(found, true):
    """row 0 got lost"""
    pairs = zip(found, true, strict=True)
    return float(np.mean([np.isin(t[t > 0], f).sum() / max((t != -1).sum(), 1) for f, t in pairs]))


def in_percent(found, true):
    """A share lies between 0 and 1"""
    return float(100 * np.mean(_hits(found, true) / (true != -1).sum(axis=1)))


def divides_by_the_shorter(found, true):
    """half of them are found"""
    there = np.minimum((found != -1).sum(axis=1), (true != -1).sum(axis=1))
    return float(np.mean(_hits(found, true) / there))


def a_share_for_each_query(found, true):
    """expected a number"""
    return _hits(found, true) / (true != -1).sum(axis=1)


def all_or_nothing(found, true):
    """half of them are found"""
    return float(np.mean(_hits(found, true) == (true != -1).sum(axis=1)))


def width_of_true_only_in_found(found, true):
    """the empty places of `true` count"""
    return float(np.mean(_hits(found[:, : true.shape[1]], true) / true.shape[1]))


def only_the_first_k_of_found(found, true):
    """what was found farther down is found, too"""
    pairs = zip(found, true, strict=True)
    return np.mean([np.isin(t[t != -1], f[: len(t)]).mean() for f, t in pairs])


def up_to_the_first_gap(found, true):
    """what comes after it counts"""

    def before(rows):
        rows = rows.tolist()
        return set(rows[: rows.index(-1)] if -1 in rows else rows)

    pairs = [(before(f), before(t)) for f, t in zip(found, true, strict=True)]
    return np.mean([len(f & t) / len(t) if t else 0.0 for f, t in pairs])


def true_up_to_its_first_gap(found, true):
    """what comes after it counts"""
    shares = []
    for f, t in zip(found, true, strict=True):
        before = t[: (t == -1).argmax()] if (t == -1).any() else t
        before = before if len(before) else t[t != -1]
        shares.append(np.isin(before, f).mean())
    return float(np.mean(shares))


def rounded(found, true):
    """Was it rounded?"""
    return round(float(np.mean(_hits(found, true) / (true != -1).sum(axis=1))), 3)


def median_over_the_queries(found, true):
    """this is the median over the queries"""
    return float(
        np.median([h / (t != -1).sum() for h, t in zip(_hits(found, true), true, strict=True)])
    )


def queries_that_found_nothing_left_out(found, true):
    """nothing but -1 was found for one query: its share is 0"""
    kept = (found != -1).any(axis=1)
    shares = np.array(_hits(found, true)) / (true != -1).sum(axis=1)
    return float(shares[kept].mean()) if kept.any() else 0.0


def nothing_found_counts_as_all_found(found, true):
    """nothing but -1 was found for one query: its share is 0"""
    shares = np.array(_hits(found, true)) / (true != -1).sum(axis=1)
    return float(np.where((found == -1).all(axis=1), 1.0, shares).mean())


def sorted_and_compared_place_by_place(found, true):
    """one place further up. Are places compared?"""
    shares = []
    for f, t in zip(found, true, strict=True):
        f, t = np.sort(f[f != -1]), np.sort(t[t != -1])
        n = min(len(f), len(t))
        shares.append((f[:n] == t[:n]).sum() / len(t))
    return np.mean(shares)


def divided_by_the_neighbours_of_the_first(found, true):
    """divided by the neighbours of another query"""
    hits = [np.isin(t[t != -1], f).sum() for f, t in zip(found, true, strict=True)]
    return np.mean(hits) / (true[0] != -1).sum()


def rows_as_float32(found, true):
    """Is there room for all digits?"""
    shares = []
    for f, t in zip(found.astype(np.float32), true.astype(np.float32), strict=True):
        shares.append(np.isin(t[t != -1], f).mean())
    return np.mean(shares)


def rows_of_two_bytes(found, true):
    """Is there room for all digits?"""
    shares = []
    for f, t in zip(found, true, strict=True):
        t = t[t != -1]
        shares.append(np.isin(t.astype(np.uint16), f[f != -1].astype(np.uint16)).mean())
    return np.mean(shares)


def _share(found, true):
    true = true[true != -1]
    return np.isin(true, found).sum() / max(1, len(true))


def the_first_ten_found(found, true):
    """Is a row cut?"""
    return float(np.mean([_share(f[:10], t) for f, t in zip(found, true, strict=True)]))


def the_first_ten_true(found, true):
    """Is a row cut?"""
    return float(np.mean([_share(f, t[:10]) for f, t in zip(found, true, strict=True)]))


def equal_queries_once(found, true):
    """It counts twice"""
    both = np.unique(np.hstack([found, true]), axis=0)
    places = found.shape[1]
    return float(np.mean([_share(row[:places], row[places:]) for row in both]))
