"""Typical wrong answers to sigmoid_loss. A docstring: words of the line that rejects it."""

import numpy as np


def _unit(x):
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _logits(images, texts, scale, bias):
    return scale * _unit(images) @ _unit(texts).T + bias


def _surprise(logits):
    return np.logaddexp(0, -(2 * np.eye(len(logits)) - 1) * logits)


def as_it_was(images, texts, scale, bias):
    """the mean over all n * n combinations"""
    p = 1 / (1 + np.exp(-_logits(images, texts, scale, bias)))
    match = np.eye(len(images))
    return -(match * np.log(p) + (1 - match) * np.log(1 - p)).mean()


def stable_but_still_a_mean(images, texts, scale, bias):
    """the more pairs, the less it counts"""
    return _surprise(_logits(images, texts, scale, bias)).mean()


def divided_rightly_but_infinite(images, texts, scale, bias):
    """the log is infinite"""
    p = 1 / (1 + np.exp(-_logits(images, texts, scale, bias)))
    match = np.eye(len(images))
    return -(match * np.log(p) + (1 - match) * np.log(1 - p)).sum() / len(images)


def clipped_probabilities(images, texts, scale, bias):
    """the loss stops growing"""
    p = 1 / (1 + np.exp(-_logits(images, texts, scale, bias)))
    p = np.clip(p, 1e-12, 1 - 1e-12)
    match = np.eye(len(images))
    return -(match * np.log(p) + (1 - match) * np.log(1 - p)).sum() / len(images)


def bare_sum(images, texts, scale, bias):
    """divides by the number of pairs"""
    return _surprise(_logits(images, texts, scale, bias)).sum()


def only_partners(images, texts, scale, bias):
    """What about the strangers?"""
    return np.diag(_surprise(_logits(images, texts, scale, bias))).mean()


def bias_subtracted(images, texts, scale, bias):
    """Which sign does the formula give it?"""
    return _surprise(_logits(images, texts, scale, -bias)).sum() / len(images)


def softplus_that_overflows(images, texts, scale, bias):
    """the log is infinite"""
    sign = 2 * np.eye(len(images)) - 1
    wrong = -sign * _logits(images, texts, scale, bias)
    return np.log1p(np.exp(wrong)).sum() / len(images)


def only_strangers(images, texts, scale, bias):
    """What about the partners?"""
    surprise = _surprise(_logits(images, texts, scale, bias))
    return (surprise.sum() - np.trace(surprise)) / len(images)


def all_taken_for_partners(images, texts, scale, bias):
    """Which ones belong together?"""
    return np.logaddexp(0, -_logits(images, texts, scale, bias)).sum() / len(images)


def partners_and_strangers_exchanged(images, texts, scale, bias):
    """partners and strangers are exchanged"""
    logits = _logits(images, texts, scale, bias)
    return np.logaddexp(0, (2 * np.eye(len(logits)) - 1) * logits).sum() / len(images)


def not_normalized(images, texts, scale, bias):
    """these are dot products"""
    return _surprise(scale * images @ texts.T + bias).sum() / len(images)


def texts_not_normalized(images, texts, scale, bias):
    """longer texts changed it"""
    return _surprise(scale * _unit(images) @ texts.T + bias).sum() / len(images)


def bias_left_out(images, texts, scale, bias):
    """the bias is left out"""
    return _surprise(_logits(images, texts, scale, 0)).sum() / len(images)


def sign_turned(images, texts, scale, bias):
    """the sign is turned"""
    return -_surprise(_logits(images, texts, scale, bias)).sum() / len(images)


def clipped_logits(images, texts, scale, bias):
    """the loss stops growing"""
    return _surprise(np.clip(_logits(images, texts, scale, bias), -500, 500)).sum() / len(images)


def in_bits(images, texts, scale, bias):
    """this is log2(2)"""
    return _surprise(_logits(images, texts, scale, bias)).sum() / len(images) / np.log(2)


def a_loss_for_each_pair(images, texts, scale, bias):
    """expected a number"""
    return _surprise(_logits(images, texts, scale, bias)).sum(axis=1)


def equal_texts_are_partners(images, texts, scale, bias):
    """each belongs to the image of its own row alone"""
    logits = _logits(images, texts, scale, bias)
    same = (texts[:, None] == texts).all(axis=2)
    return np.logaddexp(0, np.where(same, -logits, logits)).sum() / len(texts)


def short_vectors_left_short(images, texts, scale, bias):
    """longer images changed it"""
    a, b = (x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1) for x in (images, texts))
    return _surprise(scale * a @ b.T + bias).sum() / len(images)


def a_bias_below_0_always(images, texts, scale, bias):
    """a bias above 0 is one, too"""
    return _surprise(_logits(images, texts, scale, -abs(bias))).sum() / len(images)


def columns_where_it_is_square(images, texts, scale, bias):
    """with four pairs of four numbers"""
    along = int(len(images) != images.shape[1])
    a, b = (x / np.linalg.norm(x, axis=along, keepdims=True) for x in (images, texts))
    return _surprise(scale * a @ b.T + bias).sum() / len(images)
