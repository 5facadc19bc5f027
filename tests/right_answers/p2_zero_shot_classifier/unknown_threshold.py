"""Right answers to unknown_threshold, differently written."""

import numpy as np


def from_the_bottom(best, truth, choosing, share):
    known = np.sort(best[choosing & (truth != "")])
    return known[int(share * len(known) + 1e-9)]


def tried_one_by_one(best, truth, choosing, share):
    known = best[(truth != "") & choosing]
    return max(t for t in known if (known < t).mean() <= share + 1e-9)


def as_python(best, truth, choosing, share):
    rows = zip(best.tolist(), truth.tolist(), choosing.tolist(), strict=True)
    known = sorted(score for score, name, chosen in rows if name and chosen)
    lost = 0
    while (lost + 1) / len(known) <= share + 1e-12:
        lost += 1
    return known[lost]


def partitioned(best, truth, choosing, share):
    known = best[choosing & (np.char.str_len(truth.astype(str)) > 0)]
    place = int(np.floor(share * known.size + 1e-9))
    return float(np.partition(known, place)[place])


def counted_under(best, truth, choosing, share):
    known = best[np.logical_and(choosing, truth != "")]
    under = np.array([(known < score).sum() for score in known])
    return known[under <= share * len(known) + 1e-9].max()


def sorted_descending(best, truth, choosing, share):
    known = sorted(best[choosing & (truth != "")], reverse=True)
    kept = len(known) - int(share * len(known) + 1e-9)
    return float(known[kept - 1])


def quantile_without_between(best, truth, choosing, share):
    known = np.sort(best[choosing & (truth != "")])
    return np.take(known, np.floor(np.round(share * known.size, 6)).astype(int))


def masked(best, truth, choosing, share):
    known = np.sort(np.where(choosing & (truth != ""), best, np.inf))
    n = np.count_nonzero(choosing & (truth != ""))
    return known[int(share * n + 1e-9)]
