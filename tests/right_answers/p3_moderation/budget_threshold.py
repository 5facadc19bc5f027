"""Right answers to budget_threshold, differently written."""

import numpy as np


def one_after_another(scores, wanted, choosing, share):
    clean = scores[choosing & ~wanted]
    candidates = np.sort(scores[choosing])
    return next(s for s in candidates if (clean >= s).mean() <= share + 1e-9)


def from_the_top(scores, wanted, choosing, share):
    clean = np.sort(scores[choosing & ~wanted])[::-1]
    first_refused = clean[int(share * len(clean) + 1e-9)]
    return scores[choosing][scores[choosing] > first_refused].min()


def counted(scores, wanted, choosing, share):
    own = np.unique(scores[choosing])
    clean = scores[choosing & ~wanted]
    alarms = np.array([np.count_nonzero(clean >= s) for s in own])
    return float(own[alarms <= share * len(clean) + 1e-9][0])
