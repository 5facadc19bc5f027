"""Typical wrong answers to thing_interval. A docstring: words of the line that rejects it."""

import numpy as np


def _means(right, things, draws, of=np.concatenate):
    own = [right[things == thing] for thing in np.unique(things)]
    return [of([own[i] for i in drawn]).mean() for drawn in draws]


def pictures_as_the_unit(right, things, draws):
    """A wrong unit"""
    return np.quantile(right[draws].mean(axis=1), [0.025, 0.975])


def twice_is_once(right, things, draws):
    """Its pictures count twice"""
    names = np.unique(things)
    return np.quantile([right[np.isin(things, names[d])].mean() for d in draws], [0.025, 0.975])


def things_weigh_alike(right, things, draws):
    """The accuracy is a mean over pictures"""
    return np.quantile(
        _means(right, things, draws, lambda rows: np.array([row.mean() for row in rows])),
        [0.025, 0.975],
    )


def as_they_come(right, things, draws):
    """thing 0 is the first by name"""
    own = [right[things == thing] for thing in dict.fromkeys(things)]
    means = [np.concatenate([own[i] for i in drawn]).mean() for drawn in draws]
    return np.quantile(means, [0.025, 0.975])


def ninety_per_cent(right, things, draws):
    """these are the percentiles 5 and 95"""
    return np.quantile(_means(right, things, draws), [0.05, 0.95])


def percent_for_share(right, things, draws):
    """these are the percentiles 0.025 and 0.975"""
    return np.percentile(_means(right, things, draws), [0.025, 0.975])


def normal(right, things, draws):
    """this is a normal interval"""
    return np.mean(right) + np.array([-1.96, 1.96]) * np.std(_means(right, things, draws))


def upside_down(right, things, draws):
    """the lower end comes first"""
    return np.quantile(_means(right, things, draws), [0.975, 0.025])


def every_mean(right, things, draws):
    """the lower and the upper end"""
    return _means(right, things, draws)


def capitals_do_not_count(right, things, draws):
    """capitals come first"""
    return np.quantile(_means(right, np.char.lower(things), draws), [0.025, 0.975])


def numbers_by_their_size(right, things, draws):
    """'cow 10' before 'cow 2'"""
    padded = np.array([thing.replace(" 2", " 02") for thing in things])
    return np.quantile(_means(right, padded, draws), [0.025, 0.975])


def as_many_as_there_are_things(right, things, draws):
    """Each of its numbers counts"""
    few = draws[:, : len(np.unique(things))]
    return np.quantile(_means(right, things, few), [0.025, 0.975])


def names_without_their_spaces(right, things, draws):
    """a space before letters"""
    names = sorted(set(things), key=lambda name: name.replace(" ", ""))
    own = [right[things == name] for name in names]
    means = [np.concatenate([own[i] for i in drawn]).mean() for drawn in draws]
    return np.percentile(means, [2.5, 97.5])


def _interval(right, things, draws, number):
    hits, sizes = np.bincount(number, weights=right), np.bincount(number)
    means = hits[draws].sum(axis=1) / np.maximum(sizes[draws].sum(axis=1), 1)
    return np.percentile(means, [2.5, 97.5])


_kept = {}


def numbers_kept(right, things, draws):
    """Is nothing kept from before?"""
    for name in sorted(set(things.tolist())):
        _kept.setdefault(name, len(_kept))
    return _interval(right, things, draws, np.array([_kept[name] for name in things.tolist()]))


_known = {}


def hits_kept(right, things, draws):
    """Is nothing kept from before?"""
    same = _known.setdefault(tuple(things), right.copy())
    return _interval(same, things, draws, np.unique(things, return_inverse=True)[1])


_found = {}


def kept_without_the_draws(right, things, draws):
    """Is nothing kept from before?"""
    key = tuple(things), tuple(right)
    if key not in _found:
        number = np.unique(things, return_inverse=True)[1]
        _found[key] = _interval(right, things, draws, number)
    return _found[key]


def one_sample_is_no_interval(right, things, draws):
    """One sample of one thing is a sample"""
    found = np.percentile(_means(right, things, draws), [2.5, 97.5])
    return found if len(draws) > 1 else np.array([0.0, 1.0])
