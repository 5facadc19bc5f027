"""Typical wrong answers to budget_threshold. A docstring: words of the line that rejects it."""

import numpy as np


def _lowest(scores, clean, share):
    return min(s for s in scores if (scores[clean] >= s).mean() <= share + 1e-9)


def chosen_on_test(scores, wanted, choosing, share):
    """this threshold was chosen on the reporting part"""
    return _lowest(scores[~choosing], ~wanted[~choosing], share)


def chosen_on_both(scores, wanted, choosing, share):
    """both parts were used for it"""
    return _lowest(scores, ~wanted, share)


def wanted_as_alarms(scores, wanted, choosing, share):
    """wanted pictures were counted as false alarms"""
    own = scores[choosing]
    return _lowest(own, np.full(len(own), True), share)


def quantile(scores, wanted, choosing, share):
    """it is no score of the choosing part"""
    return np.quantile(scores[choosing & ~wanted], 1 - share)


def one_too_many(scores, wanted, choosing, share):
    """allowed"""
    clean = np.sort(scores[choosing & ~wanted])[::-1]
    return clean[int(share * len(clean) + 1e-9)]


def the_highest(scores, wanted, choosing, share):
    """A lower score of the choosing part would do"""
    return scores[choosing].max()


def candidates_of_clean_ones(scores, wanted, choosing, share):
    """only clean pictures' scores were tried"""
    clean = np.sort(scores[choosing & ~wanted])
    return next(t for t in clean if (clean >= t).mean() <= share + 1e-9)


def candidates_of_wanted_ones(scores, wanted, choosing, share):
    """A lower score of the choosing part would do"""
    clean = scores[choosing & ~wanted]
    candidates = [*np.sort(scores[choosing & wanted]), clean.max() + 1]
    return next(t for t in candidates if (clean >= t).mean() <= share + 1e-9)


def as_many_as_it_rounds_to(scores, wanted, choosing, share):
    """5 % are flagged, 3 % allowed"""
    clean = scores[choosing & ~wanted]
    allowed = round(share * len(clean))
    return min(s for s in scores[choosing] if (clean >= s).sum() <= allowed)


def a_share_that_python_takes_for_less(scores, wanted, choosing, share):
    """29 of 100 may be flagged at a share of 0.29"""
    clean = scores[choosing & ~wanted]
    allowed = int(share * len(clean))
    return min(s for s in scores[choosing] if (clean >= s).sum() <= allowed)


def one_at_least(scores, wanted, choosing, share):
    """3 % allowed"""
    clean = scores[choosing & ~wanted]
    allowed = max(1, int(share * len(clean) + 1e-9))
    return min(s for s in scores[choosing] if (clean >= s).sum() <= allowed)


def equals_one_after_the_other(scores, wanted, choosing, share):
    """Equal scores are flagged together"""
    order = np.flatnonzero(choosing)[np.argsort(-scores[choosing], kind="stable")]
    alarms = np.cumsum(~wanted[order]) / (choosing & ~wanted).sum()
    return scores[order[np.flatnonzero(alarms <= share + 1e-9)[-1]]]


def equals_counted_once(scores, wanted, choosing, share):
    """A lower score of the choosing part would do"""
    clean = np.unique(scores[choosing & ~wanted])
    return min(s for s in scores[choosing] if (clean >= s).mean() <= share + 1e-9)


def others_set_to_zero(scores, wanted, choosing, share):
    """A lower score of the choosing part would do"""
    clean = choosing & ~wanted
    flagged = [(np.where(clean, scores, 0) >= s).sum() for s in scores[choosing]]
    few = np.array(flagged) <= share * clean.sum() + 1e-9
    return scores[choosing][few].min()


def scores_above_zero(scores, wanted, choosing, share):
    """A lower score of the choosing part would do"""
    clean = scores[choosing & ~wanted]
    candidates = scores[choosing & (scores >= 0)]
    return min(s for s in candidates if (clean >= s).mean() <= share + 1e-9)


def in_steps_of_a_hundredth(scores, wanted, choosing, share):
    """A wanted one's may do, and is lower"""
    own, clean = scores[choosing], scores[choosing & ~wanted]
    steps = np.arange(own.min(), own.max() + 0.01, 0.01)
    found = next(t for t in steps if (clean >= t).mean() <= share + 1e-9)
    return own[own >= found].min()


def no_budget_is_the_highest_clean(scores, wanted, choosing, share):
    """5 % are flagged, 0 % allowed"""
    clean = choosing & ~wanted
    return _lowest(scores[choosing], clean[choosing], share) if share else scores[clean].max()


def share_in_whole_per_cent(scores, wanted, choosing, share):
    """20 % are flagged, 19.7 % allowed"""
    clean = scores[choosing & ~wanted]
    return min(s for s in scores[choosing] if (clean >= s).mean() <= round(share, 2) + 1e-9)


def never_the_lowest(scores, wanted, choosing, share):
    """a share of 1 allows every picture"""
    own, clean = np.unique(scores[choosing]), scores[choosing & ~wanted]
    return min(s for s in own[1:] if (clean >= s).mean() <= share + 1e-9)


def no_share_is_two_per_cent(scores, wanted, choosing, share):
    """a share of 0 allows none"""
    return _lowest(scores[choosing], ~wanted[choosing], share or 0.02)


_known = {}


def kept_by_scores_and_share(scores, wanted, choosing, share):
    """Was something kept from an earlier call?"""
    key = scores.tobytes(), share
    return _known.setdefault(key, _lowest(scores[choosing], ~wanted[choosing], share))


def a_clean_one_at_a_share_of_1(scores, wanted, choosing, share):
    """a share of 1 allows every picture"""
    clean = scores[choosing & ~wanted]
    return clean.min() if share == 1 else _lowest(scores[choosing], ~wanted[choosing], share)
