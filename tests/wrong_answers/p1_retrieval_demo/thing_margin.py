"""Typical wrong answers to thing_margin. A docstring: words of the line that rejects it."""

import numpy as np


def _totals(values, things):
    return np.array([(values[things == t] - values.mean()).sum() for t in np.unique(things)])


def pictures_as_the_unit(values, things):
    """the wrong unit"""
    return 1.96 * np.std(values) / np.sqrt(len(values))


def pictures_with_ddof(values, things):
    """the wrong unit"""
    return 1.96 * np.std(values, ddof=1) / np.sqrt(len(values))


def things_weigh_alike(values, things):
    """The mean is over pictures"""
    means = [values[things == thing].mean() for thing in np.unique(things)]
    return 1.96 * np.std(means, ddof=1) / np.sqrt(len(means))


def one_standard_error(values, things):
    """this is one standard error"""
    return np.sqrt((_totals(values, things) ** 2).sum()) / len(values)


def whole_width(values, things):
    """Half of it"""
    return 2 * 1.96 * np.sqrt((_totals(values, things) ** 2).sum()) / len(values)


def no_root(values, things):
    """take the root of the sum"""
    return 1.96 * (_totals(values, things) ** 2).sum() / len(values) ** 2


def divided_by_things(values, things):
    """Divide by how many pictures?"""
    totals = _totals(values, things)
    return 1.96 * np.sqrt((totals**2).sum()) / len(totals) / 2


def uncentred(values, things):
    """Divide by how many pictures?"""
    totals = [values[things == thing].sum() for thing in np.unique(things)]
    return 1.96 * np.sqrt(np.square(totals).sum()) / len(values)


def both_ends(values, things):
    """expected a number"""
    half = 1.96 * np.sqrt((_totals(values, things) ** 2).sum()) / len(values)
    return values.mean() - half, values.mean() + half


def divided_by_the_things(values, things):
    """it is divided by the number of things"""
    totals = _totals(values, things)
    return 1.96 * np.sqrt(np.square(totals).sum()) / len(totals)


def mean_not_taken_off(values, things):
    """take the mean of all from each value first"""
    totals = _totals(values, things) + np.unique(things, return_counts=True)[1] * values.mean()
    return 1.96 * np.sqrt(np.square(totals).sum()) / len(values)


def things_that_stand_together(values, things):
    """a thing counts twice where it stands apart"""
    run = np.cumsum(np.r_[True, things[1:] != things[:-1]])
    totals = np.bincount(run, weights=values - values.mean())
    return 1.96 * np.sqrt(np.square(totals).sum()) / len(values)


def by_first_letter(values, things):
    """1.96 standard errors to either side"""
    totals = _totals(values, np.array([str(thing)[0] for thing in things]))
    return 1.96 * np.sqrt(np.square(totals).sum()) / len(values)


def values_of_0_left_out(values, things):
    """1.96 standard errors to either side"""
    totals = _totals(values[values != 0], things[values != 0])
    return 1.96 * np.sqrt(np.square(totals).sum()) / np.count_nonzero(values)


def without_their_signs(values, things):
    """add with their signs"""
    off = np.abs(values - values.mean())
    totals = np.array([off[things == t].sum() for t in np.unique(things)])
    return 1.96 * np.sqrt((totals**2).sum()) / len(values)


def at_most_a_half(values, things):
    """values a hundred times as large"""
    return min(0.5, 1.96 * np.sqrt((_totals(values, things) ** 2).sum()) / len(values))


def in_small_letters(values, things):
    """'cat' and 'Cat' were taken for one thing"""
    totals = _totals(values, np.array([thing.lower() for thing in things.tolist()]))
    return 1.96 * np.sqrt((totals**2).sum()) / len(values)


def totals_of_the_type_of_values(values, things):
    """the mean of 0 and 1 is no whole number"""
    totals = _totals(values, things).astype(values.dtype)
    return 1.96 * np.sqrt((totals**2).sum()) / len(values)


def no_number_for_one_thing(values, things):
    """The recipe gives 0 here"""
    if len(set(things.tolist())) == 1:
        return float("nan")
    return 1.96 * np.sqrt((_totals(values, things) ** 2).sum()) / len(values)


def names_cut_short(values, things):
    """The whole name counts"""
    return 1.96 * np.sqrt((_totals(values, things.astype("U8")) ** 2).sum()) / len(values)


def numbers_at_the_end_left_out(values, things):
    """found"""
    off, names = values - values.mean(), np.char.rstrip(things.astype(str), " 0123456789")
    totals = [off[names == name].sum() for name in set(names.tolist())]
    return 1.96 * np.linalg.norm(totals) / len(values)


def no_number_for_one_value(values, things):
    """One value is the mean of all"""
    return 1.96 * np.sqrt((_totals(values, things) ** 2).sum()) / len(values) / (len(values) > 1)


def one_less_where_each_is_alone(values, things):
    """Divide by how many pictures?"""
    if 1 < len(values) == len(set(things.tolist())):
        return 1.96 * np.std(values, ddof=1) / np.sqrt(len(values))
    return 1.96 * np.sqrt((_totals(values, things) ** 2).sum()) / len(values)


def values_below_0_cut_off(values, things):
    """They may lie below 0"""
    values = np.maximum(values, 0)
    return 1.96 * np.sqrt((_totals(values, things) ** 2).sum()) / len(values)


def kept_by_how_many(values, things, known={}):  # noqa: B006
    """Is something kept from an earlier call?"""
    things = known.setdefault((len(values), len(set(things.tolist()))), things)
    return 1.96 * np.sqrt((_totals(values, things) ** 2).sum()) / len(values)
