"""Typical wrong answers to label_prototypes. A docstring: words of the line that rejects it."""

import numpy as np


def plain_means(prompts):
    """How long is the mean of two unit vectors"""
    return prompts.mean(axis=1)


def sums(prompts):
    """these are sums"""
    return prompts.sum(axis=1)


def prompts_normalized_once_more(prompts):
    """How long is the mean of two unit vectors"""
    return (prompts / np.linalg.norm(prompts, axis=2, keepdims=True)).mean(axis=1)


def one_length_for_all(prompts):
    """all rows are divided by one length"""
    means = prompts.mean(axis=1)
    return means / np.linalg.norm(means)


def columns_normalized(prompts):
    """the columns have length 1"""
    means = prompts.mean(axis=1)
    return means / np.linalg.norm(means, axis=0)


def first_prompt_only(prompts):
    """What about the others?"""
    return prompts[:, 0]


def largest_numbers(prompts):
    """no direction that any prompt has"""
    largest = prompts.max(axis=1)
    return largest / np.linalg.norm(largest, axis=1, keepdims=True)


def averaged_over_the_labels(prompts):
    """one prototype for each label"""
    means = prompts.mean(axis=0)
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def divided_in_place(prompts):
    """changed"""
    prompts /= prompts.shape[1]
    means = prompts.sum(axis=1)
    return means / np.linalg.norm(means, axis=1, keepdims=True)
