"""Typical wrong answers to loss_without_twins. A docstring: words of the line that rejects it."""

import numpy as np


def _twin(captions):
    return (captions[:, None] == captions) & ~np.eye(len(captions), dtype=bool)


def _from(scores):
    highest = scores.max(axis=1, keepdims=True)
    return highest[:, 0] + np.log(np.exp(scores - highest).sum(axis=1)) - np.diag(scores)


def twins_stay(cosines, captions, temperature):
    """Are their twins still in the sum?"""
    return _from(cosines / temperature).mean()


def own_key_masked_too(cosines, captions, temperature):
    """Is the own key masked too?"""
    same = captions[:, None] == captions
    return _from(np.where(same, -np.inf, cosines / temperature)).mean()


def twins_get_zero(cosines, captions, temperature):
    """exp(0) is 1: it still counts"""
    return _from(np.where(_twin(captions), 0, cosines / temperature)).mean()


def twins_get_minus_one(cosines, captions, temperature):
    """the twin's cosine is -1"""
    return _from(np.where(_twin(captions), -1, cosines) / temperature).mean()


def rows_with_twins_dropped(cosines, captions, temperature):
    """rows with a twin are left out of the mean"""
    losses = _from(np.where(_twin(captions), -np.inf, cosines / temperature))
    alone = ~_twin(captions).any(axis=1)
    return losses[alone].mean() if alone.any() else 0.0


def one_row_of_each_thing(cosines, captions, temperature):
    """one row of each caption is left"""
    first = np.unique(captions, return_index=True)[1]
    return _from(cosines[np.ix_(first, first)] / temperature).mean()


def temperature_multiplied(cosines, captions, temperature):
    """without twins it is InfoNCE"""
    return _from(np.where(_twin(captions), -np.inf, cosines * temperature)).mean()


def twins_get_a_score_of_minus_one(cosines, captions, temperature):
    """the twin's score is -1"""
    return _from(np.where(_twin(captions), -1, cosines / temperature)).mean()


def temperature_left_out(cosines, captions, temperature):
    """the temperature is left out"""
    return _from(np.where(_twin(captions), -np.inf, cosines)).mean()


def sum_over_the_rows(cosines, captions, temperature):
    """Take the mean"""
    return _from(np.where(_twin(captions), -np.inf, cosines / temperature)).sum()


def columns_ask(cosines, captions, temperature):
    """here the columns ask"""
    return _from(np.where(_twin(captions), -np.inf, cosines.T / temperature)).mean()


def only_later_twins(cosines, captions, temperature):
    """Which rows and which keys does your mean still see?"""
    later = np.triu(_twin(captions))
    return _from(np.where(later, -np.inf, cosines / temperature)).mean()


def rows_with_twins_count_as_zero(cosines, captions, temperature):
    """rows with a twin are left out of the mean"""
    losses = _from(np.where(_twin(captions), -np.inf, cosines / temperature))
    return np.where(_twin(captions).any(axis=1), 0, losses).mean()


def twins_count_as_right(cosines, captions, temperature):
    """Which rows and which keys does your mean still see?"""
    scores = cosines / temperature
    weights = np.exp(scores)
    right = (weights * (captions[:, None] == captions)).sum(axis=1)
    return -np.log(right / weights.sum(axis=1)).mean()


def mutates_its_input(cosines, captions, temperature):
    """your function changed cosines"""
    cosines /= temperature
    cosines[_twin(captions)] = -np.inf
    return _from(cosines).mean()


def _without(cosines, captions, temperature, same):
    twin = np.array([[same(str(a), str(b)) for b in captions] for a in captions])
    np.fill_diagonal(twin, False)
    return _from(np.where(twin, -np.inf, cosines / temperature)).mean()


def in_small_letters(cosines, captions, temperature):
    """'a cat' and 'A cat' were taken for twins"""
    return _without(cosines, captions, temperature, lambda a, b: a.lower() == b.lower())


def stripped(cosines, captions, temperature):
    """'a cat' and ' a cat' were taken for twins"""
    return _without(cosines, captions, temperature, lambda a, b: a.strip() == b.strip())


def one_begins_with_the_other(cosines, captions, temperature):
    """'a cat' and 'a cat on a mat' were taken for twins"""
    return _without(cosines, captions, temperature, lambda a, b: b.startswith(a))


def the_first_ten_letters(cosines, captions, temperature):
    """'a dog in the park' and 'a dog in the pool' were taken for twins"""
    return _without(cosines, captions, temperature, lambda a, b: a[:10] == b[:10])


def twins_ten_lower(cosines, captions, temperature):
    """All are twins: only the own key is left"""
    return _from(cosines / temperature - 10 * _twin(captions)).mean()


def a_score_of_minus_a_hundred(cosines, captions, temperature):
    """can be the highest still"""
    return _from(np.where(_twin(captions), -100, cosines / temperature)).mean()


def a_cosine_of_minus_ten(cosines, captions, temperature):
    """at a temperature of 5 the twins still count"""
    return _from(np.where(_twin(captions), -10, cosines) / temperature).mean()


def never_colder_than_a_twentieth(cosines, captions, temperature):
    """Is something kept above a floor?"""
    return _from(np.where(_twin(captions), -np.inf, cosines / max(temperature, 0.05))).mean()


def punctuation_left_out(cosines, captions, temperature):
    """'a cat' and 'a cat.' were taken for twins"""
    return _without(cosines, captions, temperature, lambda a, b: a.strip(".") == b.strip("."))


def words_in_any_order(cosines, captions, temperature):
    """'a dog in the park' and 'in the park a dog' were taken for twins"""

    def same_words(a, b):
        return sorted(a.split(" ")) == sorted(b.split(" "))

    return _without(cosines, captions, temperature, same_words)


def the_first_sixteen_letters(cosines, captions, temperature):
    """'a dog in the park' and 'a dog in the park at night' were taken for twins"""
    return _without(cosines, captions, temperature, lambda a, b: a[:16] == b[:16])
