"""Right answers to budget_threshold, differently written."""

import numpy as np


def one_after_another(scores, wanted, choosing, share):
    clean = scores[choosing & ~wanted]
    candidates = np.sort(scores[choosing])
    return next(s for s in candidates if (clean >= s).mean() <= share + 1e-9)


def from_the_top(scores, wanted, choosing, share):
    clean = np.sort(scores[choosing & ~wanted])[::-1]
    first_refused = [*clean, -np.inf][int(share * len(clean) + 1e-9)]
    return scores[choosing][scores[choosing] > first_refused].min()


def counted(scores, wanted, choosing, share):
    own = np.unique(scores[choosing])
    clean = scores[choosing & ~wanted]
    alarms = np.array([np.count_nonzero(clean >= s) for s in own])
    return float(own[alarms <= share * len(clean) + 1e-9][0])


def minimum(scores, wanted, choosing, share):
    own, clean = scores[choosing], scores[choosing & ~wanted]
    return min(s for s in own if np.mean(clean >= s) <= share + 1e-9)


def in_python(scores, wanted, choosing, share):
    rows = [(s, w) for s, w, c in zip(scores, wanted, choosing, strict=True) if c]
    clean = [s for s, w in rows if not w]
    best = max(s for s, _ in rows)
    for s, _ in sorted(rows, reverse=True):
        if sum(other >= s for other in clean) > share * len(clean) + 1e-9:
            break
        best = s
    return float(best)


def table(scores, wanted, choosing, share):
    own, clean = scores[choosing], scores[choosing & ~wanted]
    alarms = (clean[:, None] >= own).mean(axis=0)
    return own[alarms <= share + 1e-9].min()


def cumulated(scores, wanted, choosing, share):
    own, place = np.unique(scores[choosing], return_inverse=True)
    clean = np.bincount(place[~wanted[choosing]], minlength=len(own))
    alarms = clean[::-1].cumsum()[::-1]
    return own[alarms <= share * clean.sum() + 1e-9][0]


def searched(scores, wanted, choosing, share):
    own, clean = np.sort(scores[choosing]), np.sort(scores[choosing & ~wanted])
    alarms = len(clean) - np.searchsorted(clean, own)
    return own[np.argmax(alarms <= share * len(clean) + 1e-9)]
