"""Typical wrong answers to found_threshold. A docstring: words of the line that rejects it."""

import numpy as np


def _best(present, absent, pick=0, answered=np.greater_equal):
    candidates = np.unique(np.concatenate([present, absent]))
    worth = [answered(present, t).sum() + (~answered(absent, t)).sum() for t in candidates]
    return candidates[np.flatnonzero(np.array(worth) == max(worth))[pick]]


def chosen_on_test(present, absent, choosing):
    """this threshold was chosen on the reporting part"""
    return _best(present[~choosing], absent[~choosing])


def chosen_on_both(present, absent, choosing):
    """both parts were used for it"""
    return _best(present, absent)


def the_highest_of_equals(present, absent, choosing):
    """of several equally good ones another was taken"""
    return _best(present[choosing], absent[choosing], pick=-1)


def strictly_above(present, absent, choosing):
    """a question exactly at the threshold is answered"""
    return _best(present[choosing], absent[choosing], answered=np.greater)


def everything_is_answered(present, absent, choosing):
    """What of those without one?"""
    return present[choosing].min()


def nearly_nothing(present, absent, choosing):
    """nearly nothing is found"""
    return present[choosing].max()


def between_the_means(present, absent, choosing):
    """it is no score of the choosing part"""
    return (present[choosing].mean() + absent[choosing].mean()) / 2


def only_answers(present, absent, choosing):
    """another score of the choosing part would be right more often"""
    return np.sort(present[choosing])[len(present[choosing]) // 2]


def the_highest_product(present, absent, choosing):
    """the mean of the two shares counts"""
    there, away = present[choosing], absent[choosing]
    candidates = np.unique(np.concatenate([there, away]))
    products = [(there >= t).sum() * (away < t).sum() for t in candidates]
    return candidates[np.argmax(products)]


def scores_of_both_parts(present, absent, choosing):
    """it is no score of the choosing part"""
    candidates = np.unique(np.concatenate([present, absent]))
    there, away = present[choosing], absent[choosing]
    return candidates[np.argmax([(there >= t).sum() + (away < t).sum() for t in candidates])]


def never_below_zero(present, absent, choosing):
    """Cosines go to -1"""
    return max(0.0, _best(present[choosing], absent[choosing]))


def without_the_lowest(present, absent, choosing):
    """where nothing is refused without loss all scores are equally good"""
    there, away = present[choosing], absent[choosing]
    candidates = np.unique(np.concatenate([there, away]))[1:]
    worth = [(there >= t).mean() + (away < t).mean() for t in candidates]
    return float(candidates[np.argmax(worth)])


def without_the_highest(present, absent, choosing):
    """that score is the threshold"""
    there, away = present[choosing], absent[choosing]
    candidates = np.unique(np.concatenate([there, away]))[:-1]
    worth = [(there >= t).mean() + (away < t).mean() for t in candidates]
    return float(candidates[np.argmax(worth)])


def equals_counted_one_by_one(present, absent, choosing):
    """some questions score the same with their pictures and without"""
    there, away = present[choosing], absent[choosing]
    scores = np.concatenate([away, there])
    step = np.concatenate([np.ones(len(away)), -np.ones(len(there))])
    order = np.argsort(scores, kind="stable")
    gained = np.concatenate([[0], np.cumsum(step[order])[:-1]])
    return float(scores[order][np.argmax(gained)])


def equals_left_out(present, absent, choosing):
    """count them both"""
    there, away = present[choosing], absent[choosing]
    differ = there != away
    if differ.any():
        there, away = there[differ], away[differ]
    candidates = np.unique(np.concatenate([there, away]))
    return max(candidates, key=lambda t: (there >= t).sum() + (away < t).sum())


def each_score_once(present, absent, choosing):
    """Each question counts"""
    there, away = np.unique(present[choosing]), np.unique(absent[choosing])
    candidates = np.unique(np.concatenate([there, away]))
    worth = [round((there >= t).mean() + (away < t).mean(), 9) for t in candidates]
    return candidates[np.argmax(worth)]


def above_0_where_there_are_some(present, absent, choosing):
    """Cosines go to -1"""
    on = present[choosing], absent[choosing]
    candidates = np.unique(np.concatenate(on))
    if (candidates > 0).any():
        candidates = candidates[candidates > 0]
    return max(candidates, key=lambda t: (on[0] >= t).sum() + (on[1] < t).sum())


def no_threshold_of_0(present, absent, choosing):
    """also where it is 0"""
    return _best(present[choosing], absent[choosing]) or 0.3


def one_question_is_too_few(present, absent, choosing):
    """here 1 of the 32 questions"""
    return _best(present[choosing], absent[choosing]) * (choosing.sum() > 1)


def kept_by_the_scores(present, absent, choosing, known={}):  # noqa: B006
    """of the choosing part"""
    found = _best(present[choosing], absent[choosing])
    return known.setdefault(present.tobytes() + absent.tobytes(), found)
