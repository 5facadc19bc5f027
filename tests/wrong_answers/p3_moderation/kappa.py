"""Typical wrong answers to kappa. A docstring: words of the line that rejects it."""

import numpy as np


def _kappa(first, second):
    luck = first.mean() * second.mean() + (~first).mean() * (~second).mean()
    return (np.mean(first == second) - luck) / (1 - luck)


def agreement(first, second):
    """this is the share of agreement"""
    return np.mean(first == second)


def luck_on_yes_only(first, second):
    """luck agrees on no as well as on yes"""
    luck = first.mean() * second.mean()
    return (np.mean(first == second) - luck) / (1 - luck)


def luck_is_a_half(first, second):
    """how often does each say yes?"""
    return 2 * np.mean(first == second) - 1


def not_divided(first, second):
    """divide by what luck left to gain"""
    a, b = first.mean(), second.mean()
    return np.mean(first == second) - a * b - (1 - a) * (1 - b)


def one_share_for_both(first, second):
    """Scott's pi"""
    share = (first.mean() + second.mean()) / 2
    luck = share**2 + (1 - share) ** 2
    return (np.mean(first == second) - luck) / (1 - luck)


def over_the_union(first, second):
    """found"""
    return (first & second).sum() / (first | second).sum()


def never_below_0(first, second):
    """it ends at 0"""
    luck = first.mean() * second.mean() + (1 - first.mean()) * (1 - second.mean())
    return max(0.0, (np.mean(first == second) - luck) / (1 - luck))


def luck_of_a_half_at_least(first, second):
    """luck was at least a half"""
    yes, both = first.mean(), second.mean()
    luck = max(0.5, yes * both + (1 - yes) * (1 - both))
    return (np.mean(first == second) - luck) / (1 - luck)


def always_apart_is_minus_one(first, second):
    """luck was at least a half"""
    agree = np.mean(first == second)
    return _kappa(first, second) if agree else -1.0


def nan_for_one_who_never_says_yes(first, second):
    """one never says yes, the other sometimes"""
    return _kappa(first, second) if first.any() and second.any() else float("nan")


def one_where_luck_is_0(first, second):
    """luck is 0, and so is their agreement"""
    apart = (first.all() and not second.any()) or (second.all() and not first.any())
    return 1.0 if apart else _kappa(first, second)


def one_for_who_always_says_yes(first, second):
    """one always says yes: they agree as often as luck would have it"""
    return 1.0 if first.all() or second.all() else _kappa(first, second)


_known = {}


def kept_by_both_shares(first, second):
    """They agree on yes, and on no"""
    return _known.setdefault((first.mean(), second.mean()), _kappa(first, second))
