"""Typical wrong answers to mean_pool. A docstring: words of the line that rejects it."""

import numpy as np


def padding_averaged_in(tokens, mask):
    """the padding is averaged in"""
    return tokens.mean(axis=1)


def divided_by_the_padded_length(tokens, mask):
    """divided by the padded length"""
    return (tokens * mask[..., None]).mean(axis=1)


def not_divided(tokens, mask):
    """By how many is it divided?"""
    return (tokens * mask[..., None]).sum(axis=1)


def first_token(tokens, mask):
    """the first token alone"""
    return tokens[:, 0]


def one_count_for_all(tokens, mask):
    """divided by one number"""
    return (tokens * mask[..., None]).sum(axis=1) / mask.sum(axis=1).mean()


def mean_over_the_numbers(tokens, mask):
    """Which axis is it?"""
    return tokens.mean(axis=2)


def mask_turned_round(tokens, mask):
    """the mean of the padding"""
    weights = 1 - mask[..., None]
    return (tokens * weights).sum(axis=1) / weights.sum(axis=1).clip(1)


def padding_in_the_sum_only(tokens, mask):
    """the count is right, the padding in the sum"""
    return tokens.sum(axis=1) / mask.sum(axis=1, keepdims=True)


def last_real_token(tokens, mask):
    """this is the last real token alone"""
    return tokens[range(len(tokens)), mask.sum(axis=1) - 1]


def largest_of_the_real_ones(tokens, mask):
    """this is the largest"""
    return (tokens - 1e9 * (1 - mask[..., None])).max(axis=1)


def normalized(tokens, mask):
    """this is normalized"""
    mean = (tokens * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    return mean / (mean**2).sum(axis=1, keepdims=True) ** 0.5


def mean_over_the_texts(tokens, mask):
    """that is a mean over the texts"""
    return tokens.mean(axis=0)


def one_mean_for_all(tokens, mask):
    """n texts, dim numbers each"""
    return tokens[mask == 1].mean(axis=0)


def longest_count_for_all(tokens, mask):
    """divided by one number"""
    return (tokens * mask[..., None]).sum(axis=1) / mask.sum(axis=1).max()


def all_counts_for_all(tokens, mask):
    """divided by one number"""
    return (tokens * mask[..., None]).sum(axis=1) / mask.sum()


def mutates_its_input(tokens, mask):
    """your function changed tokens"""
    tokens[mask == 0] = 0
    return tokens.sum(axis=1) / mask.sum(axis=1, keepdims=True)


def signs_lost(tokens, mask):
    """the signs are lost"""
    return abs((tokens * mask[..., None]).sum(axis=1)) / mask.sum(axis=1, keepdims=True)


def as_many_from_the_left(tokens, mask):
    """the first tokens were taken, not the real ones"""
    counts = mask.sum(axis=1)
    return np.stack([t[:k].mean(axis=0) for t, k in zip(tokens, counts, strict=True)])


def numbers_that_are_0_not_counted(tokens, mask):
    """numbers that are 0 were not counted"""
    kept = tokens * mask[..., None]
    return kept.sum(axis=1) / np.maximum((kept != 0).sum(axis=1), 1)


def tokens_that_are_0_not_counted(tokens, mask):
    """numbers that are 0 were not counted"""
    real = (tokens * mask[..., None]).any(axis=2)
    return (tokens * real[..., None]).sum(axis=1) / np.maximum(real.sum(axis=1), 1)[:, None]


def from_the_first_to_the_last_real_token(tokens, mask):
    """The mask says which tokens are real"""
    real = [np.flatnonzero(m) for m in mask]
    pairs = zip(tokens, real, strict=True)
    return np.stack([t[places[0] : places[-1] + 1].mean(axis=0) for t, places in pairs])


def squeezed(tokens, mask):
    """n texts, dim numbers each, one text too"""
    weights = mask[..., None] / mask.sum(axis=1)[:, None, None]
    return (tokens * weights).sum(axis=1).squeeze()


def divided_by_two_at_least(tokens, mask):
    """a text of one real token has that token's vector"""
    counts = np.maximum(mask.sum(axis=1, keepdims=True), 2)
    return (tokens * mask[..., None]).sum(axis=1) / counts


def equal_tokens_once(tokens, mask):
    """one of two equal tokens got lost"""
    pairs = zip(tokens, mask, strict=True)
    return np.stack([np.unique(t[m == 1], axis=0).mean(axis=0) for t, m in pairs])


def longest_text_last(tokens, mask):
    """these are the texts in another order. Row i is text i"""
    order = np.argsort(mask.sum(axis=1), kind="stable")
    tokens, mask = tokens[order], mask[order]
    return (tokens * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)


def mask_along_the_numbers_of_a_square(tokens, mask):
    """Along which axis does the mask go?"""
    square = tokens.shape[1] == tokens.shape[2]
    weights = mask[:, None, :] if square else mask[:, :, None]
    return (tokens * weights).sum(axis=1) / mask.sum(axis=1)[:, None]


def counts_of_the_columns_of_a_square(tokens, mask):
    """Along which axis does the mask go?"""
    counts = mask.sum(axis=0 if len(mask) == mask.shape[1] else 1)
    return (tokens * mask[..., None]).sum(axis=1) / counts[:, None]


def eight_tokens_at_most(tokens, mask):
    """of a text of a hundred tokens some were left out"""
    tokens, mask = tokens[:, :8], mask[:, :8, None]
    return (tokens * mask).sum(axis=1) / mask.sum(axis=1)
