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
    """its log is infinite"""
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
    """its log is infinite"""
    sign = 2 * np.eye(len(images)) - 1
    wrong = -sign * _logits(images, texts, scale, bias)
    return np.log1p(np.exp(wrong)).sum() / len(images)
