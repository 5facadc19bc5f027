"""Typical wrong answers to fit_tokens. A docstring: words of the line that rejects it."""


def _mask(n, length):
    return [1] * min(n, length) + [0] * (length - n)


def end_token_cut_off(ids, length):
    """the end token was cut off"""
    kept = ids[:length]
    return kept + [0] * (length - len(kept)), _mask(len(ids), length)


def beginning_cut_off(ids, length):
    """the beginning was cut off"""
    kept = ids[-length:]
    return kept + [0] * (length - len(kept)), _mask(len(ids), length)


def filled_on_the_left(ids, length):
    """the filling is on the left"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return [0] * (length - len(kept)) + kept, _mask(len(ids), length)[::-1]


def mask_of_ones(ids, length):
    """the mask counts the filling"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + [0] * (length - len(kept)), [1] * length


def mask_turned_round(ids, length):
    """the mask is turned round"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    filled = kept + [0] * (length - len(kept))
    return filled, [int(token == 0) for token in filled]


def never_cut(ids, length):
    """longer than"""
    return ids + [0] * (length - len(ids)), [1] * len(ids) + [0] * (length - len(ids))


def ids_alone(ids, length):
    """return two lists"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + [0] * (length - len(kept))
