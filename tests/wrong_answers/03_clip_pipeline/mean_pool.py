"""Typical wrong answers to mean_pool. A docstring: words of the line that rejects it."""


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
