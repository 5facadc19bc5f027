"""Typical wrong answers to unknown_threshold. A docstring: words of the line that rejects it."""

import numpy as np


def _nth(scores, share):
    return np.sort(scores)[int(share * len(scores) + 1e-9)]


def on_test(best, truth, choosing, share):
    """this threshold comes from the reporting part"""
    return _nth(best[~choosing & (truth != "")], share)


def on_both(best, truth, choosing, share):
    """both parts were used"""
    return _nth(best[truth != ""], share)


def with_strangers(best, truth, choosing, share):
    """Whose loss does the share bound?"""
    return _nth(best[choosing], share)


def everything(best, truth, choosing, share):
    """Whose loss does the share bound?"""
    return _nth(best, share)


def one_too_low(best, truth, choosing, share):
    """It is a score that occurs"""
    known = np.sort(best[choosing & (truth != "")])
    return known[max(0, int(share * len(known) + 1e-9) - 1)]


def quantile(best, truth, choosing, share):
    """It is a score that occurs"""
    return np.quantile(best[choosing & (truth != "")], share)


def from_the_top(best, truth, choosing, share):
    """are allowed"""
    return np.sort(best[choosing & (truth != "")])[::-1][int(share * 20)]


def fixed(best, truth, choosing, share):
    """It is a score that occurs"""
    return 0.05


def a_percentage(best, truth, choosing, share):
    """A threshold on cosines is a cosine"""
    return 100 * _nth(best[choosing & (truth != "")], share)


def a_hair_under_29(best, truth, choosing, share):
    """What is 0.29 * 100 in Python?"""
    scores = np.sort(best[choosing & (truth != "")])
    return scores[int(share * len(scores))]


def to_the_nearest(best, truth, choosing, share):
    """are allowed"""
    scores = np.sort(best[choosing & (truth != "")])
    return scores[min(round(share * len(scores)), len(scores) - 1)]


def no_threshold_for_a_share_of_zero(best, truth, choosing, share):
    """It is a score that occurs"""
    known = np.sort(best[choosing & (truth != "")])
    return float(known[int(share * len(known) + 1e-9)]) if share else -1.0


def one_may_always_be_lost(best, truth, choosing, share):
    """1 % are under it, 0 % are allowed"""
    known = np.sort(best[choosing & (truth != "")])
    return known[max(1, int(share * len(known) + 1e-9))]


def nearly_a_picture_more(best, truth, choosing, share):
    """are allowed"""
    known = np.sort(best[choosing & (truth != "")])
    return known[int(share * len(known) + 0.1)]


def nearly_one_more(best, truth, choosing, share):
    """12.995 % are allowed"""
    own = np.sort(best[choosing & (truth != "")])
    return own[int(share * len(own) + 0.01)]


def scores_below_zero_left_out(best, truth, choosing, share):
    """and no threshold that does so is higher"""
    own = np.sort(best[choosing & (truth != "")])
    own = own[own > 0]
    return own[int(share * len(own) + 1e-9)]


def the_lowest_of_all_at_a_share_of_zero(best, truth, choosing, share):
    """the lowest score of pictures that do not count"""
    return _nth(best[choosing & (truth != "")], share) if share else best.min()


def half_at_most(best, truth, choosing, share):
    """It is a score that occurs"""
    return _nth(best[choosing & (truth != "")], min(share, 0.5))


def two_are_left(best, truth, choosing, share):
    """It is a score that occurs"""
    own = np.sort(best[choosing & (truth != "")])
    return own[max(0, min(int(share * len(own) + 1e-9), len(own) - 2))]


def nothing_for_one_picture(best, truth, choosing, share):
    """One known picture cannot be lost"""
    own = best[choosing & (truth != "")]
    return _nth(own, share) if len(own) > 1 else 0.0


_kept = {}


def kept_from_the_first_call(best, truth, choosing, share):
    """Is nothing kept from before?"""
    own = choosing & (truth != "")
    key = tuple(truth), tuple(choosing), share
    return _kept.setdefault(key, _nth(best[own], share))


_masks = {}


def mask_of_the_first_call(best, truth, choosing, share):
    """Is nothing kept from before?"""
    return _nth(best[_masks.setdefault(len(best), choosing & (truth != ""))], share)
