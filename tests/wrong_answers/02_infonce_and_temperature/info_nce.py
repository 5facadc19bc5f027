"""Typical wrong answers to info_nce. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _from(scores):
    highest = scores.max(axis=1, keepdims=True)
    log_sum = highest[:, 0] + np.log(np.exp(scores - highest).sum(axis=1))
    return np.mean(log_sum - np.diag(scores))


def overflows(queries, keys, temperature):
    """exp of a large score overflows"""
    weights = np.exp(_unit(queries) @ _unit(keys).T / temperature)
    return -np.log(np.diag(weights / weights.sum(axis=1, keepdims=True))).mean()


def stable_softmax_but_log_of_zero(queries, keys, temperature):
    """What can you subtract from each row first?"""
    scores = _unit(queries) @ _unit(keys).T / temperature
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return -np.log(np.diag(weights / weights.sum(axis=1, keepdims=True))).mean()


def no_normalization(queries, keys, temperature):
    """Are both sides normalized?"""
    return _from(queries @ keys.T / temperature)


def only_queries_normalized(queries, keys, temperature):
    """Are both sides normalized?"""
    return _from(_unit(queries) @ keys.T / temperature)


def times_the_temperature(queries, keys, temperature):
    """Which way does it sharpen?"""
    return _from(_unit(queries) @ _unit(keys).T * temperature)


def keys_ask(queries, keys, temperature):
    """keys choose among queries"""
    return _from(_unit(keys) @ _unit(queries).T / temperature)


def both_directions(queries, keys, temperature):
    """One is asked for"""
    scores = _unit(queries) @ _unit(keys).T / temperature
    return (_from(scores) + _from(scores.T)) / 2


def sum_over_the_batch(queries, keys, temperature):
    """Take the mean"""
    return len(queries) * _from(_unit(queries) @ _unit(keys).T / temperature)


def own_key_is_no_choice(queries, keys, temperature):
    """the own key is missing"""
    scores = _unit(queries) @ _unit(keys).T / temperature
    strangers = np.where(np.eye(len(scores), dtype=bool), -np.inf, scores)
    highest = strangers.max(axis=1)
    log_sum = highest + np.log(np.exp(strangers - highest[:, None]).sum(axis=1))
    return np.mean(log_sum - np.diag(scores))


def mutates_its_input(queries, keys, temperature):
    """your function changed"""
    queries /= np.linalg.norm(queries, axis=1, keepdims=True)
    keys /= np.linalg.norm(keys, axis=1, keepdims=True)
    return _from(queries @ keys.T / temperature)


def only_keys_normalized(queries, keys, temperature):
    """longer queries changed it"""
    return _from(queries @ _unit(keys).T / temperature)


def temperature_left_out(queries, keys, temperature):
    """the temperature is left out"""
    return _from(_unit(queries) @ _unit(keys).T)


def in_bits(queries, keys, temperature):
    """this is log2(8)"""
    return _from(_unit(queries) @ _unit(keys).T / temperature) / np.log(2)


def sign_turned(queries, keys, temperature):
    """the sign is turned"""
    return -_from(_unit(queries) @ _unit(keys).T / temperature)


def mean_probability(queries, keys, temperature):
    """this is the probability"""
    scores = _unit(queries) @ _unit(keys).T / temperature
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.diag(weights / weights.sum(axis=1, keepdims=True)).mean()


def clipped_probability(queries, keys, temperature):
    """Was something clipped?"""
    scores = _unit(queries) @ _unit(keys).T / temperature
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = np.diag(weights / weights.sum(axis=1, keepdims=True))
    return -np.log(np.maximum(p, 1e-12)).mean()


def clipped_scores(queries, keys, temperature):
    """Was something clipped?"""
    return _from(np.clip(_unit(queries) @ _unit(keys).T / temperature, -80, 80))


def a_loss_for_each_query(queries, keys, temperature):
    """expected a number"""
    scores = _unit(queries) @ _unit(keys).T / temperature
    highest = scores.max(axis=1)
    return highest + np.log(np.exp(scores - highest[:, None]).sum(axis=1)) - np.diag(scores)


def never_below_a_thousandth(queries, keys, temperature):
    """Perfect pairs cost nothing there"""
    return max(_from(_unit(queries) @ _unit(keys).T / temperature), 1e-3)


def never_hotter_than_one(queries, keys, temperature):
    """kept below a ceiling"""
    return _from(_unit(queries) @ _unit(keys).T / np.clip(temperature, 1e-9, 1))


def nothing_to_choose_from(queries, keys, temperature):
    """who has one key to choose from"""
    if len(keys) == 1:
        return np.nan
    return _from(_unit(queries) @ _unit(keys).T / temperature)


def short_vectors_left_short(queries, keys, temperature):
    """longer queries changed it"""
    a, b = (x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1) for x in (queries, keys))
    return _from(a @ b.T / temperature)


def equal_keys_masked(queries, keys, temperature):
    """two keys are equal here"""
    scores = _unit(queries) @ _unit(keys).T / temperature
    twin = (keys[:, None] == keys).all(axis=2) & ~np.eye(len(keys), dtype=bool)
    return _from(np.where(twin, -np.inf, scores))


def keys_ask_where_it_is_square(queries, keys, temperature):
    """with four pairs of four numbers"""
    scores = _unit(queries) @ _unit(keys).T / temperature
    return _from(scores.T if len(keys) == keys.shape[1] else scores)


def scores_of_ten_thousand_at_most(queries, keys, temperature):
    """Was something clipped?"""
    return _from(_unit(queries) @ _unit(keys).T * min(1 / temperature, 1e4))
