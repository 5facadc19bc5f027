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


def end_token_from_the_lesson(ids, length):
    """another model's text"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], 3]
    return kept + [0] * (length - len(kept)), _mask(len(ids), length)


def filled_before_the_end_token(ids, length):
    """the end token is last, after the filling"""
    kept = ids[:-1][: length - 1]
    filled = kept + [0] * (length - 1 - len(kept)) + ids[-1:]
    return filled, [int(token != 0) for token in filled]


def filled_with_end_tokens(ids, length):
    """the end token fills it up"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + ids[-1:] * (length - len(kept)), _mask(len(ids), length)


def filled_with_ones(ids, length):
    """it is filled up with 1"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + [1] * (length - len(kept)), _mask(len(ids), length)


def mask_of_the_text_alone(ids, length):
    """the mask is as long as the text"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + [0] * (length - len(kept)), [1] * len(kept)


def mask_without_start_and_end(ids, length):
    """start and end are real tokens too"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    mask = [0] + [1] * (len(kept) - 2) + [0] * (length - len(kept) + 1)
    return kept + [0] * (length - len(kept)), mask


def never_filled(ids, length):
    """What fills it up?"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept, [1] * len(kept)


def one_word_too_few(ids, length):
    """a word is missing"""
    kept = ids if len(ids) < length else [*ids[: length - 2], ids[-1]]
    kept = ids if len(ids) == length else kept
    return kept + [0] * (length - len(kept)), _mask(len(kept), length)


def a_word_is_lost_where_it_fits(ids, length):
    """stays as it is"""
    kept = [*ids[: length - 2], ids[-1]]
    return kept + [0] * (length - len(kept)), _mask(len(kept), length)


def last_words_kept(ids, length):
    """the beginning was cut off"""
    kept = ids if len(ids) <= length else [ids[0], *ids[-(length - 1) :]]
    return kept + [0] * (length - len(kept)), _mask(len(ids), length)


def mutates_its_input(ids, length):
    """your function changed ids"""
    while len(ids) > length:
        ids.pop(-2)
    mask = _mask(len(ids), length)
    ids += [0] * (length - len(ids))
    return ids, mask


def mask_by_the_id(ids, length):
    """Does your mask count tokens, or ask for 0?"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    kept = kept + [0] * (length - len(kept))
    return kept, [int(i != 0) for i in kept]


def the_largest_id_ends(ids, length):
    """the last one is not the end token"""
    if len(ids) > length:
        ids = [*ids[: length - 1], max(ids[1:-1])]
    rest = length - len(ids)
    return ids + [0] * rest, [1] * len(ids) + [0] * rest


def up_to_the_first_end_token(ids, length):
    """it ends at the first 9, which is the start"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + [0] * (length - len(kept)), _mask(kept.index(kept[-1]) + 1, length)


def equal_tokens_once(ids, length):
    """the 7 and the 3 stand there twice, and both are kept"""
    ids = [*dict.fromkeys(ids[:-1]), ids[-1]]
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + [0] * (length - len(kept)), _mask(len(kept), length)


def ends_at_the_first_end_token(ids, length):
    """the 7 and the 3 stand there twice, and both are kept"""
    ids = ids[: ids.index(ids[-1], 1) + 1]
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + [0] * (length - len(kept)), _mask(len(kept), length)


def _fitted(ids, length):
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + [0] * (length - len(kept)), _mask(len(kept), length)


def zeros_masked_but_the_first(ids, length):
    """five are real"""
    kept, _ = _fitted(ids, length)
    return kept, [1, *(int(token != 0) for token in kept[1:])]


def zeros_at_the_end_taken_for_filling(ids, length):
    """five are real"""
    real = list(ids)
    while real[-1] == 0:
        real.pop()
    return _fitted(real, length)


def never_more_than_77(ids, length):
    """Is there a limit of another model in it?"""
    return _fitted(_fitted(ids, min(len(ids), 77))[0], length)


def at_most_ten_fillings(ids, length):
    """of 60, 57 are filling"""
    return _fitted(ids, min(length, len(ids) + 10))


def five_hundred_and_twelve_at_most(ids, length):
    """Is there a limit of another model in it?"""
    length = min(length, 512)
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    return kept + [0] * (length - len(kept)), _mask(len(kept), length)


def an_end_like_the_start_left_out(ids, length):
    """cut to three it ends with the end token still"""
    kept = ids if len(ids) <= length else [*ids[: length - 1], ids[-1]]
    if len(ids) > length and ids[0] == ids[-1]:
        kept[-1] = 0
    return kept + [0] * (length - len(kept)), _mask(len(ids), length)
