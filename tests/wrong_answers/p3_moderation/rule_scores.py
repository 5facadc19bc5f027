"""Typical wrong answers to rule_scores. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _table(images, rules, of):
    return np.stack([of(_unit(images) @ _unit(rows).T) for rows in rules.values()], axis=1)


def mean_of_sentences(images, rules):
    """a mean over its sentences"""
    return _table(images, rules, lambda cosines: cosines.mean(axis=1))


def sum_of_sentences(images, rules):
    """a sum, which grows with the number of sentences"""
    return _table(images, rules, lambda cosines: cosines.sum(axis=1))


def the_farthest(images, rules):
    """the farthest sentence decided"""
    return _table(images, rules, lambda cosines: cosines.min(axis=1))


def dot_products(images, rules):
    """A threshold needs cosines"""
    return np.stack([(images @ rows.T).max(axis=1) for rows in rules.values()], axis=1)


def rows_for_columns(images, rules):
    """a row a picture, a column a rule"""
    return _table(images, rules, lambda cosines: cosines.max(axis=1)).T


def one_prototype(images, rules):
    """the closest sentence of a rule decides: found"""
    means = {name: rows.mean(axis=0, keepdims=True) for name, rows in rules.items()}
    return _table(images, means, lambda cosines: cosines.max(axis=1))


def absolute(images, rules):
    """cosines below 0 keep their sign"""
    return _table(images, rules, lambda cosines: np.abs(cosines).max(axis=1))


def rules_by_name(images, rules):
    """in another order than the dict's rules"""
    unit = [x / np.linalg.norm(x, axis=1, keepdims=True) for x in (images, *rules.values())]
    columns = dict(zip(rules, unit[1:], strict=True))
    return np.column_stack([(unit[0] @ columns[name].T).max(axis=1) for name in sorted(rules)])


def three_sentences_at_most(images, rules):
    """only the first sentences of a rule were looked at"""
    return _table(images, rules, lambda cosines: cosines[:, :3].max(axis=1))


def two_rules(images, rules):
    """a row a picture, a column a rule"""
    first, second = list(rules)[:2]
    pair = {first: rules[first], second: rules[second]}
    return _table(images, pair, lambda cosines: cosines.max(axis=1))


def one_rule_squeezed(images, rules):
    """one rule is a column, too"""
    return np.squeeze(_table(images, rules, lambda cosines: cosines.max(axis=1)))


def one_picture_is_flat(images, rules):
    """one picture is a row, too"""
    table = _table(images, rules, lambda cosines: cosines.max(axis=1))
    return table[0] if len(images) == 1 else table


def as_they_are_if_the_first_is_unit(images, rules):
    """one side alone was normalized"""
    if not np.isclose(np.linalg.norm(images[0]), 1):
        images = _unit(images)
    return np.stack([(images @ _unit(rows).T).max(axis=1) for rows in rules.values()], axis=1)


def a_small_number_on_each_length(images, rules):
    """Is the length of a short vector taken as it is?"""
    images, *rows = (
        x / (np.linalg.norm(x, axis=1, keepdims=True) + 1e-3) for x in (images, *rules.values())
    )
    return np.stack([(images @ each.T).max(axis=1) for each in rows], axis=1)


def lengths_of_1_at_least(images, rules):
    """Is the length of a short vector taken as it is?"""
    images, *rows = (
        x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1)
        for x in (images, *rules.values())
    )
    return np.stack([(images @ each.T).max(axis=1) for each in rows], axis=1)
